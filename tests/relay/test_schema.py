"""The tables and columns, pinned: a new one must be argued for here before the relay may keep it."""

from __future__ import annotations

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect

from intake.relay.database import NEWEST_STEP
from intake.relay.tables import metadata
from tests.relay.world import World

SEALED = ["key", "digest", "inbox", "week", "bytes", "desk", "desk_epoch", "acknowledged"]
ARRIVALS = {"arrival": SEALED}
KEPT = {
    "alembic_version": ["version_num"],
    "bundle": ["inbox", "sequence", "week", "digest"],
    "envelope": SEALED,
    "handed_out": ["organisation", "month", "total"],
    "key_sheet": ["inbox", "document"],
    "link": ["hash", "organisation", "kind", "expires"],
    "organisation": ["id", "name", "inbox", "place", "colour"],
    "publication": ["inbox", "sequence", "document"],
    "receipt": ["inbox", "desk", "epoch", "sequence", "digest", "newest"],
    "relay": ["instance", "epoch"],
    "told": ["inbox", "mail", "day"],
    "tombstone": ["key", "digest", "erased"],
}


def columns(world: World, schema: str) -> dict[str, list[str]]:
    database = inspect(world.relay.engine)
    names = database.get_table_names(schema)
    return {name: [column["name"] for column in database.get_columns(name, schema)] for name in names}


def test_the_relay_keeps_exactly_these_columns(world: World) -> None:
    assert columns(world, "main") == KEPT
    assert columns(world, "arrivals") == ARRIVALS


def test_no_index_or_trigger_or_view_keeps_more(world: World) -> None:
    with world.relay.engine.begin() as connection:
        kinds = [
            tuple(row)
            for file in ("main", "arrivals")
            for row in connection.exec_driver_sql(
                f"SELECT type, count(*) FROM {file}.sqlite_master WHERE name NOT LIKE 'sqlite_autoindex%' GROUP BY type"
            )
        ]
    assert kinds == [("table", len(KEPT)), ("table", len(ARRIVALS))]


def test_the_steps_of_the_database_lead_to_the_tables_of_the_code(world: World) -> None:
    with world.relay.engine.begin() as connection:
        assert compare_metadata(MigrationContext.configure(connection, opts={"include_schemas": True}), metadata) == []


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
        for file in ("main", "arrivals"):
            found = {name: str(connection.exec_driver_sql(f"PRAGMA {file}.{name}").scalar_one()) for name in expected}
            assert found == expected
