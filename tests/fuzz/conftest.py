"""The browser's side, started once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.envelope.twin import Twin, running_twin


@pytest.fixture(scope="session")
def twin() -> Iterator[Twin]:
    with running_twin() as twin:
        yield twin
