"""What the forensic tests share with the relay's own."""

from __future__ import annotations

from tests.relay.conftest import pages_are_written_once, world

__all__ = ["pages_are_written_once", "world"]
