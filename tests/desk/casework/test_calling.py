"""Whom to call now: only whose safe time it is, the most urgent first, and found without reading every case."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import event, select

from intake.desk.casework.assigning import assign
from intake.desk.casework.attempts import Attempt, Result, Way, attempts_of, grant_one_more, log_attempt
from intake.desk.casework.calling import Calls, Wanted, print_day, read_calls
from intake.desk.casework.deciding import decide
from intake.desk.casework.merging import merge, unmerge
from intake.desk.casework.revision import revision_of
from intake.desk.casework.states import Status, change_state
from intake.desk.tables import audit, cases
from intake.desk.terminal.calls import day_lines
from intake.desk.triage import Level
from intake.envelope.submission import Contact
from tests.desk.casework.test_safe_times import at
from tests.desk.world import World, sealed, submission

MORNING, AFTERNOON, EVENING = "weekday-morning", "weekday-afternoon", "weekday-evening"
TUESDAY = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)  # half past ten here
URGENT = {"red": "soon", "amber": "yes"}


def person(world: World, level: str = "amber", *, language: str = "ti", **said: object) -> int:
    """A person whose case was decided on as the rules suggest; gives the case."""
    contact = Contact(**{"reach": "call", "address": "06 1234 5678", "when": (MORNING,), **said})  # type: ignore[arg-type]
    one = replace(submission(answers={"talk": URGENT[level]}, contact=contact), language=language)
    world.take_in(world.bundle(sealed(one)))
    with world.desk() as desk, desk.writing() as connection:
        case: int = connection.execute(select(cases.c.number).order_by(cases.c.number.desc()).limit(1)).scalar_one()
        decide(desk, connection, case, 0, Level(level))
    return case


def calls(world: World, **wanted: str) -> Calls:
    with world.desk() as desk:
        return read_calls(desk, Wanted(**wanted))  # type: ignore[arg-type]


def now(world: World, **wanted: str) -> list[int]:
    found = calls(world, **wanted)
    assert len(found.now) == found.count_now
    return [each.case for each in found.now]


@pytest.fixture
def tuesday(world: World) -> World:
    """The clock shows a Tuesday morning; cases came on Monday."""
    return world


def test_whose_time_it_is_stands_before_whose_time_comes_and_others_are_not_there(tuesday: World) -> None:
    mornings, evenings = person(tuesday), person(tuesday, when=(EVENING,))
    both, unsaid = person(tuesday, "red", when=(EVENING, MORNING)), person(tuesday, when=())
    for said in ({"when": ("weekend",)}, {"reach": "come"}, {"reach": None}, {"reach": "no"}, {"address": None}):
        person(tuesday, **said)
    tuesday.now = TUESDAY
    found = calls(tuesday)
    assert [each.case for each in found.now] == [both, mornings, unsaid]
    assert [(each.case, each.window.opens) for each in found.later] == [(evenings, at(24, 11, 17))]
    assert [each.window.closes for each in found.now] == [at(24, 11, 12), at(24, 11, 12), at(24, 11, 17)]
    tuesday.now = at(28, 11, 11)
    assert [each.window.closes for each in calls(tuesday).now] == [at(28, 11, 20)]
    tuesday.now = at(25, 12, 11)
    assert calls(tuesday) == Calls((), (), 0, 0, 0)


def test_only_who_was_decided_on_and_not_reached_yet(tuesday: World) -> None:
    case = person(tuesday)
    tuesday.take_in(tuesday.bundle(sealed(submission(contact=Contact(reach="call", address="06", when=(MORNING,))))))
    tuesday.now = TUESDAY
    assert now(tuesday) == [case]
    with tuesday.desk() as desk, desk.writing() as connection:
        decide(desk, connection, 2, 0, Level.GREEN)
    assert now(tuesday) == [case], "for the green no contact is asked"
    with tuesday.desk() as desk, desk.writing() as connection:
        change_state(desk, connection, case, revision_of(connection, case), Status.REACHED)
    assert now(tuesday) == []


def test_after_the_last_attempt_nobody_stands_there_until_one_more_is_granted(tuesday: World) -> None:
    case = person(tuesday)
    tuesday.now = TUESDAY
    for left in (2, 1, 0):
        with tuesday.desk() as desk, desk.writing() as connection:
            log_attempt(desk, connection, case, revision_of(connection, case), Attempt(Way.CALL, Result.NO_ANSWER))
            assert attempts_of(desk, connection, case).left == left
        assert [each.left for each in calls(tuesday).now] == ([left] if left else [])
    with tuesday.desk() as desk, desk.writing() as connection:
        grant_one_more(desk, connection, case, revision_of(connection, case), "she asked for it")
    assert [each.left for each in calls(tuesday).now] == [1]


def test_attempts_of_merged_cases_count_together_as_on_the_page_of_the_case(tuesday: World) -> None:
    stands, second, third, alone = person(tuesday), person(tuesday), person(tuesday), person(tuesday)
    tuesday.now = TUESDAY
    with tuesday.desk() as desk, desk.writing() as connection:
        for case in (second, third, third):
            log_attempt(desk, connection, case, revision_of(connection, case), Attempt(Way.CALL, Result.NO_ANSWER))
    assert [(each.case, each.left) for each in calls(tuesday).now] == [(stands, 3), (second, 2), (third, 1), (alone, 3)]
    # Left after each merging; the third case comes to the one that stands by way of the second.
    for into, gone, left in ((second, third, 0), (stands, second, 0)):
        with tuesday.desk() as desk, desk.writing() as connection:
            merge(desk, connection, into, revision_of(connection, into), gone, revision_of(connection, gone))
            assert attempts_of(desk, connection, into).left == left
    found = calls(tuesday)
    assert [(each.case, each.left) for each in found.now] == [(alone, 3)]
    assert found.count_now == 1
    with tuesday.desk() as desk, desk.writing() as connection:
        grant_one_more(desk, connection, stands, revision_of(connection, stands), "she asked for it")
    assert [(each.case, each.left) for each in calls(tuesday).now] == [(stands, 1), (alone, 3)]
    with tuesday.desk() as desk, desk.writing() as connection:
        unmerge(desk, connection, second, revision_of(connection, second), "Two sisters.")
    assert now(tuesday) == [stands, alone], "what the third had goes with the second"


def test_a_wish_for_a_woman_or_a_man_holds_and_the_others_are_counted(tuesday: World) -> None:
    woman, man = person(tuesday, professional="woman"), person(tuesday, professional="man")
    any_of_them, unsaid = person(tuesday, professional="any"), person(tuesday)
    tuesday.now = TUESDAY
    assert now(tuesday) == [woman, man, any_of_them, unsaid]
    assert now(tuesday, caller="woman") == [woman, any_of_them, unsaid]
    assert now(tuesday, caller="man") == [man, any_of_them, unsaid]
    assert (calls(tuesday).others, calls(tuesday, caller="man").others) == (0, 1)


def test_the_language_of_an_interpreter_and_whose_cases(tuesday: World) -> None:
    arabic, tigrinya = person(tuesday, language="ar"), person(tuesday)
    tuesday.now = TUESDAY
    assert now(tuesday, language="ar") == [arabic]
    with tuesday.desk() as desk, desk.writing() as connection:
        assign(desk, connection, tigrinya, revision_of(connection, tigrinya), None)
        connection.execute(cases.update().where(cases.c.number == arabic).values(assigned="anna"))
    assert now(tuesday, me="noor") == [tigrinya]
    assert now(tuesday, me="anna") == [arabic, tigrinya]


def test_a_list_for_the_day_is_in_the_history_of_each_case_on_it(tuesday: World) -> None:
    first, second = person(tuesday, "red", name="Sara", when=(EVENING,)), person(tuesday, when=(MORNING, AFTERNOON))
    third = person(tuesday, when=("weekend",))
    tuesday.now = TUESDAY
    with tuesday.desk(actor="noor") as desk:
        listed = print_day(desk, Wanted(), 60, numbers=False)
        assert [(each.call.case, each.safe.name, each.safe.address) for each in listed] == [
            (first, "Sara", None),
            (second, None, None),
        ]
        assert [window.closes for window in listed[1].times] == [at(24, 11, 17)]
        assert [each.safe.address for each in print_day(desk, Wanted(), 1, numbers=True)] == ["06 1234 5678"]
        said = "\n".join(day_lines(listed, "en"))
        assert "  ask for: Sara\n" in said
        assert f"case {second}  amber  call 08:00-17:00  ti" in said
        assert "06 1234 5678" not in said
        with desk.reading() as connection:
            query = select(audit.c.case, audit.c.actor).where(audit.c.action == "day list printed")
            printed = connection.execute(query.order_by(audit.c.number)).all()
    assert [tuple(row) for row in printed] == [(first, "noor"), (second, "noor"), (first, "noor")]
    assert third not in [row.case for row in printed]


def test_the_look_at_the_list_is_recorded_and_says_nobodys_name(tuesday: World) -> None:
    person(tuesday, name="QUORZAMBEL", address="0699887766")
    tuesday.now = TUESDAY
    assert "QUORZAMBEL" not in repr(calls(tuesday))
    with tuesday.desk() as desk, desk.reading() as connection:
        entry = connection.execute(select(audit.c.entry).where(audit.c.action == "call list viewed")).scalar_one()
    assert b'"detail":{"later":0,"now":1}' in entry


def test_it_is_read_from_one_index_alone_however_many_cases_there_are(tuesday: World) -> None:
    asked: dict[str, Any] = {}
    with tuesday.desk() as desk:

        @event.listens_for(desk.engine, "before_cursor_execute")
        def _remember(_: object, __: object, statement: str, values: object, *___: object) -> None:
            asked[statement] = values

        tuesday.now = TUESDAY
        read_calls(desk, Wanted("woman", "ti", "noor"))
        lists = {statement: values for statement, values in asked.items() if "FROM cases INDEXED BY" in statement}
        assert len(lists) == 5
        with desk.reading() as connection:
            for statement, values in lists.items():
                plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
                assert "USING COVERING INDEX cases_to_call" in plan[0].detail
                walks = [row.detail for row in plan if "SCAN" in row.detail or "TEMP B-TREE" in row.detail]
                # Only the few cases that were merged into one are gone through, and those through an index.
                assert set(walks) <= {"SCAN CONSTANT ROW", "SCAN together"}
                assert "SEARCH gone USING COVERING INDEX cases_merged (merged=?)" in [row.detail for row in plan]
