"""Meetings and sessions: who came, who is due for intervision, who missed what; how many a session reached."""

from __future__ import annotations

from datetime import date

import pytest

from intake.network.errors import ChangedMeanwhileError, NetworkError, UnfitError
from intake.network.meetings.missing import attended, due_by, intervision_due
from intake.network.meetings.model import all_meetings, read_meeting, who_came
from intake.network.meetings.writing import call_off, change, plan, tick_off
from intake.network.sessions.model import all_sessions, by_quarter
from intake.network.sessions.writing import add_session, change_session, withdraw_session
from intake.network.steps.steps import add_step, steps_of, withdraw_step
from tests.network.typed import ALMERE, added
from tests.network.world import World

TODAY = date(2026, 11, 24)


def test_intervision_is_due_half_a_year_after_the_last_or_after_somebody_began() -> None:
    assert due_by(date(2026, 1, 15), None) == date(2026, 7, 15)
    assert due_by(date(2026, 1, 15), date(2026, 8, 31)) == date(2027, 2, 28)


def test_a_meeting_has_its_agenda_and_who_came(world: World) -> None:
    with world.network() as network, network.writing() as connection:
        one, other = added(network, connection), added(network, connection, "Nour")
        typed = {
            "kind": "network",
            "day": "2026-11-10",
            "starts": "19:30",
            "minutes": "2:00",
            "agenda": "1. News\n2. VOG",
        }
        number = plan(network, connection, typed)
        assert change(network, connection, number, 1, typed | {"place": "Library"}) == 2
        assert tick_off(network, connection, number, 2, [one], [other]) == 3
        assert who_came(connection, number) == {one: "present", other: "excused"}
        assert tick_off(network, connection, number, 3, [other]) == 4
        assert who_came(connection, number) == {other: "present"}
        found = read_meeting(connection, number)
        assert (found.starts, found.minutes, found.place) == ("19:30", 120, "Library")
        with pytest.raises(ChangedMeanwhileError):
            tick_off(network, connection, number, 3, [one])
        with pytest.raises(NetworkError, match="ticked twice"):
            tick_off(network, connection, number, 4, [one], [one])
        ahead = plan(network, connection, {"kind": "network", "day": "2026-12-08"})
        with pytest.raises(NetworkError, match="nobody came"):
            tick_off(network, connection, ahead, 1, [one])
        with pytest.raises(UnfitError) as refused:
            plan(network, connection, {"kind": "party", "starts": "noon"})
        assert sorted(refused.value.faults) == ["day", "kind", "starts"]
        assert [each.number for each in all_meetings(connection)] == [ahead, number]


def test_who_is_due_for_intervision_and_who_missed_which_meetings(world: World) -> None:
    with world.network() as network, network.writing() as connection:
        never = added(network, connection, "Never", since="2026-01-01")
        lately = added(network, connection, "Lately", since="2026-01-01")
        new = added(network, connection, "New", since="2026-11-01")
        spring, autumn = (
            plan(network, connection, {"kind": "intervision", "day": day}) for day in ("2026-03-01", "2026-09-01")
        )
        tick_off(network, connection, spring, 1, [never, lately])
        tick_off(network, connection, autumn, 1, [lately], [never])
        due = intervision_due(connection, TODAY)
        assert [(each.ambassador.id, each.last, each.by) for each in due] == [
            (never, date(2026, 3, 1), date(2026, 9, 1))
        ]
        october, november, off = (
            plan(network, connection, {"kind": "network", "day": day})
            for day in ("2026-10-06", "2026-11-03", "2026-11-17")
        )
        tick_off(network, connection, october, 1, [lately], [never])
        tick_off(network, connection, november, 1, [lately, new])
        call_off(network, connection, off, 1)
        lines = [(each.ambassador.id, each.held, each.present, each.excused, each.missed)
                 for each in attended(connection, TODAY)]  # fmt: skip
        assert lines == [(never, 2, 0, 1, 1), (lately, 2, 2, 0, 0), (new, 1, 1, 0, 0)]


def test_sessions_add_up_by_quarter_and_topic(world: World) -> None:
    with world.network() as network, network.writing() as connection:
        one = added(network, connection)
        first = add_session(
            network,
            connection,
            {
                "day": "2026-09-30",
                "topic": "gp",
                "reached": "12",
                "place": ALMERE,
                "ambassadors": [one],
                "language": "ti",
            },
        )
        for day, topic, reached in (("2026-10-01", "gp", 8), ("2026-11-20", "insurance", 20), ("2026-11-21", "gp", 5)):
            add_session(network, connection, {"day": day, "topic": topic, "reached": reached})
        wrong = add_session(network, connection, {"day": "2026-11-22", "topic": "gp", "reached": 900})
        withdraw_session(network, connection, wrong, 1)
        quarters = by_quarter(all_sessions(connection))
        assert [(each.quarter, each.sessions, each.reached, each.topics) for each in quarters] == [
            ("2026-Q4", 3, 33, (("gp", 13), ("insurance", 20))),
            ("2026-Q3", 1, 12, (("gp", 12),)),
        ]
        assert change_session(network, connection, first, 1, {"day": "2026-09-30", "topic": "gp", "reached": 14}) == 2
        (*_, found) = all_sessions(connection)
        assert (found.reached, found.ambassadors, found.place) == (14, (), None)
        with pytest.raises(UnfitError) as refused:
            add_session(
                network, connection, {"day": "2026-11-25", "topic": "gp", "reached": -1, "ambassadors": ["A-1"]}
            )
        assert sorted(refused.value.faults) == ["ambassadors", "day", "reached"]


def test_steps_towards_paid_work_are_dated_and_can_be_taken_back(world: World) -> None:
    with world.network() as network, network.writing() as connection:
        one = added(network, connection)
        course = add_step(network, connection, one, {"day": "2026-05-01", "step": "course", "organisation": "ROC"})
        contract = add_step(network, connection, one, {"day": "2026-11-01", "step": "contract"})
        assert [each.number for each in steps_of(connection, one)] == [contract, course]
        withdraw_step(network, connection, contract)
        assert [each.step for each in steps_of(connection, one)] == ["course"]
        with pytest.raises(NetworkError, match="no such step"):
            withdraw_step(network, connection, contract)
