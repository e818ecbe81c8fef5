"""Relays of these tests are made as quickly as those of the relay's own."""

from __future__ import annotations

from tests.relay.conftest import pages_are_written_once

__all__ = ["pages_are_written_once"]
