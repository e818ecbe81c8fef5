"""The demo's start page: the product explained in one minute, with what lies on the relay and the desk, live."""
