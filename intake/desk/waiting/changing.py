"""What a nurse writes down of a wait: since when, what was said there, what bridges the time, how often somebody asks,
and the days on which care began. Care that began puts the referral and the case where they belong.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, update

from intake.desk.audit import Action
from intake.desk.casework.referrals import FOLLOWS, State, read_referral
from intake.desk.casework.referring import move_on
from intake.desk.casework.revision import claim
from intake.desk.casework.states import refuse_closed
from intake.desk.casework.typed import day, line, needed, one_of
from intake.desk.days import working_days
from intake.desk.errors import DeskError
from intake.desk.local_time import today
from intake.desk.tables import waits
from intake.desk.unlock import OpenDesk
from intake.desk.waiting.following import with_intake
from intake.desk.waiting.waits import BRIDGES, Wait, at_work, next_check, open_wait, wait_of
from intake.marking import N_

LONGEST = 200
"""Characters of what was said there."""
SELDOMEST = 365
FIELDS = ("since", "expected", "bridges", "rhythm", "check_on")
DATES = ("intake_on", "treatment_on")


def change_wait(
    desk: OpenDesk, connection: Connection, case: int, seen: int, number: int | None, typed: Mapping[str, str]
) -> int:
    """Put what ``typed`` has of FIELDS in the place of what was known; gives the new revision.

    ``number`` is the referral's, None for the only wait. ``bridges`` are words of BRIDGES with spaces between;
    ``rhythm`` counts days, empty for never. Raises DeskError for what cannot be.
    """
    wait = open_wait(connection, case, number)
    row: dict[str, str | int | None] = {}
    if "since" in typed:
        since = _not_later(needed(day(typed["since"])), today(desk.clock()).isoformat())
        row |= {**with_intake(connection, wait, wait.intake_on, since), "since": since}
    if "expected" in typed:
        row["expected"] = line(typed["expected"], longest=LONGEST)
    if "bridges" in typed:
        chosen = {one_of(each, BRIDGES) for each in typed["bridges"].split()}
        row["bridges"] = " ".join(each for each in BRIDGES if each in chosen)
    row |= _rhythm(desk, wait, typed)
    taken = _claimed(connection, case, seen)
    _write(desk, connection, wait, row)
    return taken


def date_wait(
    desk: OpenDesk, connection: Connection, case: int, seen: int, number: int | None, typed: Mapping[str, str]
) -> int:
    """The intake was on ``intake_on``, or treatment began on ``treatment_on``; gives the new revision.

    Raises DeskError for days to come, and where one is before the other.
    """
    wait = open_wait(connection, case, number)
    intake, treatment = (day(typed.get(name)) for name in DATES)
    needed(intake or treatment)
    _refuse_impossible(desk, wait, intake or wait.intake_on, treatment)
    to = State.IN_CARE if treatment else State.ATTENDED
    if treatment or wait.intake_on is None:
        taken = _moved(desk, connection, wait, seen, to)
    else:
        taken = _claimed(connection, case, seen)
    row: dict[str, str | int | None] = {**with_intake(connection, wait, intake or wait.intake_on)}
    row |= {"treatment_on": treatment} if treatment else {}
    # What ended it is that day, not the one on which somebody wrote it down.
    row |= {"ended": treatment or intake} if _ended(connection, wait) else {}
    _write(desk, connection, wait, row)
    return taken


def _moved(desk: OpenDesk, connection: Connection, wait: Wait, seen: int, to: State) -> int:
    """With its referral, where that is not there already."""
    state = read_referral(connection, wait.case, wait.referral).state
    if state is to or (to is State.ATTENDED and to not in FOLLOWS[state]):
        return _claimed(connection, wait.case, seen)
    return move_on(desk, connection, wait.case, seen, wait.referral, to)


def _ended(connection: Connection, wait: Wait) -> bool:
    found = wait_of(connection, wait.referral)
    return found is not None and found.ended is not None


def _rhythm(desk: OpenDesk, wait: Wait, typed: Mapping[str, str]) -> dict[str, str | int | None]:
    """How often somebody asks, and when next: the day that was chosen, or counted from today where it changed."""
    days, row = working_days(desk.section), dict[str, str | int | None]()
    if "rhythm" in typed:
        rhythm = _days(typed["rhythm"])
        row["rhythm"] = rhythm
        if rhythm != wait.rhythm:
            row["check_on"] = next_check(today(desk.clock()), rhythm, days)
    chosen = at_work(day(typed.get("check_on")), days)
    return row | ({"check_on": chosen} if chosen is not None else {})


def _days(typed: str) -> int | None:
    written = typed.strip()
    if not written:
        return None
    if not (written.isascii() and written.isdigit() and len(written) < 4 and 1 <= int(written) <= SELDOMEST):
        raise DeskError(N_("this is no number of days"), N_("Write one from 1 to 365, or leave it empty."))
    return int(written)


def _not_later(on: str, now: str) -> str:
    if on > now:
        raise DeskError(
            N_("this day is still to come"), N_("Write it down once it was; what they expect stands apart.")
        )
    return on


def _refuse_impossible(desk: OpenDesk, wait: Wait, intake: str | None, treatment: str | None) -> None:
    now = today(desk.clock()).isoformat()
    dates = [_not_later(each, now) for each in (intake, treatment) if each is not None]
    if [wait.since, *dates] != sorted([wait.since, *dates]):
        raise DeskError(
            N_("these days are not in the order in which they can be"),
            N_("First the list, then intake, then treatment."),
        )


def _claimed(connection: Connection, case: int, seen: int) -> int:
    refuse_closed(connection, case)
    return claim(connection, case, seen)


def _write(desk: OpenDesk, connection: Connection, wait: Wait, row: Mapping[str, str | int | None]) -> None:
    if row:
        connection.execute(update(waits).where(waits.c.referral == wait.referral).values(dict(row)))
    desk.record(connection, Action.WAIT_CHANGED, {"referral": wait.referral}, case=wait.case)
