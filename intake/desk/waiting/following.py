"""A wait follows its referral: it begins when the person is put on a list, and ends when care begins or falls away."""

from __future__ import annotations

from sqlalchemy import Connection, insert, update

from intake.desk.casework.referrals import Referral, State
from intake.desk.clock import stamp
from intake.desk.days import working_days
from intake.desk.local_time import today
from intake.desk.tables import waits
from intake.desk.unlock import OpenDesk
from intake.desk.waiting.norms import norm_at
from intake.desk.waiting.waits import RHYTHM, Wait, next_check, wait_of

_ENDS = frozenset({State.IN_CARE, State.ENDED, State.REFUSED, State.WITHDRAWN})


def follow(desk: OpenDesk, connection: Connection, before: Referral, to: State) -> None:
    """Part of the deed that puts the referral on ``to``, in its transaction; ``before`` is how it was until then."""
    wait = wait_of(connection, before.number)
    if to is State.WAITING:
        _begin(desk, connection, before) if wait is None else _go_on(desk, connection, before, wait)
    elif wait is not None and wait.ended is None:
        _write(connection, wait, _after(desk, connection, wait, to))


def _begin(desk: OpenDesk, connection: Connection, before: Referral) -> None:
    """The norm counts from the day on which they were referred, which the referral says."""
    now, since = today(desk.clock()), before.state_on
    intake_on = since if before.state is State.ATTENDED else None
    intake_by, treatment_by = norm_at(connection, before.destination, before.entry).dates(since, intake_on)
    row: dict[str, object] = {"referral": before.number, "case": before.case, "at": stamp(desk.clock())}
    row |= {"actor": desk.actor, "destination": before.destination, "entry": before.entry, "since": since}
    row |= {"intake_by": intake_by, "treatment_by": treatment_by, "intake_on": intake_on, "rhythm": RHYTHM}
    row |= {"check_on": next_check(now, RHYTHM, working_days(desk.section))}
    connection.execute(insert(waits), row)


def _go_on(desk: OpenDesk, connection: Connection, before: Referral, wait: Wait) -> None:
    """On the list again: after an intake, or after they were taken and then were not."""
    attended = before.state_on if before.state is State.ATTENDED else None
    check_on = wait.check_on or next_check(today(desk.clock()), wait.rhythm, working_days(desk.section))
    row = {"ended": None, "check_on": check_on}
    _write(connection, wait, row | with_intake(connection, wait, wait.intake_on or attended))


def _after(desk: OpenDesk, connection: Connection, wait: Wait, to: State) -> dict[str, str | None]:
    now = today(desk.clock()).isoformat()
    if to is State.IN_CARE:
        return {"treatment_on": wait.treatment_on or now, "ended": now}
    if to is State.ATTENDED:
        row = with_intake(connection, wait, wait.intake_on or now)
        # Where nobody promises a treatment within so many weeks, the wait was for the first appointment.
        return row | ({} if row["treatment_by"] else {"ended": now})
    return {"ended": now} if to in _ENDS else {}


def with_intake(
    connection: Connection, wait: Wait, intake_on: str | None, since: str | None = None
) -> dict[str, str | None]:
    """The dates of a wait that had its intake on that day; ``since`` where that was another day than it says."""
    norm = norm_at(connection, wait.destination, wait.entry)
    intake_by, treatment_by = norm.dates(since or wait.since, intake_on)
    return {"intake_on": intake_on, "intake_by": intake_by, "treatment_by": treatment_by}


def _write(connection: Connection, wait: Wait, row: dict[str, str | None]) -> None:
    if row:
        connection.execute(update(waits).where(waits.c.referral == wait.referral).values(row))
