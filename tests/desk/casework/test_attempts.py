"""Attempts to reach a person: only as they chose, few, and each one logged."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from intake.desk.audit import verify
from intake.desk.casework.attempts import (
    RESULTS,
    Attempt,
    Result,
    UnsafeError,
    Way,
    attempts_of,
    grant_one_more,
    log_attempt,
    refuse_unsafe,
)
from intake.desk.casework.deciding import decide
from intake.desk.casework.facts import Facts, write_facts
from intake.desk.casework.revision import revision_of
from intake.desk.casework.states import Outcome, Status, change_state, status_of
from intake.desk.contact import Agreed
from intake.desk.errors import DeskError
from intake.desk.tables import attempts, audit, cases
from intake.desk.triage import Level
from intake.envelope.submission import Contact
from tests.desk.casework.test_safe_times import part_of
from tests.desk.world import World, sealed, submission

MORNING = ("weekday-morning",)
CALL = Contact(reach="call", address="06 1234 5678", line="mine", when=MORNING)
KINDS: list[tuple[str, ...]] = [MORNING, ("weekend",), ("weekday-evening",)]
ARRIVED = datetime(2026, 11, 23, 10, tzinfo=UTC)
SAFE = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)  # Tuesday, half past ten here
EVENING = datetime(2026, 11, 24, 18, 30, tzinfo=UTC)
NO_ANSWER = Attempt(Way.CALL, Result.NO_ANSWER)


def case_of(world: World, contact: Contact, *, decided: bool = True) -> None:
    """Case 1, decided on unless said otherwise, on a Tuesday morning."""
    world.take_in(world.bundle(sealed(submission(answers={"talk": "yes"}, contact=contact))))
    world.now = SAFE
    if decided:
        with world.desk() as desk, desk.writing() as connection:
            decide(desk, connection, 1, 0, Level.AMBER)


def tried(world: World, attempt: Attempt) -> None:
    """Log it, as noor, who sees the case as it is."""
    with world.desk(actor="noor") as desk, desk.writing() as connection:
        log_attempt(desk, connection, 1, revision_of(connection, 1), attempt)


def granted(world: World, reason: str | None) -> None:
    with world.desk() as desk, desk.writing() as connection:
        grant_one_more(desk, connection, 1, revision_of(connection, 1), reason)


def left(world: World) -> int:
    with world.desk() as desk, desk.reading() as connection:
        return attempts_of(desk, connection, 1).left


def status(world: World) -> Status:
    with world.desk() as desk, desk.reading() as connection:
        return status_of(connection, 1)


def test_an_attempt_is_logged_and_the_case_is_being_contacted(world: World) -> None:
    case_of(world, CALL)
    tried(world, Attempt(Way.CALL, Result.NO_ANSWER, note="rang eight times"))
    with world.desk() as desk, desk.reading() as connection:
        row = connection.execute(select(attempts)).one()
        assert (row.actor, row.moment, row.way, row.result) == ("noor", "2026-11-24T09:30:00Z", "call", "no-answer")
        assert row.note == "rang eight times"
        entries = connection.execute(select(audit.c.entry).where(audit.c.case == 1)).scalars().all()
        assert not any(b"rang" in entry or b"no-answer" in entry for entry in entries)
        verify(connection)
    assert status(world) is Status.CONTACTING
    assert left(world) == 2


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(minutes=st.integers(0, 365 * 24 * 60 - 1), chosen=st.sampled_from(KINDS))
def test_never_outside_the_safe_times_whatever_the_moment(
    any_case: World, minutes: int, chosen: tuple[str, ...]
) -> None:
    moment = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    with any_case.desk() as desk, desk.reading() as connection:
        case = 1 + KINDS.index(chosen)
        if part_of(moment) in chosen:
            refuse_unsafe(desk, connection, case, Way.CALL, moment)
        else:
            with pytest.raises(UnsafeError, match="not a safe time"):
                refuse_unsafe(desk, connection, case, Way.CALL, moment)


@pytest.fixture
def any_case(world: World) -> World:
    """Three cases that are decided on: mornings, weekends, evenings."""
    for when in KINDS:
        world.take_in(world.bundle(sealed(submission(contact=Contact(reach="call", address="06", when=when)))))
    with world.desk() as desk, desk.writing() as connection:
        for case in (1, 2, 3):
            decide(desk, connection, case, 0, Level.GREEN)
    return world


def test_an_attempt_that_is_told_later_is_judged_by_when_it_was_made(world: World) -> None:
    case_of(world, CALL)
    world.now = EVENING
    with pytest.raises(UnsafeError, match="not a safe time"):
        tried(world, NO_ANSWER)
    tried(world, Attempt(Way.CALL, Result.NO_ANSWER, moment=SAFE))
    for moment in (EVENING + timedelta(minutes=1), SAFE - timedelta(days=2)):
        with pytest.raises(DeskError, match="logged when it was made"):
            tried(world, Attempt(Way.CALL, Result.NO_ANSWER, moment=moment))


def test_after_three_nobody_tries_again_and_a_nurse_says_that_they_are_not_reached(world: World) -> None:
    case_of(world, CALL)
    for _ in range(3):
        tried(world, NO_ANSWER)
    assert (left(world), status(world)) == (0, Status.CONTACTING)
    for result in RESULTS[Way.CALL]:
        with pytest.raises(UnsafeError, match="as many attempts as there may be"):
            tried(world, Attempt(Way.CALL, result))
    with world.desk() as desk, desk.writing() as connection:
        change_state(desk, connection, 1, revision_of(connection, 1), Status.UNREACHABLE)
    assert status(world) is Status.UNREACHABLE


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=st.lists(st.sampled_from(["no-answer", "no-answer", "no-answer", "reached", "grant"]), max_size=14))
def test_whatever_is_tried_nobody_is_tried_more_often_than_may_be(world: World, deeds: list[str]) -> None:
    world.now = ARRIVED
    world.take_in(world.bundle(sealed(submission(answers={"talk": "yes"}, contact=CALL))))
    world.now, made, most = SAFE, 0, 3
    with world.desk() as desk:
        with desk.writing() as connection:
            case = connection.execute(select(func.max(cases.c.number))).scalar_one()
            decide(desk, connection, case, 0, Level.AMBER)
        for deed in deeds:
            try:
                with desk.writing() as connection:
                    seen = revision_of(connection, case)
                    if deed == "grant":
                        grant_one_more(desk, connection, case, seen, "asked for it")
                        most += 1
                    else:
                        log_attempt(desk, connection, case, seen, Attempt(Way.CALL, Result(deed)))
                        made, most = (0, 3) if deed == "reached" else (made + 1, most)
            except DeskError:
                assert (made == most) is (deed != "grant")
            assert made <= most


def test_one_more_is_granted_with_a_reason_only_and_only_when_it_is_needed(world: World) -> None:
    case_of(world, CALL)
    with pytest.raises(DeskError, match="attempts left"):
        granted(world, "to be sure")
    for _ in range(3):
        tried(world, NO_ANSWER)
    for reason in (None, "  "):
        with pytest.raises(DeskError, match="left empty"):
            granted(world, reason)
    granted(world, "the number was read wrongly")
    assert left(world) == 1
    tried(world, NO_ANSWER)
    with pytest.raises(UnsafeError, match="as many attempts"):
        tried(world, NO_ANSWER)
    with world.desk() as desk, desk.writing() as connection:
        change_state(desk, connection, 1, revision_of(connection, 1), Status.UNREACHABLE)
    granted(world, "the sister asked us to")
    assert status(world) is Status.CONTACTING


def test_who_was_reached_may_be_tried_anew(world: World) -> None:
    case_of(world, CALL)
    tried(world, NO_ANSWER)
    tried(world, NO_ANSWER)
    tried(world, Attempt(Way.CALL, Result.REACHED))
    assert (left(world), status(world)) == (3, Status.REACHED)
    tried(world, NO_ANSWER)
    assert (left(world), status(world)) == (2, Status.REACHED)


@pytest.mark.parametrize(
    ("contact", "way", "why"),
    [
        (Contact(), Way.CALL, "did not allow"),
        (Contact(reach="no", address="06 1", when=MORNING), Way.CALL, "did not allow"),
        (Contact(reach="come", when=MORNING), Way.CALL, "did not allow"),
        (Contact(reach="call", when=MORNING), Way.CALL, "did not allow"),
        (CALL, Way.MESSAGE, "chose to be called"),
        (Contact(reach="message", address="06 1", when=MORNING), Way.CALL, "chose a message"),
        (CALL, Way.LETTER, "no letter"),
    ],
)
def test_only_as_the_person_chose(world: World, contact: Contact, way: Way, why: str) -> None:
    case_of(world, contact)
    with pytest.raises(UnsafeError, match=why):
        tried(world, Attempt(way, RESULTS[way][0]))
    assert left(world) == 3


def test_who_comes_by_is_reached_at_any_hour_and_however_often_somebody_tried(world: World) -> None:
    case_of(world, Contact(reach="come"))
    world.now = EVENING
    tried(world, Attempt(Way.VISIT, Result.REACHED))
    assert status(world) is Status.REACHED


def test_a_letter_may_go_once_the_person_was_spoken_with(world: World) -> None:
    case_of(world, CALL)
    tried(world, Attempt(Way.CALL, Result.REACHED))
    world.now = EVENING
    tried(world, Attempt(Way.LETTER, Result.SENT))
    assert left(world) == 2


@pytest.mark.parametrize("line", [None, "shared", "unknown"])
def test_a_voicemail_is_for_the_persons_own_phone_only(world: World, line: str | None) -> None:
    case_of(world, Contact(reach="call", address="06 1", line=line, when=MORNING))
    with pytest.raises(UnsafeError, match="no voicemail"):
        tried(world, Attempt(Way.CALL, Result.VOICEMAIL_OWN))


def test_a_voicemail_is_never_left_where_that_was_agreed(world: World) -> None:
    case_of(world, CALL)
    tried(world, Attempt(Way.CALL, Result.VOICEMAIL_OWN))
    with world.desk() as desk, desk.writing() as connection:
        no_voicemail = Facts(agreed=Agreed(no_voicemail=True))
        write_facts(desk, connection, 1, revision_of(connection, 1), no_voicemail)
    with pytest.raises(UnsafeError, match="no voicemail"):
        tried(world, Attempt(Way.CALL, Result.VOICEMAIL_OWN))


def test_what_was_agreed_since_decides_about_the_time(world: World) -> None:
    case_of(world, CALL)
    with world.desk() as desk, desk.writing() as connection:
        evenings = Facts(agreed=Agreed(when=("weekday-evening",)))
        write_facts(desk, connection, 1, revision_of(connection, 1), evenings)
    with pytest.raises(UnsafeError, match="not a safe time"):
        tried(world, NO_ANSWER)
    world.now = EVENING
    tried(world, NO_ANSWER)


def test_nobody_is_called_before_a_decision_after_a_no_or_once_it_is_closed(world: World) -> None:
    case_of(world, CALL, decided=False)
    with pytest.raises(UnsafeError, match="nobody decided"):
        tried(world, NO_ANSWER)
    with world.desk() as desk, desk.writing() as connection:
        decide(desk, connection, 1, 0, Level.AMBER)
        change_state(desk, connection, 1, 1, Status.DECLINED)
    with pytest.raises(UnsafeError, match="declined"):
        tried(world, NO_ANSWER)
    with world.desk() as desk, desk.writing() as connection:
        change_state(desk, connection, 1, 2, Status.CLOSED, Outcome.DECLINED)
    with pytest.raises(DeskError, match="closed"):
        tried(world, NO_ANSWER)


def test_what_cannot_come_of_a_way_is_refused(world: World) -> None:
    case_of(world, CALL)
    for way, results in RESULTS.items():
        for result in set(Result) - set(results):
            with pytest.raises(DeskError, match="is nothing that comes of"):
                tried(world, Attempt(way, result))
