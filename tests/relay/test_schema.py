"""The tables and columns, pinned: a new one must be argued for here before the relay may keep it."""

from __future__ import annotations

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect

from intake.relay.database import NEWEST_STEP
from intake.relay.tables import metadata
from tests.relay.world import World

KEPT = {
    "alembic_version": ["version_num"],
    "bundle": ["inbox", "sequence", "week", "digest"],
    "envelope": ["key", "digest", "inbox", "week", "bytes", "desk", "desk_epoch", "acknowledged"],
    "handed_out": ["organisation", "month", "total"],
    "key_sheet": ["inbox", "document"],
    "link": ["hash", "organisation", "kind", "expires"],
    "organisation": ["id", "name", "inbox", "place", "colour"],
    "receipt": ["inbox", "desk", "epoch", "sequence", "digest", "newest"],
    "relay": ["instance", "epoch"],
    "tombstone": ["key", "digest", "erased"],
}


def test_the_relay_keeps_exactly_these_columns(world: World) -> None:
    database = inspect(world.relay.engine)
    found = {name: [column["name"] for column in database.get_columns(name)] for name in database.get_table_names()}
    assert found == KEPT


def test_no_index_or_trigger_or_view_keeps_more(world: World) -> None:
    with world.relay.engine.begin() as connection:
        kinds = connection.exec_driver_sql(
            "SELECT type, count(*) FROM sqlite_master WHERE name NOT LIKE 'sqlite_autoindex%' GROUP BY type"
        ).all()
    assert [tuple(row) for row in kinds] == [("table", len(KEPT))]


def test_the_steps_of_the_database_lead_to_the_tables_of_the_code(world: World) -> None:
    with world.relay.engine.begin() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_the_newest_step_is_the_one_that_opening_asks_for(world: World) -> None:
    with world.relay.engine.begin() as connection:
        assert MigrationContext.configure(connection).get_current_revision() == NEWEST_STEP


def test_the_database_is_set_to_forget_and_to_last(world: World) -> None:
    expected = {
        "page_size": "16384",
        "journal_mode": "wal",
        "synchronous": "2",
        "secure_delete": "1",
        "foreign_keys": "1",
    }
    with world.relay.engine.begin() as connection:
        found = {name: str(connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()) for name in expected}
    assert found == expected
