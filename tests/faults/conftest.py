"""The desk's and the relay's small worlds, side by side."""

from __future__ import annotations

from tests.desk.conftest import empty_database, home, made_desk
from tests.relay.conftest import pages_are_written_once, world

__all__ = ["empty_database", "home", "made_desk", "pages_are_written_once", "world"]
