"""A handout for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.relay.handout.world import HandoutWorld


@pytest.fixture
def world(tmp_path: Path) -> Iterator[HandoutWorld]:
    made = HandoutWorld(tmp_path)
    yield made
    made.handout.close()
    made.relay_engine.dispose()
