"""Trying to reach a person: every attempt is logged, there are few of them, and none outside the safe times.

What the person chose decides: the way, the time, whose phone it is. The desk refuses what they did not choose and says
why. After the last attempt nobody tries again, unless a nurse grants one more and writes why; that the person could not
be reached is for a nurse to say.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, insert, select

from intake.desk.audit import Action
from intake.desk.casework.merging import members
from intake.desk.casework.reaching import safe_contact
from intake.desk.casework.revision import claim
from intake.desk.casework.safe_times import open_now
from intake.desk.casework.states import FOLLOWS, Status, move, refuse_closed, status_of
from intake.desk.casework.typed import needed, text
from intake.desk.clock import stamp
from intake.desk.contact import SafeContact
from intake.desk.days import working_days
from intake.desk.errors import DeskError
from intake.desk.local_time import today
from intake.desk.tables import attempts, cases
from intake.desk.unlock import OpenDesk
from intake.marking import N_, filled


class Way(StrEnum):
    """How somebody tried. A visit is the person's own: they came by."""

    CALL = "call"
    MESSAGE = "message"
    LETTER = "letter"
    VISIT = "visit"


class Result(StrEnum):
    """What came of it."""

    REACHED = "reached"
    NO_ANSWER = "no-answer"
    SOMEBODY_ELSE = "somebody-else"
    WRONG_NUMBER = "wrong-number"
    VOICEMAIL_OWN = "voicemail-own"
    SENT = "sent"


RESULTS: Mapping[Way, tuple[Result, ...]] = {
    Way.CALL: (
        Result.REACHED,
        Result.NO_ANSWER,
        Result.SOMEBODY_ELSE,
        Result.WRONG_NUMBER,
        Result.VOICEMAIL_OWN,
    ),
    Way.MESSAGE: (Result.SENT, Result.REACHED, Result.WRONG_NUMBER),
    Way.LETTER: (Result.SENT, Result.REACHED),
    Way.VISIT: (Result.REACHED,),
}

GRANTED, ONE_MORE = "granted", "one-more"
"""Way and result of a row that is no attempt: a nurse granted one more, and its note says why."""

_SPOKEN = frozenset({Status.REACHED, Status.HELD, Status.REFERRED, Status.ACCEPTED, Status.WAITING})
SPOKEN = _SPOKEN | {Status.ATTENDED, Status.IN_CARE}
"""The person was spoken with since: they may have said where a letter may go."""


class UnsafeError(DeskError):
    """This attempt is not what the person chose. It must not be made; nothing was written."""


@dataclass(frozen=True, slots=True, repr=False)
class Attempt:
    """One attempt, as a nurse tells it. ``moment`` is aware; None for now."""

    way: Way
    result: Result
    moment: datetime | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """Attempts without success since the person was last reached, and how many there may be."""

    made: int
    most: int

    @property
    def left(self) -> int:
        """How many there may still be."""
        return max(self.most - self.made, 0)


def log_attempt(desk: OpenDesk, connection: Connection, case: int, seen: int, attempt: Attempt) -> int:
    """Log ``attempt``; the case moves on by what came of it. Gives the new revision.

    Raises UnsafeError where the person did not choose this, DeskError where it cannot be at all.
    """
    taken = claim(connection, case, seen)
    refuse_closed(connection, case)
    moment = attempt.moment or desk.clock()
    _refuse_impossible(desk, connection, case, attempt, moment)
    refuse_unsafe(desk, connection, case, attempt.way, moment)
    if attempt.result is Result.VOICEMAIL_OWN and not safe_contact(connection, case).voicemail:
        raise UnsafeError(
            N_("no voicemail may be left here"), N_("Only on the person’s own phone, where they did not say otherwise.")
        )
    row = {"moment": stamp(moment), "way": attempt.way.value, "result": attempt.result.value}
    _write(desk, connection, case, row | {"note": text(attempt.note)}, Action.ATTEMPT_LOGGED)
    _move_on(desk, connection, case, attempt.result)
    return taken


def grant_one_more(desk: OpenDesk, connection: Connection, case: int, seen: int, reason: str | None) -> int:
    """Allow one attempt more than the rule; gives the new revision. Raises DeskError without a reason."""
    taken = claim(connection, case, seen)
    refuse_closed(connection, case)
    why = needed(text(reason))
    if attempts_of(desk, connection, case).left:
        raise DeskError(N_("there are attempts left"), N_("One more is granted once they are used."))
    now = stamp(desk.clock())
    row = {"moment": now, "way": GRANTED, "result": ONE_MORE, "note": why}
    _write(desk, connection, case, row, Action.ATTEMPT_GRANTED)
    if status_of(connection, case) is Status.UNREACHABLE:
        move(desk, connection, case, Status.CONTACTING, ONE_MORE)
    return taken


