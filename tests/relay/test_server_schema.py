"""On a server the relay keeps the same tables and columns as in files, and nothing beside them."""

from __future__ import annotations

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import MetaData, inspect

from intake.relay.database import NEWEST_STEP
from intake.relay.store import SERVER_TABLES
from intake.relay.tables import metadata
from intake.sqlcipher import reading
from tests.relay.heap import Administrator
from tests.relay.test_schema import ARRIVALS, KEPT
from tests.relay.world import World

EVERYTHING = """
    SELECT DISTINCT c.relkind::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
    UNION ALL SELECT 'function ' || proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
    WHERE n.nspname NOT IN ('pg_catalog', 'information_schema')
    UNION ALL SELECT 'trigger ' || tgname FROM pg_trigger
    ORDER BY 1
"""


def test_the_columns_are_those_of_the_files(world: World) -> None:
    database = inspect(world.relay.engine)
    found = {name: [column["name"] for column in database.get_columns(name)] for name in database.get_table_names()}
    assert found == KEPT | ARRIVALS
    assert database.get_schema_names() == ["information_schema", "public"]


def test_house_is_kept_in_every_table_that_changes() -> None:
    assert {*SERVER_TABLES, "alembic_version", "relay"} == KEPT.keys() | ARRIVALS.keys()


def test_there_are_tables_and_the_indexes_of_their_keys_and_nothing_else(
    world: World, administrator: Administrator
) -> None:
    assert [row[0] for row in administrator.execute(EVERYTHING)] == ["i", "r"]
    database = inspect(world.relay.engine)
    assert [database.get_indexes(name) for name in database.get_table_names()] == [[]] * len(KEPT | ARRIVALS)


def test_the_steps_lead_to_the_tables_of_the_code(world: World) -> None:
    plain = MetaData()
    for table in metadata.tables.values():
        table.to_metadata(plain, schema=None)  # type: ignore[arg-type] # none at all
    with reading(world.relay.engine).begin() as connection:
        context = MigrationContext.configure(connection)
        assert context.get_current_revision() == NEWEST_STEP
        assert compare_metadata(context, plain) == []
