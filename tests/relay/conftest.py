"""What the relay's tests share: a world of its own for each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Blueprint

from intake.config import Relay
from intake.relay import app
from intake.relay.newcomer.pages import blueprint
from intake.relay.store import make_store
from tests.relay.heap import Administrator
from tests.relay.server import Server
from tests.relay.world import ORIGIN, World

STORES = ("files", "server")
ON_BOTH = {
    "test_bundles", "test_discarding", "test_envelopes", "test_housekeeping", "test_kiosks", "test_links",
    "test_receipts", "test_settling", "test_sheets", "test_status", "test_turns", "test_writer",
}  # fmt: skip
EMPTY_RELAY = "empty_relay"


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


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """The same tests on both stores, but those that are about files, or about a server."""
    if "store" not in metafunc.fixturenames or metafunc.definition.get_closest_marker("files") is not None:
        return
    module = metafunc.definition.path.stem
    if module in ON_BOTH or module.startswith("test_server"):
        metafunc.parametrize("store", STORES if module in ON_BOTH else STORES[1:], indirect=True)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server with an empty relay to copy, started when a test first asks for it."""
    started = Server()
    try:
        started.command("template1", f"CREATE DATABASE {EMPTY_RELAY}")
        started.make_roles(EMPTY_RELAY)
        relay = Relay(data=started.folder, origin=ORIGIN, database=started.address(EMPTY_RELAY))
        make_store(relay, b"").dispose()
        started.make_roles(EMPTY_RELAY)
        yield started
    finally:
        started.stop()


@pytest.fixture
def database(server: Server) -> Iterator[str]:
    """The name of a database on the server that nobody used yet."""
    name = server.new_database(EMPTY_RELAY)
    yield name
    server.command("template1", f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def empty(server: Server) -> Iterator[str]:
    """The name of a database that is as an administrator makes it, without a relay."""
    name = server.new_database()
    server.make_roles(name)
    yield name
    server.command("template1", f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def administrator(server: Server, database: str) -> Iterator[Administrator]:
    """Whoever may do everything in that database."""
    with server.administrator(database) as connection:
        yield connection


@pytest.fixture
def store(request: pytest.FixtureRequest) -> str | None:
    """Where a relay keeps what it keeps: the address of a database; None: in files."""
    if getattr(request, "param", STORES[0]) == STORES[0]:
        return None
    server: Server = request.getfixturevalue("server")
    return server.address(request.getfixturevalue("database"))


@pytest.fixture
def new_world(tmp_path: Path, store: str | None) -> Iterator[Callable[..., World]]:
    """Makes the test's one world, of whatever kind."""
    made: list[World] = []

    def make(**kind: Any) -> World:
        made.append(World(tmp_path, database=store, **kind))
        return made[-1]

    yield make
    for world in made:
        world.relay.engine.dispose()


@pytest.fixture
def world(new_world: Callable[..., World]) -> World:
    """A relay that nobody used yet."""
    return new_world()
