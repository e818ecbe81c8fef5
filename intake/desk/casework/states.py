"""The states of a case, and which may follow which. Whatever the table does not name is refused, with words.

Every change is a row in ``states`` and an entry in the audit trail. That entry names the row by its number and not the
state: the trail stays for years after a case was erased.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from sqlalchemy import Connection, insert, select, update

from intake.desk.audit import Action
from intake.desk.casework.revision import claim
from intake.desk.clock import stamp
from intake.desk.errors import DeskError
from intake.desk.local_time import today
from intake.desk.tables import cases, states
from intake.desk.unlock import OpenDesk
from intake.marking import N_


class Status(StrEnum):
    """Where a case is."""

    NEW = "new"
    TRIAGED = "triaged"
    CONTACTING = "contacting"
    REACHED = "reached"
    UNREACHABLE = "unreachable"
    HELD = "held"
    """The conversation was held."""
    DECLINED = "declined"
    REFERRED = "referred"
    ACCEPTED = "accepted"
    """Whoever it was referred to takes the person."""
    WAITING = "waiting"
    ATTENDED = "attended"
    """The person was at the first appointment."""
    IN_CARE = "in-care"
    CLOSED = "closed"


class Outcome(StrEnum):
    """How a case ended. Fixed words, so that they can be counted."""

    IN_CARE = "in-care"
    HELPED = "helped"
    NOTHING_NEEDED = "nothing-needed"
    DECLINED = "declined"
    UNREACHABLE = "unreachable"
    MOVED = "moved"
    HANDED_OVER = "handed-over"
    SECOND_CASE = "second-case"
    MISTAKE = "mistake"
    DIED = "died"


class Reopening(StrEnum):
    """Why a closed case is opened again."""

    CAME_BACK = "came-back"
    NEW_INFORMATION = "new-information"
    CLOSED_BY_MISTAKE = "closed-by-mistake"


_REFERRING = frozenset({Status.REFERRED, Status.ACCEPTED, Status.WAITING, Status.ATTENDED, Status.IN_CARE})
_MET = frozenset({Status.REACHED, Status.HELD, Status.DECLINED})
_ENDS = frozenset({Status.CLOSED})

FOLLOWS: Mapping[Status, frozenset[Status]] = {
    Status.NEW: frozenset({Status.TRIAGED}) | _ENDS,
    Status.TRIAGED: frozenset({Status.CONTACTING}) | _MET | _ENDS,
    Status.CONTACTING: frozenset({Status.UNREACHABLE}) | _MET | _ENDS,
    # Whoever could not be reached may come by with their code, or be granted one more attempt.
    Status.UNREACHABLE: frozenset({Status.CONTACTING}) | _MET | _ENDS,
    Status.REACHED: frozenset({Status.CONTACTING, Status.UNREACHABLE, Status.HELD, Status.DECLINED, Status.REFERRED})
    | _ENDS,
    Status.HELD: frozenset({Status.CONTACTING, Status.UNREACHABLE, Status.DECLINED, Status.REFERRED}) | _ENDS,
    # A person may change their mind.
    Status.DECLINED: frozenset({Status.REACHED, Status.HELD, Status.REFERRED}) | _ENDS,
    # Back to "held": consent was withdrawn, or the other side said no.
    Status.REFERRED: _REFERRING | frozenset({Status.HELD, Status.DECLINED}) | _ENDS,
    Status.ACCEPTED: _REFERRING | frozenset({Status.HELD, Status.DECLINED}) | _ENDS,
    Status.WAITING: _REFERRING | frozenset({Status.HELD, Status.DECLINED}) | _ENDS,
    Status.ATTENDED: _REFERRING | frozenset({Status.HELD, Status.DECLINED}) | _ENDS,
    Status.IN_CARE: _REFERRING | frozenset({Status.HELD, Status.DECLINED}) | _ENDS,
    # Only `reopen` leads out of it: back to where the case was.
    Status.CLOSED: frozenset(),
}


BY_HAND = frozenset({Status.REACHED, Status.UNREACHABLE, Status.HELD, Status.DECLINED, Status.CLOSED})
"""What a nurse says of a case. The other states follow from deeds: a decision, an attempt, a referral."""


def move(desk: OpenDesk, connection: Connection, case: int, to: Status, reason: str | None = None) -> None:
    """Put ``case`` into state ``to``: part of a deed, in the transaction of ``connection`` that claimed the revision.

    ``reason`` is a fixed word; for CLOSED it is an Outcome and must be there. A case that is in this state already is
    left alone. Raises DeskError where the table says no.
    """
    now = status_of(connection, case)
    if to is now:
        return
    if to not in FOLLOWS[now]:
        raise DeskError(N_("this does not follow the state that the case is in"), _HINTS.get(now, _HINT))
    if to is Status.CLOSED:
        _close(desk, connection, case, _outcome(reason))
    _enter(desk, connection, case, to, reason)


def change_state(
    desk: OpenDesk, connection: Connection, case: int, seen: int, to: Status, reason: str | None = None
) -> int:
    """`move` as a deed of its own, to a state of BY_HAND, by somebody who saw revision ``seen``; gives the new one."""
    taken = claim(connection, case, seen)
    if to not in BY_HAND:
        raise DeskError(
            N_("this state follows from a deed"), N_("Decide on the case, log an attempt, or write the referral.")
        )
    move(desk, connection, case, to, reason)
    return taken


def reopen(desk: OpenDesk, connection: Connection, case: int, seen: int, why: Reopening) -> Status:
    """Put a closed case back into the state it was in before; gives that. Raises DeskError where it is not closed."""
    claim(connection, case, seen)
    if status_of(connection, case) is not Status.CLOSED:
        raise DeskError(N_("this case is not closed"), N_("There is nothing to open again."))
    if connection.execute(select(cases.c.merged).where(cases.c.number == case)).scalar() is not None:
        raise DeskError(N_("this case is merged with another"), N_("Take the two apart first."))
    before = _before_closing(connection, case)
    connection.execute(update(cases).where(cases.c.number == case).values(closed=None, outcome=None))
    _enter(desk, connection, case, before, why.value)
    return before


def status_of(connection: Connection, case: int) -> Status:
    """The state that ``case`` is in; raises DeskError where there is no such case."""
    found = connection.execute(select(cases.c.status).where(cases.c.number == case)).scalar()
    if found is None:
        raise DeskError(N_("there is no case with this number"), N_("It may have been erased."))
    return Status(found)


def choices(now: Status) -> list[Status]:
    """What a nurse may put a case on that is in state ``now``, but for closing."""
    return [state for state in Status if state in FOLLOWS[now] & BY_HAND and state is not Status.CLOSED]


def refuse_closed(connection: Connection, case: int) -> None:
    """Raises DeskError where nothing may be done with ``case`` any more."""
    if status_of(connection, case) is Status.CLOSED:
        raise DeskError(N_("this case is closed"), _HINTS[Status.CLOSED])


_HINT = N_("Open the case again: it offers what can follow.")
_HINTS: Mapping[Status, str] = {
    Status.NEW: N_("Decide on its level first."),
    Status.CLOSED: N_("Open it again first, and say why."),
}


def _outcome(reason: str | None) -> Outcome:
    try:
        return Outcome(reason or "")
    except ValueError:
        raise DeskError(N_("a case is closed with an outcome"), N_("Choose how it ended.")) from None


def _close(desk: OpenDesk, connection: Connection, case: int, outcome: Outcome) -> None:
    closed = {"closed": today(desk.clock()).isoformat(), "outcome": outcome.value}
    connection.execute(update(cases).where(cases.c.number == case).values(closed))


def _enter(desk: OpenDesk, connection: Connection, case: int, to: Status, reason: str | None) -> None:
    row = {"case": case, "at": stamp(desk.clock()), "actor": desk.actor, "status": to.value, "reason": reason}
    number = connection.execute(insert(states).returning(states.c.number), row).scalar_one()
    connection.execute(update(cases).where(cases.c.number == case).values(status=to.value))
    desk.record(connection, Action.STATE_CHANGED, {"state": number}, case=case)


def _before_closing(connection: Connection, case: int) -> Status:
    """The last state that was not the end; a case that was closed at once was new."""
    query = select(states.c.status).where(states.c.case == case, states.c.status != Status.CLOSED.value)
    found = connection.execute(query.order_by(states.c.number.desc()).limit(1)).scalar()
    return Status.NEW if found is None else Status(found)
