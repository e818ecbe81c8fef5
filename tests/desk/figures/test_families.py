"""Cases that were put together count once; and a quarter that is over stays as it was, whatever comes later."""

from __future__ import annotations

from dataclasses import replace

from intake.desk.casework.merging import merge, unmerge
from intake.desk.casework.states import Outcome, Status
from intake.desk.figures.measures import By, Measure
from intake.desk.triage import Level
from tests.desk.casework.doing import Doing, at_work
from tests.desk.casework.test_merging import SOON, of_one_card
from tests.desk.figures.counted import CALL, Q1, Q2, Q4, be_on, counts, days, funnel
from tests.desk.figures.test_measures import decided, put_on, tried
from tests.desk.world import World, sealed, submission


def merged(work: Doing, stands: int, other: int) -> None:
    work.do(merge, stands, work.seen(stands), other, work.seen(other))


def taken_apart(work: Doing, other: int) -> None:
    work.do(unmerge, other, work.seen(other), "Two sisters.")


def test_forms_that_were_put_together_in_their_quarter_are_one_person_and_two_forms(world: World) -> None:
    first, second = of_one_card(SOON, {})
    with at_work(world, first, second) as work:
        decided(work)
        decided(work, Level.AMBER, case=2)
        merged(work, 1, 2)
        put_on(work, Status.HELD)
        assert counts(work).total(Measure.RETURNED, [Q4]) == 2
        assert funnel(work) == {"opened": 1, "red": 1, "reached": 1, "conversation": 1}


def test_what_was_done_in_the_other_case_is_not_lost(world: World) -> None:
    with at_work(world, submission(contact=CALL), submission(answers=SOON)) as work:
        decided(work)
        tried(work)
        be_on(world, 2026, 11, 24, 10)
        decided(work, case=2)
        merged(work, 2, 1)
        assert funnel(work) == {"opened": 1, "contact-allowed": 1, "red": 1, "attempted": 1}
        assert days(work, Measure.RED_TO_ATTEMPT) == {0: 1}


def test_a_person_is_told_with_the_language_and_place_of_their_first_form(world: World) -> None:
    forms = [replace(form, language=tag) for form, tag in zip(of_one_card({}, SOON), ("ar", "ti"), strict=True)]
    with at_work(world, *forms) as work:
        merged(work, 2, 1)
        decided(work, case=2)
        found = counts(work)
        assert found.of(Measure.OPENED, By.LANGUAGE, Q4) == found.of(Measure.RED, By.LANGUAGE, Q4) == {"ar": 1}
        assert found.of(Measure.RETURNED, By.LANGUAGE, Q4) == {"ar": 1, "ti": 1}


def test_a_quarter_that_is_over_stays_as_it_was_when_cases_are_put_together_and_taken_apart(world: World) -> None:
    with at_work(world, *of_one_card(SOON, {})) as work:
        decided(work)
        decided(work, Level.GREEN, case=2)
        over = funnel(work)
        assert over == {"opened": 2, "red": 1, "green": 1}
        be_on(world, 2027, 1, 4, 10)
        merged(work, 1, 2)
        put_on(work, Status.HELD)
        world.take_in(world.bundle(sealed(of_one_card({})[0]), sequence=3))
        merged(work, 1, 3)
        assert funnel(work) == over
        assert funnel(work, Q1) == {"reached": 1, "conversation": 1}
        be_on(world, 2027, 4, 5, 10)
        taken_apart(work, 2)
        taken_apart(work, 3)
        put_on(work, Status.CLOSED, Outcome.MOVED, case=3)
        assert (funnel(work), funnel(work, Q1)) == (over, {"reached": 1, "conversation": 1})
        assert funnel(work, Q2) == {"moved": 1, "opened": 1}
