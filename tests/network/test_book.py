"""A network book: made whole, opened by each person's passphrase, and its log that nobody changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError as RefusedByDatabase

from intake.envelope.signatures import fingerprint
from intake.locked import FLOOR, LockedFileError
from intake.network import database
from intake.network.database import DATABASE, STEPS
from intake.network.errors import NetworkError
from intake.network.log import Action, Thing, read
from intake.network.making import make_network
from intake.network.people import Role
from intake.network.tables import metadata
from intake.network.unlock import open_network
from intake.sqlcipher import DatabaseError
from tests.network.commands import network_home
from tests.network.world import COORDINATOR, PASSPHRASE, World, section


def test_the_migrated_database_has_exactly_the_tables_of_the_code(world: World) -> None:
    with world.network() as network, network.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_the_newest_step_is_the_one_that_the_code_asks_for() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(database.__file__).parent / "migrations"))
    steps = [step.revision for step in ScriptDirectory.from_config(config).walk_revisions()]
    assert steps == [*reversed(STEPS)]


def test_whoever_makes_it_is_its_coordinator_and_the_log_says_so(world: World) -> None:
    with world.network() as network:
        assert (network.actor, network.role()) == (COORDINATOR, Role.COORDINATOR)
        assert network.keys.public == world.public
        with network.reading() as connection:
            [first] = read(connection)
    assert (first.actor, first.action, first.what) == (COORDINATOR, Action.MADE, Thing.BOOK)


def test_two_books_have_nothing_in_common(world: World, tmp_path: Path) -> None:
    other = section(tmp_path / "other")
    public = make_network(other, COORDINATOR, PASSPHRASE, cost=FLOOR)
    assert public != world.public


def test_a_wrong_passphrase_opens_nothing(world: World) -> None:
    with pytest.raises(LockedFileError, match="opens not this person's slot"), world.network(passphrase="seven lamps"):
        pass


def test_without_a_book_the_hint_says_how_to_make_one(tmp_path: Path, world: World) -> None:
    with pytest.raises(NetworkError) as refused, world.elsewhere(tmp_path / "none").network():
        pass
    assert "intake network init" in refused.value.hint


def test_a_book_is_never_made_over_another(world: World) -> None:
    before = world.section.data.joinpath("network.locked").read_bytes()
    with pytest.raises(NetworkError, match="exists already"):
        make_network(world.section, COORDINATOR, PASSPHRASE, cost=FLOOR)
    assert world.section.data.joinpath("network.locked").read_bytes() == before


def test_keys_that_an_interrupted_making_left_are_taken_up_with_the_same_passphrase(world: World) -> None:
    for file in world.section.data.glob("network.sqlite*"):
        file.unlink()
    with pytest.raises(LockedFileError):
        make_network(world.section, COORDINATOR, "another passphrase of somebody", cost=FLOOR)
    assert make_network(world.section, COORDINATOR, PASSPHRASE, cost=FLOOR) == world.public
    with world.network() as network:
        assert network.role() is Role.COORDINATOR


def test_a_database_of_a_newer_version_is_refused(world: World) -> None:
    with world.network() as network, network.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseError, match="newer version"), world.network():
        pass


def test_the_file_says_nothing_to_somebody_without_the_key(world: World) -> None:
    data = (world.section.data / "network.sqlite").read_bytes()
    assert b"SQLite" not in data
    assert b"ambassadors" not in data
    with pytest.raises(DatabaseError, match="key does not fit"):
        DATABASE.open(world.section.data / "network.sqlite", b"x" * 32)


@pytest.mark.parametrize("change", ["UPDATE log SET actor = 'x'", "DELETE FROM log"])
def test_nobody_changes_the_log(world: World, change: str) -> None:
    with world.network() as network:
        with pytest.raises(RefusedByDatabase, match="append-only"), network.engine.begin() as connection:
            connection.execute(text(change))
        with network.reading() as connection:
            assert len(read(connection)) == 1


def test_what_goes_wrong_in_the_database_is_said_without_a_statement(world: World) -> None:
    with world.network() as network:
        with pytest.raises(DatabaseError) as refused, network.writing() as connection:
            connection.execute(text("INSERT INTO people (name, role, since) VALUES ('Secret Name', NULL, 'x')"))
        assert "Secret" not in refused.value.message + refused.value.hint


def test_by_command_a_book_is_made_and_says_the_fingerprint_that_a_desk_compares(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    home = network_home(tmp_path, capsys, monkeypatch)
    made = home.run("network", "init", "--name", COORDINATOR)
    with open_network(section(tmp_path / "network"), PASSPHRASE) as network:
        assert fingerprint(network.keys.public) in made.out
    assert "exists already" in home.refused("network", "init", "--name", COORDINATOR)
