"""Which state may follow which, and what a change leaves behind."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from intake.desk.audit import verify
from intake.desk.casework.revision import ChangedMeanwhileError, revision_of
from intake.desk.casework.states import (
    BY_HAND,
    FOLLOWS,
    Outcome,
    Reopening,
    Status,
    change_state,
    move,
    reopen,
    status_of,
)
from intake.desk.errors import DeskError
from intake.desk.tables import audit as trail
from intake.desk.tables import cases, states
from tests.desk.world import World, sealed, submission

ALL = [(now, to) for now in Status for to in Status if now is not to]


@pytest.fixture
def case(world: World) -> int:
    """One case, new."""
    world.take_in(world.bundle(sealed(submission())))
    return 1


def test_the_table_names_every_state_and_each_can_be_reached_and_left() -> None:
    assert set(FOLLOWS) == set(Status)
    assert set(Status) - frozenset[Status]().union(*FOLLOWS.values()) == {Status.NEW}
    assert [state for state in Status if Status.CLOSED not in FOLLOWS[state]] == [Status.CLOSED]


def test_what_the_table_names_is_done_and_everything_else_is_refused_and_changes_nothing(
    world: World, case: int
) -> None:
    with world.desk() as desk:
        for now, to in ALL:
            with desk.writing() as connection:
                connection.execute(cases.update().values(status=now.value))
                before = connection.execute(select(states.c.number)).scalars().all()
                if to in FOLLOWS[now]:
                    move(desk, connection, case, to, Outcome.HELPED if to is Status.CLOSED else None)
                    assert status_of(connection, case) is to
                else:
                    with pytest.raises(DeskError, match="does not follow"):
                        move(desk, connection, case, to, Outcome.HELPED)
                    assert connection.execute(select(states.c.number)).scalars().all() == before


def test_a_change_is_in_the_history_and_in_the_trail_which_does_not_say_which_state(world: World, case: int) -> None:
    with world.desk(actor="noor") as desk, desk.writing() as connection:
        move(desk, connection, case, Status.TRIAGED)
        assert change_state(desk, connection, case, 0, Status.REACHED) == 1
        row = connection.execute(select(states).order_by(states.c.number.desc())).first()
        assert row is not None
        assert (row.case, row.actor, row.status, row.reason) == (case, "noor", "reached", None)
        entry = connection.execute(select(trail.c.entry).order_by(trail.c.number.desc()).limit(1)).scalar_one()
        assert b'"action":"state changed"' in entry
        assert b"reached" not in entry
        verify(connection)


def test_by_hand_a_case_is_not_decided_on_nor_referred(world: World, case: int) -> None:
    with world.desk() as desk:
        for to in set(Status) - BY_HAND:
            with pytest.raises(DeskError, match="follows from a deed"), desk.writing() as connection:
                change_state(desk, connection, case, 0, to)


def test_a_case_is_closed_with_an_outcome_and_opened_again_where_it_was(world: World, case: int) -> None:
    with world.desk() as desk, desk.writing() as connection:
        move(desk, connection, case, Status.TRIAGED)
        with pytest.raises(DeskError, match="outcome"):
            move(desk, connection, case, Status.CLOSED, "because")
        move(desk, connection, case, Status.CLOSED, Outcome.NOTHING_NEEDED)
        row = connection.execute(select(cases)).one()
        assert (row.status, row.closed, row.outcome) == ("closed", "2026-11-23", "nothing-needed")
        assert reopen(desk, connection, case, row.revision, Reopening.CAME_BACK) is Status.TRIAGED
        row = connection.execute(select(cases)).one()
        assert (row.status, row.closed, row.outcome) == ("triaged", None, None)
        with pytest.raises(DeskError, match="not closed"):
            reopen(desk, connection, case, row.revision, Reopening.CAME_BACK)


def test_the_day_of_closing_is_the_day_here(world: World, case: int) -> None:
    world.later(hours=13, minutes=30)
    with world.desk() as desk, desk.writing() as connection:
        move(desk, connection, case, Status.CLOSED, Outcome.MISTAKE)
        assert connection.execute(select(cases.c.closed)).scalar() == "2026-11-24"


def test_who_saw_an_older_revision_changes_nothing(world: World, case: int) -> None:
    with world.desk() as desk:
        with desk.writing() as connection:
            change_state(desk, connection, case, 0, Status.CLOSED, Outcome.HELPED)
        with pytest.raises(ChangedMeanwhileError), desk.writing() as connection:
            change_state(desk, connection, case, 0, Status.CLOSED, Outcome.MISTAKE)
        with desk.reading() as connection:
            assert connection.execute(select(cases.c.outcome)).scalar() == "helped"


def test_what_is_refused_takes_no_revision(world: World, case: int) -> None:
    with world.desk() as desk:
        with pytest.raises(DeskError), desk.writing() as connection:
            change_state(desk, connection, case, 0, Status.HELD)
        with desk.reading() as connection:
            assert revision_of(connection, case) == 0
