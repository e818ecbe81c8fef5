"""Asking how it goes: by the rhythm, within what the person chose, and nothing follows from it by itself."""

from __future__ import annotations

import pytest

from intake.desk.casework.attempts import Attempt, Result, UnsafeError, Way, attempts_of
from intake.desk.casework.deciding import decide
from intake.desk.errors import DeskError
from intake.desk.tables import attempts, check_ins
from intake.desk.triage import Level
from intake.desk.waiting.checking import Goes, Heard, check_in, check_ins_of
from intake.desk.waiting.listing import Wanted, read_waiting
from tests.desk.casework.doing import Doing, at_work
from tests.desk.casework.test_referring import status
from tests.desk.waiting.people import PHONE, go_to, listed, waiting
from tests.desk.world import World, submission

REACHED = Attempt(Way.CALL, Result.REACHED)
NO_ANSWER = Attempt(Way.CALL, Result.NO_ANSWER)


def ask(work: Doing, heard: Heard) -> None:
    """Somebody asked how it goes."""
    work.do(check_in, 1, work.seen(), None, heard)


def test_who_was_reached_is_asked_again_by_the_rhythm(world: World) -> None:
    with at_work(world, submission(contact=PHONE)) as work:
        listed(work)
        ask(work, Heard(Goes.BETTER, REACHED, "sleeps again"))
        assert waiting(work).check_on == "2026-12-21"
        [logged] = work.ask(check_ins_of, 1)
        assert (logged.result, logged.note, logged.actor) == ("better", "sleeps again", "noor")
        [attempt] = work.rows(attempts)
        assert (attempt["way"], attempt["result"], attempt["note"]) == ("call", "reached", None)
        assert status(work) == "waiting"
        assert b"better" not in work.entries()
        assert b"sleeps" not in work.entries()


def test_who_was_not_reached_is_asked_on_the_next_working_day_while_attempts_are_left(world: World) -> None:
    with at_work(world, submission(contact=PHONE)) as work:
        listed(work)
        go_to(world, "2026-11-27")
        ask(work, Heard(Goes.NOT_REACHED, NO_ANSWER))
        assert waiting(work).check_on == "2026-11-30"
        ask(work, Heard(Goes.NOT_REACHED, NO_ANSWER))
        ask(work, Heard(Goes.NOT_REACHED, NO_ANSWER))
        assert work.do(attempts_of, 1).left == 0
        with pytest.raises(UnsafeError, match="as many attempts as there may be"):
            ask(work, Heard(Goes.NOT_REACHED, NO_ANSWER))
        assert len(work.rows(check_ins)) == 3


def test_nobody_is_called_outside_the_safe_times_to_ask_how_it_goes(world: World) -> None:
    with at_work(world, submission(contact=PHONE)) as work:
        listed(work)
        seen = work.seen()
        world.later(hours=4)
        for heard in (Heard(Goes.ON, REACHED), Heard(Goes.NOT_REACHED, NO_ANSWER)):
            with pytest.raises(UnsafeError, match="not a safe time"):
                ask(work, heard)
        with pytest.raises(UnsafeError, match="chose to be called"):
            ask(work, Heard(Goes.NOT_REACHED, Attempt(Way.MESSAGE, Result.SENT)))
        assert (work.rows(check_ins), work.rows(attempts), work.seen()) == ([], [], seen)


def test_what_was_heard_from_who_goes_along_is_no_attempt(world: World) -> None:
    with at_work(world, submission()) as work:
        listed(work)
        world.later(hours=12)
        ask(work, Heard(Goes.ON))
        assert (len(work.rows(check_ins)), work.rows(attempts)) == (1, [])


@pytest.mark.parametrize(
    "heard",
    [
        Heard(Goes.ON, NO_ANSWER),
        Heard(Goes.NOT_REACHED, REACHED),
        Heard(Goes.NOT_REACHED),
    ],
)
def test_an_answer_needs_somebody_who_was_reached(world: World, heard: Heard) -> None:
    with at_work(world, submission(contact=PHONE)) as work:
        listed(work)
        with pytest.raises(DeskError, match="do not fit together"):
            ask(work, heard)
        assert work.rows(attempts) == []


def test_worse_leads_back_to_the_case_until_a_nurse_decided_and_changes_no_level_itself(world: World) -> None:
    with at_work(world, submission(answers={"home": "mostly_not"}, contact=PHONE)) as work:
        listed(work)
        level = read_waiting(work.desk, Wanted()).rows[0].level
        ask(work, Heard(Goes.WORSE, REACHED))
        [row] = read_waiting(work.desk, Wanted(worse=True)).rows
        assert (row.worse, row.level, status(work)) == (True, level, "waiting")
        world.later(minutes=1)
        work.do(decide, 1, work.seen(), Level.RED, "cannot sleep at all any more")
        found = read_waiting(work.desk, Wanted())
        assert (found.rows[0].worse, found.rows[0].level, found.counts.worse) == (False, "red", 0)
