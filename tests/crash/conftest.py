"""What the crash tests share: a relay in files for each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.relay.conftest import pages_are_written_once
from tests.relay.world import World

__all__ = ["pages_are_written_once"]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A relay that nobody used yet."""
    made = World(tmp_path)
    yield made
    made.relay.engine.dispose()