def attempts_of(desk: OpenDesk, connection: Connection, case: int) -> Count:
    """How often somebody tried since the person was last reached, and how often they may.

    Attempts of cases that were merged into this one count: it is the same telephone that rang.
    """
    mine = attempts.c.case.in_(members(connection, case))
    rows = connection.execute(select(attempts.c.way, attempts.c.result).where(mine).order_by(attempts.c.number))
    made, most = 0, desk.section.most_attempts
    for way, result in rows:
        if result == Result.REACHED:
            made, most = 0, desk.section.most_attempts
        elif way == GRANTED:
            most += 1
        else:
            made += 1
    return Count(made, most)


def refuse_unsafe(desk: OpenDesk, connection: Connection, case: int, way: Way, moment: datetime) -> None:
    """Raises UnsafeError, which says why, where nobody may try this way at ``moment``."""
    status, safe = status_of(connection, case), safe_contact(connection, case)
    if way is Way.VISIT:
        return
    if status is Status.NEW:
        raise UnsafeError(N_("nobody decided on this case yet"), N_("Decide on its level first."))
    if status is Status.DECLINED:
        raise UnsafeError(N_("the person declined"), N_("They may come by with their code, or call themselves."))
    if way is Way.LETTER:
        _refuse_letter(status)
    else:
        _refuse_way(safe, way)
        _refuse_hour(desk, safe, moment)
    if not attempts_of(desk, connection, case).left:
        raise UnsafeError(
            N_("there were as many attempts as there may be"),
            N_("Put the case on “not reached”, or grant one more and say why."),
        )


def _refuse_letter(status: Status) -> None:
    if status not in SPOKEN:
        raise UnsafeError(
            N_("no letter to somebody who was not spoken with"),
            N_("Others may open it. Ask the person first where a letter may go."),
        )


def _refuse_way(safe: SafeContact, way: Way) -> None:
    if not safe.allowed:
        hint = N_("Wait until they come by with their code.")
        raise UnsafeError(N_("the person did not allow to be contacted"), hint)
    if safe.reach != way:
        asked = {
            "call": (N_("the person chose to be called"), N_("Others may read a message.")),
            "message": (N_("the person chose a message"), N_("Others may hear a call.")),
        }
        raise UnsafeError(*asked[str(safe.reach)])


def _refuse_hour(desk: OpenDesk, safe: SafeContact, moment: datetime) -> None:
    if open_now(safe.when, moment, working_days(desk.section)) is None:
        raise UnsafeError(
            N_("this is not a safe time for this person"),
            N_("The case says when it is. If it happened all the same, write a note and tell the coordinator."),
        )


def _refuse_impossible(desk: OpenDesk, connection: Connection, case: int, attempt: Attempt, moment: datetime) -> None:
    if attempt.result not in RESULTS[attempt.way]:
        message = filled(N_("“%(result)s” is nothing that comes of “%(way)s”"), result=attempt.result, way=attempt.way)
        raise DeskError(message, N_("Choose what happened."))
    arrived = connection.execute(select(cases.c.arrived).where(cases.c.number == case)).scalar_one()
    if moment > desk.clock() or today(moment).isoformat() < arrived:
        raise DeskError(
            N_("an attempt is logged when it was made"),
            N_("Between the case's arrival and now; leave it empty for now."),
        )


def _write(desk: OpenDesk, connection: Connection, case: int, row: Mapping[str, object], action: Action) -> None:
    whole = {**row, "case": case, "at": stamp(desk.clock()), "actor": desk.actor}
    number = connection.execute(insert(attempts).returning(attempts.c.number), whole).scalar_one()
    desk.record(connection, action, {"attempt": number}, case=case)


def _move_on(desk: OpenDesk, connection: Connection, case: int, result: Result) -> None:
    """Reached, where that may follow; else the case is being contacted from the first attempt on."""
    now = status_of(connection, case)
    if result is Result.REACHED and Status.REACHED in FOLLOWS[now]:
        move(desk, connection, case, Status.REACHED)
    elif result is not Result.REACHED and now is Status.TRIAGED:
        move(desk, connection, case, Status.CONTACTING)
