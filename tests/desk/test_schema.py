"""The migrations make exactly the tables that the code uses."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from intake.desk import database
from intake.desk.database import REVISION, STEPS, make_database, open_database
from intake.desk.errors import DeskError
from intake.desk.tables import metadata
from intake.sqlcipher import DatabaseError
from tests.desk.world import DATABASE_KEY, World


def test_the_migrated_database_has_exactly_the_tables_of_the_code(world: World) -> None:
    with world.desk() as desk, desk.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_the_newest_step_is_the_one_that_the_code_asks_for() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(database.__file__).parent / "migrations"))
    scripts = ScriptDirectory.from_config(config)
    assert scripts.get_heads() == [REVISION]
    assert [step.revision for step in scripts.walk_revisions()] == [*reversed(STEPS)]


def test_a_database_of_another_version_is_refused(world: World) -> None:
    with world.desk() as desk, desk.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseError, match="newer version"), world.desk():
        pass


def test_another_key_opens_nothing(world: World) -> None:
    with pytest.raises(DatabaseError, match="key does not fit"):
        open_database(world.section.data / "desk.sqlite", b"x" * 32)


def test_without_a_database_the_hint_says_how_to_make_it(tmp_path: Path) -> None:
    with pytest.raises(DeskError) as refused:
        open_database(tmp_path / "desk.sqlite", DATABASE_KEY)
    assert "intake desk init" in refused.value.hint


def test_a_database_that_was_not_finished_does_not_count(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite"
    make_database(path, DATABASE_KEY).dispose()
    assert not path.exists()
    make_database(path, DATABASE_KEY).dispose()
    database.publish(path)
    open_database(path, DATABASE_KEY).dispose()
    assert [each.name for each in tmp_path.iterdir()] == ["desk.sqlite"]


def test_the_file_says_nothing_to_somebody_without_the_key(world: World) -> None:
    data = (world.section.data / "desk.sqlite").read_bytes()
    assert b"SQLite" not in data
    assert b"envelopes" not in data
