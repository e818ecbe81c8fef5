"""Rules suggest, a nurse decides."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from intake.desk.audit import verify
from intake.desk.casework.deciding import decide, decision_of, next_new
from intake.desk.casework.revision import ChangedMeanwhileError, revision_of
from intake.desk.casework.states import Outcome, Status, change_state, status_of
from intake.desk.errors import DeskError
from intake.desk.tables import audit, cases, decisions
from intake.desk.triage import Level
from tests.desk.world import World, sealed, submission

ARRIVED = date(2026, 11, 23)  # a Monday


def decided(world: World, level: Level, reason: str | None = None, *, case: int = 1) -> tuple[str, str | None, int]:
    """Decide, as noor; what stands in the case's row then."""
    with world.desk(actor="noor") as desk, desk.writing() as connection:
        decide(desk, connection, case, revision_of(connection, case), level, reason)
        row = connection.execute(select(cases).where(cases.c.number == case)).one()
        return row.level, row.due, row.rank


@pytest.fixture
def amber(world: World) -> World:
    """A world with one case that the rules call amber (R7)."""
    world.take_in(world.bundle(sealed(submission(answers={"talk": "yes"}))))
    return world


def test_to_accept_needs_no_reason_and_the_case_is_decided_on(amber: World) -> None:
    assert decided(amber, Level.AMBER) == ("amber", "2026-11-30", 1)
    with amber.desk() as desk, desk.reading() as connection:
        assert status_of(connection, 1) is Status.TRIAGED
        found = decision_of(connection, 1)
        assert found is not None
        assert (found.actor, found.level, found.suggested, found.reason) == ("noor", "amber", "amber", None)
        verify(connection)


@pytest.mark.parametrize("level", [level for level in Level if level is not Level.AMBER])
def test_another_level_needs_a_reason(amber: World, level: Level) -> None:
    for reason in (None, "", "  \n\t "):
        with pytest.raises(DeskError, match="needs a reason"):
            decided(amber, level, reason)
    with amber.desk() as desk, desk.reading() as connection:
        assert decision_of(connection, 1) is None
        assert status_of(connection, 1) is Status.NEW
    assert decided(amber, level, "she asked for it on the telephone")[0] == level.value


def test_a_level_that_was_raised_or_lowered_is_due_as_the_most_urgent_rule_of_it_says(amber: World) -> None:
    assert decided(amber, Level.RED, "why") == ("red", "2026-11-24", 0)
    assert decided(amber, Level.YELLOW, "why") == ("yellow", "2026-12-07", 2)
    assert decided(amber, Level.REVIEW, "why") == ("review", "2026-12-07", 3)
    assert decided(amber, Level.GREEN, "why") == ("green", None, 4)


def test_raised_late_it_is_due_today_and_what_was_suggested_is_overdue_all_the_same(amber: World) -> None:
    amber.later(days=16)
    assert decided(amber, Level.RED, "why")[1] == "2026-12-09"
    assert decided(amber, Level.AMBER)[1] == "2026-11-30"


def test_deciding_again_keeps_every_decision_and_the_state(amber: World) -> None:
    decided(amber, Level.RED, "first thought")
    with amber.desk() as desk, desk.writing() as connection:
        change_state(desk, connection, 1, revision_of(connection, 1), Status.REACHED)
    decided(amber, Level.AMBER)
    with amber.desk() as desk, desk.reading() as connection:
        assert connection.execute(select(decisions.c.level)).scalars().all() == ["red", "amber"]
        assert status_of(connection, 1) is Status.REACHED


def test_a_closed_case_is_not_decided_on_and_an_older_view_neither(amber: World) -> None:
    with amber.desk() as desk:
        with desk.writing() as connection:
            change_state(desk, connection, 1, 0, Status.CLOSED, Outcome.MISTAKE)
        with pytest.raises(DeskError, match="is closed"), desk.writing() as connection:
            decide(desk, connection, 1, 1, Level.AMBER)
        with pytest.raises(ChangedMeanwhileError), desk.writing() as connection:
            decide(desk, connection, 1, 0, Level.AMBER)


def test_the_trail_says_that_somebody_decided_and_neither_what_nor_why(amber: World) -> None:
    decided(amber, Level.RED, "SHE-TOLD-ME")
    with amber.desk() as desk, desk.reading() as connection:
        entries = connection.execute(select(audit.c.entry, audit.c.why).where(audit.c.action == "case decided")).all()
        assert [row.why for row in entries] == ["triage"]
        assert b"SHE-TOLD-ME" not in entries[0].entry
        assert b"red" not in entries[0].entry


def test_the_next_case_is_the_most_urgent_one_that_nobody_decided_on(world: World) -> None:
    world.take_in(world.bundle(*(sealed(submission(answers={"talk": talk})) for talk in ("no", "yes", "soon"))))
    met = []
    with world.desk() as desk, desk.writing() as connection:
        while (case := next_new(connection)) is not None:
            met.append(connection.execute(select(cases.c.level).where(cases.c.number == case)).scalar_one())
            decide(desk, connection, case, 0, Level(met[-1]))
    assert met == ["red", "amber", "green"]
