"""The staff's tables and columns, pinned: a new one must be argued for here before it may be kept of a colleague."""

from __future__ import annotations

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect
from sqlalchemy.exc import DBAPIError

from intake.relay.handout.database import NEWEST_STEP
from intake.relay.handout.log import Event, read_log, write
from intake.relay.handout.tables import metadata
from tests.relay.handout.world import SCHOOL, HandoutWorld

KEPT = {
    "alembic_version": ["version_num"],
    "carried": ["week", "staff", "event"],
    "invitation": ["hash", "staff", "expires"],
    "log": ["number", "at", "event", "actor", "organisation", "subject"],
    "passkey": ["id", "staff", "public_key", "sign_count", "name", "created"],
    "recovery_code": ["hash", "staff"],
    "session": ["hash", "staff", "seen", "expires"],
    "staff": [
        "id", "email", "name", "role", "organisation", "inbox", "language", "password", "totp", "totp_last",
        "single_sign_on", "disabled", "created",
    ],
}  # fmt: skip
TRIGGERS = {"log_update", "log_delete", "carried_update", "carried_delete"}


def test_of_staff_exactly_these_columns_are_kept(world: HandoutWorld) -> None:
    database = inspect(world.handout.engine)
    found = {name: [column["name"] for column in database.get_columns(name)] for name in database.get_table_names()}
    assert found == KEPT


def test_there_is_no_view_and_no_trigger_but_the_logs(world: HandoutWorld) -> None:
    with world.handout.engine.begin() as connection:
        rows = connection.exec_driver_sql("SELECT type, name FROM sqlite_master WHERE type IN ('view', 'trigger')")
        assert {tuple(row) for row in rows} == {("trigger", name) for name in TRIGGERS}


def test_the_steps_of_the_database_lead_to_the_tables_of_the_code(world: HandoutWorld) -> None:
    with world.handout.engine.begin() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_the_newest_step_is_the_one_that_opening_asks_for(world: HandoutWorld) -> None:
    with world.handout.engine.begin() as connection:
        assert MigrationContext.configure(connection).get_current_revision() == NEWEST_STEP


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE log SET actor = 'somebody else'",
        "UPDATE log SET number = number + 1",
        "DELETE FROM log",
        "DELETE FROM log WHERE number = 1",
    ],
)
def test_the_log_only_grows(world: HandoutWorld, change: str) -> None:
    with world.handout.engine.begin() as connection:
        write(connection, Event.SIGNED_IN, world.now, actor="sanne", organisation=SCHOOL)
    with pytest.raises(DBAPIError, match="the log only grows"), world.handout.engine.begin() as connection:
        connection.exec_driver_sql(change)
    with world.handout.engine.begin() as connection:
        write(connection, Event.SIGNED_OUT, world.now, actor="sanne", organisation=SCHOOL)
        assert [entry.event for entry in read_log(connection)] == [Event.SIGNED_OUT, Event.SIGNED_IN]


def test_times_are_kept_to_the_minute(world: HandoutWorld) -> None:
    world.later(seconds=31)
    with world.handout.engine.begin() as connection:
        write(connection, Event.SIGNED_IN, world.now, actor="sanne")
        (entry,) = read_log(connection)
    assert (entry.at.second, entry.at.microsecond, entry.at.tzinfo) == (0, 0, None)
