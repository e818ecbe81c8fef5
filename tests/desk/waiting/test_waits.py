"""A wait follows its referral, with dates by the norm; care that began puts referral and case where they belong."""

from __future__ import annotations

import pytest

from intake.desk.casework.referrals import State, referrals_of
from intake.desk.casework.referring import refer, withdraw
from intake.desk.casework.states import Status
from intake.desk.errors import DeskError
from intake.desk.waiting.changing import change_wait, date_wait
from intake.desk.waiting.waits import BRIDGES
from tests.desk.casework.doing import at_work
from tests.desk.casework.test_referring import CONSENT, put, status, talked
from tests.desk.waiting.people import every_wait, go_to, listed, waiting
from tests.desk.world import World, submission


def test_a_wait_begins_with_the_list_and_its_norm_counts_from_the_referral(world: World) -> None:
    with at_work(world, submission()) as work:
        talked(work)
        work.do(refer, 1, work.seen(), CONSENT | {"destination": "PSY"})
        put(work, State.SENT)
        assert every_wait(work) == []
        go_to(world, "2026-11-30")
        put(work, State.WAITING)
        wait = waiting(work)
        assert (wait.since, wait.intake_by, wait.treatment_by) == ("2026-11-23", "2026-12-21", "2027-03-01")
        assert (wait.rhythm, wait.check_on) == (28, "2026-12-28")
        assert status(work) == "waiting"


def test_where_there_is_no_norm_nobody_is_ever_past_it(world: World) -> None:
    with at_work(world, submission()) as work:
        wait = listed(work, "LEGAL")
        go_to(world, "2029-01-02")
        assert (wait.intake_by, wait.treatment_by) == (None, None)
        assert not wait.past(world.now.date())


def test_the_day_after_the_norm_somebody_is_past_it_and_the_intake_begins_the_second_norm(world: World) -> None:
    with at_work(world, submission()) as work:
        wait = listed(work)
        day = world.now.date().replace(month=12, day=21)
        assert not wait.past(day)
        assert wait.past(day.replace(day=22))
        go_to(world, "2027-01-04")
        work.do(date_wait, 1, work.seen(), None, {"intake_on": "2026-12-30"})
        wait = waiting(work)
        assert (wait.intake_on, wait.by, wait.ended) == ("2026-12-30", "2027-03-10", None)
        assert not wait.past(world.now.date())
        assert (work.ask(referrals_of, 1)[0].state, status(work)) == (State.ATTENDED, "attended")


def test_treatment_that_began_ends_the_wait_and_the_case_is_in_care(world: World) -> None:
    with at_work(world, submission()) as work:
        listed(work)
        go_to(world, "2027-02-01")
        work.do(date_wait, 1, work.seen(), 1, {"intake_on": "2026-12-14", "treatment_on": "2027-02-01"})
        wait = waiting(work)
        assert (wait.intake_on, wait.treatment_on, wait.ended) == ("2026-12-14", "2027-02-01", "2027-02-01")
        assert (work.ask(referrals_of, 1)[0].state, status(work)) == (State.IN_CARE, "in-care")
        with pytest.raises(DeskError, match="nobody waits by this referral"):
            work.do(change_wait, 1, work.seen(), 1, {"expected": "in May"})


@pytest.mark.parametrize("to", [State.IN_CARE, State.ENDED, State.REFUSED])
def test_a_wait_ends_with_its_referral(world: World, to: State) -> None:
    with at_work(world, submission()) as work:
        listed(work)
        go_to(world, "2026-12-01")
        put(work, to)
        wait = waiting(work)
        assert wait.ended == "2026-12-01"
        assert wait.days(world.now.date()) == 8
        assert (wait.treatment_on is not None) is (to is State.IN_CARE)


def test_consent_that_is_taken_back_ends_it_too(world: World) -> None:
    with at_work(world, submission()) as work:
        listed(work)
        work.do(withdraw, 1, work.seen(), 1)
        assert waiting(work).ended == "2026-11-23"
        assert status(work) == "held"


def test_who_is_taken_still_waits_for_the_intake_and_without_a_norm_the_first_appointment_ends_it(world: World) -> None:
    with at_work(world, submission()) as work:
        listed(work, "GP")
        put(work, State.ACCEPTED)
        assert waiting(work).ended is None
        put(work, State.ATTENDED)
        assert (waiting(work).intake_on, waiting(work).ended) == ("2026-11-23", "2026-11-23")


