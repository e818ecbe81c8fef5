"""Each measure, against cases that nurses worked on as they do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from intake.desk.casework.attempts import Attempt, Result, Way, grant_one_more, log_attempt
from intake.desk.casework.deciding import decide
from intake.desk.casework.facts import Facts, write_facts
from intake.desk.casework.referrals import State
from intake.desk.casework.referring import consent, refer
from intake.desk.casework.states import Outcome, Reopening, Status, change_state, reopen
from intake.desk.contact import Agreed
from intake.desk.figures.measures import By, Measure
from intake.desk.importing import bring_in_parked
from intake.desk.tables import cases
from intake.desk.triage import Level
from intake.envelope.submission import Contact
from tests.desk.casework.doing import Doing, at_work
from tests.desk.casework.test_referring import CONSENT, GP, put
from tests.desk.figures.counted import CALL, Q1, Q4, be_on, counts, days, funnel
from tests.desk.test_parked import second_version, to_version_2
from tests.desk.world import World, sealed, submission

__all__ = ["second_version"]
SOON, SOON_TOO = (submission(answers={"talk": "soon"}, contact=CALL) for _ in range(2))
PEOPLE = (("ti", "GM0363"), ("prs", "GM0014"), ("ps", None), ("sw", "GM0014"))
TRIED = Attempt(Way.CALL, Result.NO_ANSWER)
SPOKEN = Attempt(Way.CALL, Result.REACHED)


def decided(work: Doing, level: Level = Level.RED, case: int = 1) -> None:
    work.do(decide, case, work.seen(case), level, "as it looks")


def tried(work: Doing, attempt: Attempt = TRIED, case: int = 1) -> None:
    work.do(log_attempt, case, work.seen(case), attempt)


def put_on(work: Doing, state: Status, reason: Outcome | None = None, case: int = 1) -> None:
    work.do(change_state, case, work.seen(case), state, reason)


def test_a_case_counts_once_for_each_step_that_it_takes(world: World) -> None:
    with at_work(world, SOON) as work:
        assert funnel(work) == {"opened": 1, "contact-allowed": 1}
        decided(work)
        tried(work)
        tried(work, SPOKEN)
        put_on(work, Status.HELD)
        before = {"opened": 1, "contact-allowed": 1, "red": 1, "attempted": 1, "reached": 1, "conversation": 1}
        assert funnel(work) == before
        work.do(refer, 1, work.seen(), GP)
        assert funnel(work) == before | {"offered": 1}
        work.do(consent, 1, work.seen(), 1, CONSENT)
        put(work, State.SENT, State.ACCEPTED)
        referred = {"offered": 1, "consented": 1, "sent": 1, "accepted": 1}
        assert funnel(work) == before | referred
        put(work, State.ATTENDED, State.IN_CARE)
        put_on(work, Status.CLOSED, Outcome.IN_CARE)
        assert funnel(work) == before | referred | {"first-appointment": 1, "completed": 1}
        assert funnel(work, Q1) == {}


def test_a_second_referral_of_a_case_adds_nothing_to_what_the_first_came_to(world: World) -> None:
    with at_work(world, SOON) as work:
        decided(work)
        tried(work, SPOKEN)
        for destination in ("GP", "PSY"):
            work.do(refer, 1, work.seen(), {**GP, **CONSENT, "destination": destination})
        put(work, State.SENT, number=2)
        found = counts(work)
        assert found.of(Measure.CONSENTED, By.DESTINATION, Q4) == {"GP": 1}
        assert found.of(Measure.SENT, By.DESTINATION, Q4) == {"PSY": 1}


def test_what_nobody_decided_on_has_no_level(world: World) -> None:
    with at_work(world, SOON) as work:
        put_on(work, Status.CLOSED, Outcome.MISTAKE)
        assert funnel(work) == {"opened": 1, "contact-allowed": 1}


def test_a_level_that_is_corrected_counts_as_it_stood_when_the_quarter_ended(world: World) -> None:
    with at_work(world, submission(), submission()) as work:
        decided(work)
        decided(work, Level.AMBER)
        assert [funnel(work).get(level) for level in ("red", "amber")] == [None, 1]
        be_on(world, 2027, 1, 4, 10)
        decided(work, Level.YELLOW)
        decided(work, Level.GREEN, case=2)
        assert [funnel(work).get(level) for level in ("amber", "yellow")] == [1, None]
        assert funnel(work, Q1) == {"green": 1}


def test_that_one_more_attempt_was_granted_is_no_attempt(world: World) -> None:
    with at_work(world, SOON) as work:
        decided(work)
        for _ in range(3):
            tried(work)
        be_on(world, 2027, 1, 4, 10)
        work.do(grant_one_more, 1, work.seen(), "asked for it")
        assert funnel(work)["attempted"] == 1
        assert funnel(work, Q1) == {}


def test_who_comes_by_before_anybody_decided_was_reached(world: World) -> None:
    with at_work(world, submission()) as work:
        tried(work, Attempt(Way.VISIT, Result.REACHED))
        decided(work, Level.GREEN)
        assert funnel(work) == {"opened": 1, "attempted": 1, "reached": 1, "green": 1}
        assert days(work, Measure.TO_REACHING) == {0: 1}
        assert days(work, Measure.RED_TO_ATTEMPT) == {}


def test_what_was_agreed_later_about_contact_changes_nothing_of_what_the_form_said(world: World) -> None:
    with at_work(world, submission(contact=CALL), submission(contact=Contact(reach="no"))) as work:
        for case, reach in ((1, "no"), (2, "call")):
            agreed = Agreed(reach=reach, address="06 9876 5432")  # type: ignore[arg-type]
            work.do(write_facts, case, work.seen(case), Facts(agreed=agreed))
        assert funnel(work) == {"opened": 2, "contact-allowed": 1}


def test_how_cases_ended(world: World) -> None:
    ends = ("helped", "in-care", "declined", "moved", "handed-over", "unreachable", "nothing-needed", "died")
    with at_work(world, *(submission() for _ in ends)) as work:
        for case, outcome in enumerate(ends, 1):
            put_on(work, Status.CLOSED, Outcome(outcome), case)
        assert funnel(work) == {"opened": 8, "completed": 2, "declined": 1, "moved": 2, "dropped": 1}


def test_an_end_that_was_taken_back_counts_only_where_a_quarter_ended_with_it(world: World) -> None:
    with at_work(world, submission(), submission()) as work:
        put_on(work, Status.CLOSED, Outcome.MOVED)
        put_on(work, Status.CLOSED, Outcome.HELPED, case=2)
        work.do(reopen, 1, work.seen(), Reopening.CLOSED_BY_MISTAKE)
        assert funnel(work) == {"opened": 2, "completed": 1}
        be_on(world, 2027, 1, 4, 10)
        work.do(reopen, 2, work.seen(2), Reopening.CAME_BACK)
        put_on(work, Status.CLOSED, Outcome.HELPED, case=2)
        put_on(work, Status.CLOSED, Outcome.HELPED)
        assert funnel(work) == {"opened": 2, "completed": 1}
        assert funnel(work, Q1) == {"completed": 1}


def test_a_no_counts_also_where_the_person_changes_their_mind(world: World) -> None:
    with at_work(world, SOON) as work:
        decided(work)
        put_on(work, Status.DECLINED)
        put_on(work, Status.HELD)
        assert [funnel(work).get(name) for name in ("reached", "declined", "conversation")] == [1, 1, 1]


def test_what_is_written_down_after_midnight_in_the_netherlands_is_of_the_next_quarter(world: World) -> None:
    with at_work(world, SOON, submission()) as work:
        be_on(world, 2026, 12, 31, 22, 59)
        decided(work, Level.GREEN, case=2)
        be_on(world, 2026, 12, 31, 23, 30)
        decided(work)
        put_on(work, Status.CLOSED, Outcome.MOVED)
        assert funnel(work) == {"opened": 2, "contact-allowed": 1, "green": 1}
        assert funnel(work, Q1) == {"red": 1, "moved": 1}
        world.take_in(world.bundle(sealed(submission()), sequence=3))
        assert funnel(work, Q1)["opened"] == 1


def test_a_form_of_an_unknown_questionnaire_is_opened_when_it_can_be(world: World, second_version: Path) -> None:
    world.take_in(world.bundle(to_version_2()))
    be_on(world, 2027, 1, 4, 10)
    with world.desk(questionnaires=(second_version,)) as desk:
        bring_in_parked(desk)
        work = Doing(desk)
        assert (funnel(work), funnel(work, Q1)) == ({}, {"opened": 1})
        assert [row["arrived"] for row in work.rows(cases)] == ["2026-11-23"]


def test_days_are_working_days_from_the_arrival_to_the_attempt_itself(world: World) -> None:
    """It arrives on a Monday; nobody works on 25 and 26 December, which are a Friday and a Saturday."""
    be_on(world, 2026, 12, 21, 10)
    with at_work(world, SOON, SOON_TOO) as work:
        decided(work)
        decided(work, Level.AMBER, case=2)
        be_on(world, 2026, 12, 22, 10)
        tried(work)
        moment = world.now
        be_on(world, 2026, 12, 29, 10)
        tried(work, replace(TRIED, moment=world.now), case=2)
        tried(work, replace(SPOKEN, moment=moment.replace(day=28)))
        assert days(work, Measure.RED_TO_ATTEMPT) == {1: 1}
        assert days(work, Measure.AMBER_TO_ATTEMPT) == {5: 1}
        assert days(work, Measure.TO_REACHING) == {5: 1}


def test_how_long_an_envelope_lay_is_counted_from_the_day_its_sender_told_as_far_as_that_can_be(world: World) -> None:
    told = (date(2026, 11, 20), date(2027, 5, 1), date(1970, 1, 1))
    with at_work(world, *(replace(submission(), sealed_at=day) for day in told)) as work:
        assert days(work, Measure.TO_OPENING) == {0: 1, 1: 1, 260: 1}


def test_a_wait_is_counted_in_days_and_against_its_norm(world: World) -> None:
    with at_work(world, SOON, SOON_TOO) as work:
        for case, number in ((1, 1), (2, 2)):
            decided(work, case=case)
            tried(work, SPOKEN, case=case)
            work.do(refer, case, work.seen(case), {**GP, **CONSENT, "destination": "PSY"})
            put(work, State.SENT, State.WAITING, number=number, case=case)
        be_on(world, 2026, 12, 14, 10)
        put(work, State.ATTENDED)
        be_on(world, 2027, 1, 11, 10)
        put(work, State.ATTENDED, number=2, case=2)
        put(work, State.IN_CARE)
        found = counts(work)
        assert found.days(Measure.TO_INTAKE, By.DESTINATION, "PSY", Q4) == {21: 1}
        assert found.days(Measure.TO_INTAKE, By.DESTINATION, "PSY", Q1) == {49: 1}
        assert [found.total(Measure.INTAKE_LATE, [quarter]) for quarter in (Q4, Q1)] == [0, 1]
        assert (days(work, Measure.TO_TREATMENT, Q1), found.total(Measure.TREATMENT_LATE, [Q1])) == ({28: 1}, 0)


def test_languages_are_put_together_and_the_parts_of_each_split_add_up(world: World) -> None:
    forms = [replace(submission(), language=tag, place=place) for tag, place in PEOPLE]
    with at_work(world, *forms) as work:
        found = counts(work)
        assert found.of(Measure.OPENED, By.LANGUAGE, Q4) == {"fa-prs-ps": 2, "other": 1, "ti": 1}
        assert found.of(Measure.OPENED, By.PLACE, Q4) == {"?": 1, "GM0014": 2, "GM0363": 1}
        assert found.total(Measure.OPENED, [Q4]) == 4
        with pytest.raises(ValueError, match="not split by"):
            found.of(Measure.OPENED, By.DESTINATION, Q4)
