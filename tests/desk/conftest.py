"""What the desk's tests share: a world of its own for each, made from one empty database."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from intake.config import Desk
from intake.desk.audit import Action, Event, append
from intake.desk.clock import utc_now
from intake.desk.database import make_database, publish
from intake.desk.instance import Instance, write_instance
from intake.desk.keys.ceremony import Slot, new_keys
from intake.desk.keys.keeping import InFile
from intake.desk.unlock import init_desk
from intake.locked import FLOOR
from tests.desk.commands import Home
from tests.desk.world import DATABASE_KEY, GGD10, INBOX, MONDAY, PASSPHRASE, RELAY, World
from tests.windows_rules import windows_rules


@pytest.fixture(autouse=True)
def as_on_windows() -> Iterator[None]:
    """Most desks are Windows: what it would refuse the desk's code is refused in each of its tests."""
    with windows_rules():
        yield


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


@pytest.fixture(scope="session")
def made_desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which keys were made (at the least cost allowed), and a desk with them."""
    folder = tmp_path_factory.mktemp("desk")
    section = Desk(data=folder / "desk", inbox=INBOX, ggd="GGD Fryslân", questionnaires=(GGD10,))
    slot = Slot("anna", PASSPHRASE, FLOOR)
    new_keys(section, slot=slot, keep=InFile(folder / "recovery.locked"), today=utc_now().date())
    init_desk(section, PASSPHRASE, relay_key=RELAY.verify_key.encode())
    return folder


@pytest.fixture
def home(tmp_path: Path, made_desk: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Home:
    """A copy of that folder to type commands in."""
    shutil.copytree(made_desk, tmp_path / "home")
    return Home(tmp_path / "home", capsys, monkeypatch)
