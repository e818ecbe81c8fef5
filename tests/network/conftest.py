"""What tests of the network book share."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from intake.network.unlock import OpenNetwork
from tests.desk.commands import Home
from tests.network.commands import network_home
from tests.network.world import Watch, World, new_world
from tests.windows_rules import windows_rules


@pytest.fixture(autouse=True)
def as_on_windows() -> Iterator[None]:
    """Most organisations have Windows: what it would refuse the book's code is refused in each of its tests."""
    with windows_rules():
        yield


@pytest.fixture(scope="session")
def made_world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """A book that nobody changes: to be copied."""
    return new_world(tmp_path_factory.mktemp("network-book"))


@pytest.fixture
def world(made_world: World, tmp_path: Path) -> World:
    """A new book, of this test alone."""
    shutil.copytree(made_world.section.data, tmp_path / "network")
    return replace(made_world.elsewhere(tmp_path / "network"), watch=Watch())


@pytest.fixture
def book(world: World) -> Iterator[OpenNetwork]:
    """The new book, open to its coordinator."""
    with world.at_once() as network:
        yield network


@pytest.fixture
def home(world: World, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Home:
    """Somebody who types commands beside a book."""
    return network_home(world.section.data.parent, capsys, monkeypatch)
