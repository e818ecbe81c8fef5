"""What the relay's tests share: a world of its own for each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.relay.world import World


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A relay that nobody used yet."""
    made = World(tmp_path)
    yield made
    made.relay.engine.dispose()
