"""The wall inside the relay's database."""

from __future__ import annotations

import pytest
from sqlalchemy import inspect
from sqlalchemy.exc import DatabaseError

from intake.relay.links.handout import hand_out_links
from intake.relay.links.register import Kind
from tests.relay.handout.world import SCHOOL, HandoutWorld

REACHED = {"link", "handed_out", "organisation"}


def test_those_who_hand_out_reach_links_and_organisations_and_no_other_table(world: HandoutWorld) -> None:
    tables = inspect(world.relay_engine).get_table_names()
    assert {"envelope", "tombstone", "bundle", "receipt", "key_sheet"} <= set(tables)
    for table in tables:
        for statement in (f"SELECT count(*) FROM {table}", f"SELECT * FROM {table}", f"DELETE FROM {table}"):
            with world.handout.links.engine.connect() as connection:
                if table in REACHED:
                    connection.exec_driver_sql(statement)
                else:
                    with pytest.raises(DatabaseError, match=r"prohibited|not authorized"):
                        connection.exec_driver_sql(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM sqlite_master",
        "SELECT (SELECT count(*) FROM envelope) FROM link",
        "CREATE VIEW spy AS SELECT * FROM envelope",
        "CREATE TRIGGER spy AFTER INSERT ON link BEGIN DELETE FROM envelope; END",
        "DROP TABLE envelope",
        "ATTACH DATABASE ':memory:' AS other",
        "PRAGMA table_list",
        "PRAGMA writable_schema = ON",
    ],
)
def test_no_way_round_the_wall(world: HandoutWorld, statement: str) -> None:
    with (
        world.handout.links.engine.connect() as connection,
        pytest.raises(DatabaseError, match=r"prohibited|not authorized"),
    ):
        connection.exec_driver_sql(statement)


def test_links_are_made_through_it(world: HandoutWorld) -> None:
    made = hand_out_links(world.handout.links, SCHOOL, Kind.CARD, now=world.now, count=2)
    assert len(set(made)) == 2
