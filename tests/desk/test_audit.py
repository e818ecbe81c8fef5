"""The audit trail: what is done is written down with who did it, and nobody rewrites it unnoticed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from intake.desk import audit
from intake.desk.audit import Action
from intake.desk.errors import DeskError
from intake.desk.looking import look_at
from intake.desk.queue import read_queue
from tests.desk.world import World, sealed, submission


def trail(world: World) -> list[tuple[str, str, int | None]]:
    """Who did what with which case, in order."""
    with world.desk() as desk, desk.reading() as connection:
        rows = connection.execute(text('SELECT actor, action, "case" FROM audit ORDER BY number'))
        return [(row[0], row[1], row[2]) for row in rows]


def used(world: World) -> None:
    """A desk that somebody worked with."""
    world.take_in(world.bundle(sealed(submission()), sealed(b"{}")))
    with world.desk(actor="bram") as desk:
        read_queue(desk)
        look_at(desk, "1")


def test_every_step_of_an_import_is_in_it(world: World) -> None:
    broken = sealed(submission())
    parked = sealed(replace(submission(), version="9"))
    world.take_in(world.bundle(sealed(submission()), sealed(b"{}"), parked, broken, damage={broken: b"\1" * 10_633}))
    actions = [action for _, action, _ in trail(world)]
    assert actions[:2] == [Action.DESK_MADE, Action.KEY_USED]
    assert sorted(actions[2:6]) == sorted([Action.SET_ASIDE, Action.PARKED, Action.DAMAGED, Action.CASES_ADDED])
    assert actions[6:] == [Action.IMPORTED, Action.KEY_USED]


def test_looking_at_the_queue_and_at_a_case_is_in_it_with_who_looked(world: World) -> None:
    used(world)
    assert trail(world)[-2:] == [("bram", Action.QUEUE_VIEWED, None), ("bram", Action.CASE_VIEWED, 1)]


def test_a_case_that_is_not_there_was_not_looked_at(world: World) -> None:
    used(world)
    before = trail(world)
    with world.desk() as desk, pytest.raises(DeskError):
        look_at(desk, "99")
    assert trail(world) == before


def test_the_history_of_a_case_comes_from_it(world: World) -> None:
    used(world)
    with world.desk() as desk:
        (deed,) = look_at(desk, "1").history
    assert (deed.actor, deed.action, deed.at) == ("bram", "case viewed", "2026-11-23T10:00:00Z")


def test_an_untouched_trail_verifies_to_its_head(world: World) -> None:
    used(world)
    with world.desk() as desk, desk.reading() as connection:
        assert audit.verify(connection) == audit.head(connection)


@pytest.mark.parametrize("change", ["UPDATE audit SET actor = 'carla'", "DELETE FROM audit WHERE number = 3"])
def test_the_database_refuses_to_change_what_was_written(world: World, change: str) -> None:
    used(world)
    with world.desk() as desk, pytest.raises(DBAPIError, match="append-only"), desk.engine.begin() as connection:
        connection.execute(text(change))


def _without_triggers(connection: Connection) -> None:
    for change in ("update", "delete"):
        connection.execute(text(f"DROP TRIGGER audit_refuses_{change}"))


def _run(statement: str) -> Callable[[Connection], object]:
    return lambda connection: connection.execute(text(statement))


TAMPERING = {
    "another actor": _run("UPDATE audit SET actor = 'carla' WHERE number = 4"),
    "another action": _run("UPDATE audit SET action = 'queue viewed' WHERE number = 4"),
    "another time": _run("UPDATE audit SET at = '2020-01-01T00:00:00Z' WHERE number = 4"),
    "another case": _run('UPDATE audit SET "case" = 7 WHERE number = 4'),
    "another entry": _run("UPDATE audit SET entry = x'7b7d' WHERE number = 4"),
    "an entry of text": _run("UPDATE audit SET entry = '{}' WHERE number = 4"),
    "another hash": _run("UPDATE audit SET hash = zeroblob(32) WHERE number = 4"),
    "an entry taken out": _run("DELETE FROM audit WHERE number = 4"),
    "two entries exchanged": _run(
        "UPDATE audit SET entry = (SELECT b.entry FROM audit b WHERE b.number = 9 - audit.number),"
        " hash = (SELECT b.hash FROM audit b WHERE b.number = 9 - audit.number) WHERE number IN (4, 5)"
    ),
    "an entry repeated": _run(
        "UPDATE audit SET entry = (SELECT b.entry FROM audit b WHERE b.number = 3),"
        " hash = (SELECT b.hash FROM audit b WHERE b.number = 3) WHERE number = 4"
    ),
}


@pytest.mark.parametrize("tamper", TAMPERING.values(), ids=TAMPERING.keys())
def test_whoever_has_the_key_and_tampers_is_found(world: World, tamper: Callable[[Connection], object]) -> None:
    used(world)
    with world.desk() as desk:
        with desk.engine.begin() as connection:
            _without_triggers(connection)
            tamper(connection)
        with desk.reading() as connection, pytest.raises(DeskError, match="broken at entry 4"):
            audit.verify(connection)


def test_a_trail_of_another_desk_does_not_pass(world: World) -> None:
    used(world)
    with world.desk() as desk:
        with desk.engine.begin() as connection:
            connection.execute(text("UPDATE instance SET desk = 'AAAAAAAAAAAAAAAAAAAAAA'"))
        with desk.reading() as connection, pytest.raises(DeskError, match="broken at entry 1"):
            audit.verify(connection)


def test_what_was_rolled_back_is_not_in_it(world: World) -> None:
    with world.desk() as desk:
        with desk.engine.connect() as connection:
            desk.record(connection, Action.QUEUE_VIEWED)
            connection.rollback()
        with desk.reading() as connection:
            assert audit.verify(connection).entries == 1


def test_no_entry_holds_an_answer_a_name_or_an_address(world: World) -> None:
    used(world)
    with world.desk() as desk, desk.reading() as connection:
        entries = b"".join(connection.execute(text("SELECT entry FROM audit")).scalars())
    for word in (b"sleep", b"ggd10", b"GM0363"):
        assert word not in entries
