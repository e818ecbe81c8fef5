"""Asking how it goes with somebody who waits. A call or a message is an attempt like any other: within the safe times,
counted, and refused where the person did not choose it. What is heard decides nothing by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection, insert, select, update

from intake.desk.audit import Action
from intake.desk.casework.attempts import Attempt, Result, log_attempt
from intake.desk.casework.revision import claim
from intake.desk.casework.states import refuse_closed
from intake.desk.casework.typed import text
from intake.desk.clock import stamp
from intake.desk.days import working_days
from intake.desk.errors import DeskError
from intake.desk.local_time import today
from intake.desk.tables import check_ins, waits
from intake.desk.unlock import OpenDesk
from intake.desk.waiting.waits import Wait, next_check, open_wait
from intake.marking import N_


class Goes(StrEnum):
    """How it goes with the person."""

    ON = "goes-on"
    BETTER = "better"
    WORSE = "worse"
    """A nurse looks at the case again, and decides."""
    ELSEWHERE = "moved-elsewhere"
    """They found help elsewhere."""
    NOT_REACHED = "not-reached"


@dataclass(frozen=True, slots=True, repr=False)
class Heard:
    """What somebody heard. ``attempt`` is how they asked; None where they heard it from who treats or goes along."""

    goes: Goes
    attempt: Attempt | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, repr=False)
class CheckIn:
    """As it was logged. ``at`` is a stamp."""

    number: int
    referral: int
    at: str
    actor: str
    result: str
    note: str | None


def check_in(desk: OpenDesk, connection: Connection, case: int, seen: int, number: int | None, heard: Heard) -> int:
    """Log what was heard of who waits by referral ``number`` (None for the only wait); gives the new revision.

    Raises UnsafeError where the person did not choose to be asked so, DeskError where it cannot be.
    """
    wait = open_wait(connection, case, number)
    _refuse_unfitting(heard)
    refuse_closed(connection, case)
    now = seen if heard.attempt is None else log_attempt(desk, connection, case, seen, heard.attempt)
    taken = claim(connection, case, now)
    row = {"case": case, "referral": wait.referral, "at": stamp(desk.clock()), "actor": desk.actor}
    row |= {"result": heard.goes.value, "note": text(heard.note)}
    added = connection.execute(insert(check_ins).returning(check_ins.c.number), row).scalar_one()
    _ask_again(desk, connection, wait, heard.goes)
    desk.record(connection, Action.CHECKED_IN, {"check_in": added}, case=case)
    return taken


def check_ins_of(connection: Connection, case: int) -> list[CheckIn]:
    """Those of ``case``, the newest first."""
    query = select(check_ins).where(check_ins.c.case == case).order_by(check_ins.c.number.desc())
    rows = connection.execute(query)
    return [CheckIn(row.number, row.referral, row.at, row.actor, row.result, row.note) for row in rows]


def _refuse_unfitting(heard: Heard) -> None:
    """Whoever was reached said how it goes, and who was not said nothing."""
    reached = heard.attempt is None or heard.attempt.result is Result.REACHED
    if reached is (heard.goes is Goes.NOT_REACHED):
        raise DeskError(
            N_("what came of the attempt and how it goes do not fit together"),
            N_("Who was reached said how it goes; else choose “was not reached”."),
        )


def _ask_again(desk: OpenDesk, connection: Connection, wait: Wait, goes: Goes) -> None:
    """By the rhythm; who was not reached is asked on the next working day, as long as attempts are left."""
    rhythm = 1 if goes is Goes.NOT_REACHED else wait.rhythm
    check_on = next_check(today(desk.clock()), rhythm, working_days(desk.section))
    connection.execute(update(waits).where(waits.c.referral == wait.referral).values(check_on=check_on))
