"""The desk's and the relay's small worlds, side by side."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk.conftest import empty_database, home, made_desk
from tests.relay.conftest import pages_are_written_once
from tests.relay.world import World

__all__ = ["empty_database", "home", "made_desk", "pages_are_written_once", "world"]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A relay that nobody used yet."""
    made = World(tmp_path)
    yield made
    made.relay.engine.dispose()
