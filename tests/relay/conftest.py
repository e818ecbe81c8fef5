"""What the relay's tests share: a world of its own for each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Blueprint

from intake.relay import app
from intake.relay.newcomer.pages import blueprint
from tests.relay.world import World


@pytest.fixture(autouse=True, scope="session")
def pages_are_written_once() -> Iterator[None]:
    """The form's pages are the same in every world and take half a second to write."""

    written: dict[str, Blueprint] = {}

    def once(**arguments: Any) -> Blueprint:
        named = repr(arguments)
        if named not in written:
            written[named] = blueprint(**arguments)
        return written[named]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(app, "blueprint", once)
        yield


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A relay that nobody used yet."""
    made = World(tmp_path)
    yield made
    made.relay.engine.dispose()