def test_after_an_intake_somebody_may_stand_on_a_list_again(world: World) -> None:
    with at_work(world, submission()) as work:
        talked(work)
        work.do(refer, 1, work.seen(), CONSENT | {"destination": "TRAUMA"})
        put(work, State.SENT, State.ATTENDED)
        go_to(world, "2026-12-07")
        put(work, State.WAITING)
        wait = waiting(work)
        assert (wait.intake_on, wait.by, status(work)) == ("2026-11-23", "2027-02-01", "waiting")
        # A day that was written down wrongly is put right; the person stays on the list.
        work.do(date_wait, 1, work.seen(), None, {"intake_on": "2026-12-01"})
        assert (waiting(work).by, status(work)) == ("2027-02-09", "waiting")


def test_what_was_said_there_and_what_bridges_the_time_is_written_down(world: World) -> None:
    with at_work(world, submission()) as work:
        listed(work)
        go_to(world, "2026-12-18")
        typed = {"since": "2026-10-01", "expected": "four months", "bridges": "group poh-ggz", "rhythm": "14"}
        work.do(change_wait, 1, work.seen(), None, typed)
        wait = waiting(work)
        assert (wait.since, wait.intake_by, wait.expected) == ("2026-10-01", "2026-10-29", "four months")
        assert wait.bridges == ("poh-ggz", "group")
        # Two weeks on is the first of January: somebody asks on the Monday after it.
        assert (wait.rhythm, wait.check_on) == (14, "2027-01-04")
        work.do(change_wait, 1, work.seen(), None, {"expected": "", "bridges": "", "rhythm": ""})
        wait = waiting(work)
        assert (wait.expected, wait.bridges, wait.rhythm, wait.check_on) == (None, (), None, None)
        assert work.trail().count("wait changed") == 2
        assert b"months" not in work.entries()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"since": "2027-01-01"}, "still to come"),
        ({"since": ""}, "left empty"),
        ({"rhythm": "0"}, "no number of days"),
        ({"rhythm": "often"}, "no number of days"),
        ({"bridges": f"{BRIDGES[0]} prayer"}, "a choice is needed"),
        ({"expected": "x" * 201}, "longer than"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(world: World, typed: dict[str, str], said: str) -> None:
    with at_work(world, submission()) as work:
        before, seen = listed(work), work.seen()
        with pytest.raises(DeskError, match=said):
            work.do(change_wait, 1, seen, None, typed)
        assert (waiting(work), work.seen()) == (before, seen)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"intake_on": "2026-11-22"}, "order in which they can be"),
        ({"intake_on": "2026-11-24"}, "still to come"),
        ({}, "left empty"),
    ],
)
def test_dates_of_care_are_in_order_and_not_to_come(world: World, typed: dict[str, str], said: str) -> None:
    with at_work(world, submission()) as work:
        listed(work)
        with pytest.raises(DeskError, match=said):
            work.do(date_wait, 1, work.seen(), None, typed)
        assert status(work) == "waiting"


def test_nothing_is_written_about_a_case_that_is_closed(world: World) -> None:
    with at_work(world, submission()) as work:
        listed(work)
        work.do(_close)
        with pytest.raises(DeskError, match="this case is closed"):
            work.do(change_wait, 1, work.seen(), None, {"expected": "in May"})


def test_who_waits_at_two_places_is_asked_about_one_of_them(world: World) -> None:
    with at_work(world, submission()) as work:
        listed(work)
        work.do(refer, 1, work.seen(), CONSENT | {"destination": "TRAUMA"})
        put(work, State.SENT, State.WAITING, number=2)
        with pytest.raises(DeskError, match="more than one place"):
            work.do(change_wait, 1, work.seen(), None, {"expected": "in May"})
        work.do(change_wait, 1, work.seen(), 2, {"expected": "in May"})
        assert [each.expected for each in every_wait(work)] == [None, "in May"]


def _close(desk: object, connection: object) -> None:
    from intake.desk.casework.states import move

    move(desk, connection, 1, Status.CLOSED, "moved")  # type: ignore[arg-type]
