"""The trail can be searched by who, what, which case, why and when, and each search stands in it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from intake.desk.audit import Action, Event, Why, append
from intake.desk.cases import read_case
from intake.desk.clock import stamp
from intake.desk.trail.looking_up import look_up, table, taken_out
from intake.desk.trail.searching import Entry, Wanted, people_in, search
from tests.desk.world import MONDAY, World, sealed, submission


@pytest.fixture
def busy(world: World) -> World:
    """A desk with 61 entries: three people, an hour apart; the clock was once set back."""
    deeds = [Action.CASE_VIEWED, Action.QUEUE_VIEWED, Action.KEY_USED]
    with world.desk() as desk, desk.writing() as connection:
        for number in range(60):
            at = MONDAY + timedelta(hours=number if number < 50 else number - 20)
            action = deeds[number % 3]
            case = number % 4 if action is Action.CASE_VIEWED else None
            why = Why.REQUEST if number == 7 else None
            append(connection, Event(at, ("anna", "bram", "carla")[number % 5 % 3], action, case, {}, why))
    return world


def found(world: World, wanted: Wanted, before: int | None = None, most: int = 100) -> list[Entry]:
    with world.desk() as desk, desk.reading() as connection:
        return list(search(connection, wanted, before=before, most=most))


HOUR = timedelta(hours=1)
SEARCHES = {
    "everything": Wanted(),
    "who": Wanted(actor="bram"),
    "what": Wanted(action="queue viewed"),
    "which case": Wanted(case=2),
    "why": Wanted(why="request of the person"),
    "who and what": Wanted(actor="anna", action="key used"),
    "who, what and which case": Wanted(actor="anna", action="case viewed", case=3),
    "since": Wanted(since=MONDAY + 35 * HOUR),
    "until": Wanted(until=MONDAY + 35 * HOUR),
    "who in a time": Wanted(actor="carla", since=MONDAY + 30 * HOUR, until=MONDAY + 40 * HOUR),
    "nobody": Wanted(actor="dirk"),
    "a time before all": Wanted(until=datetime(2020, 1, 1, tzinfo=UTC)),
}


@pytest.mark.parametrize("wanted", SEARCHES.values(), ids=SEARCHES.keys())
def test_a_search_finds_exactly_what_it_asks_for_the_newest_first(busy: World, wanted: Wanted) -> None:
    everything = found(busy, Wanted())
    assert len(everything) == 61
    since = stamp(wanted.since) if wanted.since else ""
    until = stamp(wanted.until) if wanted.until else "9"
    expected = [
        each
        for each in everything
        if (wanted.actor in (None, each.actor) and wanted.action in (None, each.action))
        and (wanted.case in (None, each.case) and wanted.why in (None, each.why))
        and since <= each.at < until
    ]
    assert found(busy, wanted) == expected
    assert [each.number for each in expected] == sorted((each.number for each in expected), reverse=True)


def test_pages_join_without_a_gap_or_a_repeat(busy: World) -> None:
    wanted = Wanted(actor="anna", since=MONDAY + HOUR)
    pages, before = [], None
    while page := found(busy, wanted, before=before, most=7):
        pages += page
        before = page[-1].number
    assert pages == found(busy, wanted)


def test_every_entry_says_why(busy: World) -> None:
    grounds = {each.action: each.why for each in found(busy, Wanted()) if each.why != Why.REQUEST}
    assert grounds == {
        "desk made": "administration",
        "key used": "administration",
        "queue viewed": "triage",
        "case viewed": "care",
    }


def test_a_search_is_in_the_trail_and_in_the_history_of_the_case_it_was_about(world: World) -> None:
    world.take_in(world.bundle(sealed(submission())))
    with world.desk(actor="carla") as desk:
        look_up(desk, Wanted(case=1, actor="bram"), before=50)
        with desk.reading() as connection:
            assert ("carla", "audit trail searched") in {
                (deed.actor, deed.action) for deed in read_case(connection, "1").history
            }
            (entry,) = search(connection, Wanted(action="audit trail searched"))
    assert (entry.case, entry.why, entry.detail) == (1, "supervision", {"actor": "bram", "before": 50})


def test_taking_entries_out_is_in_the_trail_before_they_leave(busy: World) -> None:
    with busy.desk(actor="carla") as desk, taken_out(desk, Wanted(actor="bram")) as entries:
        rows = list(table(entries))
    newest = found(busy, Wanted())[0]
    assert (newest.actor, newest.action, newest.detail) == (
        "carla",
        "audit trail exported",
        {"actor": "bram", "up_to": 61},
    )
    assert rows[0] == ("number", "at", "actor", "action", "case", "why", "detail")
    assert len(rows) == 1 + len(found(busy, Wanted(actor="bram")))


def test_everybody_who_ever_did_something_can_be_chosen(busy: World) -> None:
    with busy.desk() as desk, desk.reading() as connection:
        assert people_in(connection) == ["anna", "bram", "carla"]


def test_each_way_to_search_goes_by_an_index(busy: World) -> None:
    """A million entries are not walked through: SQLite says itself how it goes."""
    ways = {
        ("actor",): "ix_audit_actor",
        ("action",): "ix_audit_action",
        ("actor", "action"): "ix_audit_actor_action",
        ("case",): "ix_audit_case",
        ("why",): "ix_audit_why",
    }
    with busy.desk() as desk, desk.reading() as connection:
        for columns, index in ways.items():
            where = " AND ".join(f'"{column}" = ?' for column in columns)
            plan = connection.exec_driver_sql(
                f"EXPLAIN QUERY PLAN SELECT * FROM audit INDEXED BY {index} WHERE {where} AND number < 9"
                " ORDER BY number DESC LIMIT 100",
                tuple("x" for _ in columns),
            ).all()
            assert [index in row[3] for row in plan] == [True], plan
        window = "EXPLAIN QUERY PLAN SELECT min(number), max(number) FROM audit INDEXED BY ix_audit_at WHERE at >= 'x'"
        assert "COVERING INDEX ix_audit_at" in connection.execute(text(window)).one()[3]
