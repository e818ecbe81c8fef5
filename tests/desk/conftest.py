"""What the desk's tests share: a world of its own for each, made from one empty database."""

from __future__ import annotations

from pathlib import Path

import pytest

from intake.desk.audit import Action, Event, append
from intake.desk.database import make_database, publish
from intake.desk.instance import Instance, write_instance
from tests.desk.world import DATABASE_KEY, INBOX, MONDAY, RELAY, World


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk's database with nothing in it but who it is."""
    path = tmp_path_factory.mktemp("template") / "desk.sqlite"
    engine = make_database(path, DATABASE_KEY)
    with engine.begin() as connection:
        write_instance(connection, Instance.new(inbox=INBOX, relay_key=RELAY.verify_key.encode()), "2026-11-23")
        append(connection, Event(MONDAY, "anna", Action.DESK_MADE))
    engine.dispose()
    publish(path)
    return path


@pytest.fixture
def world(tmp_path: Path, empty_database: Path) -> World:
    """A desk that nothing was imported into yet."""
    return World.new(tmp_path, empty_database)
