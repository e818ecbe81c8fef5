"""Time as the desk uses it: injected, in UTC."""

from intake.local.clock import Clock, stamp, utc_now

__all__ = ["Clock", "stamp", "utc_now"]
