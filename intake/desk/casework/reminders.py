"""Reminders: on a day, about a case, in somebody's words. A list to look at; nothing is sent.

A reminder belongs to whoever has the case; where nobody has it, to whoever set the reminder.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import ColumnElement, Connection, Select, and_, insert, or_, select, update

from intake.desk.audit import Action
from intake.desk.casework.revision import claim, revision_of
from intake.desk.casework.typed import day, line, needed
from intake.desk.clock import stamp
from intake.desk.errors import DeskError
from intake.desk.local_time import today
from intake.desk.tables import cases, reminders
from intake.desk.unlock import OpenDesk
from intake.marking import N_

LONGEST = 300


class Which(StrEnum):
    """Which reminders somebody looks at; ``MINE`` and ``ALL`` are those that are not done."""

    MINE = "mine"
    TODAY = "today"
    OVERDUE = "overdue"
    ALL = "all"


@dataclass(frozen=True, slots=True, repr=False)
class Reminder:
    """``due`` is an ISO 8601 date, ``done`` a stamp; ``assigned`` is who has the case. ``revision`` is the case's."""

    number: int
    case: int
    due: str
    text: str
    actor: str
    done: str | None
    done_by: str | None
    assigned: str | None
    closed: bool
    revision: int


def set_reminder(desk: OpenDesk, connection: Connection, case: int, seen: int, due: str, typed: str) -> int:
    """Remind of ``case`` on the day ``due``; gives the new revision. Raises DeskError for what is no day or no text."""
    when = needed(day(due))
    written = needed(line(typed, longest=LONGEST))
    taken = claim(connection, case, seen)
    row = {"case": case, "at": stamp(desk.clock()), "actor": desk.actor, "due": when, "text": written}
    number = connection.execute(insert(reminders).returning(reminders.c.number), row).scalar_one()
    desk.record(connection, Action.REMINDER_SET, {"reminder": number}, case=case)
    return taken


def finish(desk: OpenDesk, connection: Connection, number: int) -> int:
    """It is done; gives its case. Raises DeskError where somebody said so before, or where there is none.

    The reminder itself says whether somebody was first, so no revision is compared.
    """
    done = {"done": stamp(desk.clock()), "done_by": desk.actor}
    open_one = update(reminders).where(reminders.c.number == number, reminders.c.done.is_(None)).values(done)
    case = connection.execute(open_one.returning(reminders.c.case)).scalar()
    if case is None:
        raise DeskError(N_("this reminder is done already"), N_("Look at the list again."))
    claim(connection, case, revision_of(connection, case))
    desk.record(connection, Action.REMINDER_DONE, {"reminder": number}, case=case)
    return int(case)


def reminders_of(connection: Connection, case: int) -> list[Reminder]:
    """All of one case: what is to be done by day, then what is done."""
    found = _read(connection, _joined().where(reminders.c.case == case))
    return sorted(found, key=lambda each: (each.done is not None, each.due, each.number))


def list_reminders(desk: OpenDesk, connection: Connection, which: Which) -> list[Reminder]:
    """What is to be done, by day; the look is recorded."""
    found = _read(connection, _joined().where(reminders.c.done.is_(None), _wanted(desk, which)))
    desk.record(connection, Action.REMINDERS_VIEWED, {"reminders": len(found)})
    return found


def reminders_for(connection: Connection, person: str) -> list[Reminder]:
    """What ``person`` has to do, by day."""
    return _read(connection, _joined().where(reminders.c.done.is_(None), _belongs_to(person)))


def _joined() -> Select[tuple[object, ...]]:
    more = (cases.c.assigned, cases.c.closed, cases.c.revision)
    joined = select(reminders, *more).join(cases, cases.c.number == reminders.c.case)
    return joined.order_by(reminders.c.due, reminders.c.number)


def _belongs_to(person: str) -> ColumnElement[bool]:
    return or_(cases.c.assigned == person, and_(cases.c.assigned.is_(None), reminders.c.actor == person))


def _wanted(desk: OpenDesk, which: Which) -> ColumnElement[bool]:
    now = today(desk.clock()).isoformat()
    if which is Which.MINE:
        return _belongs_to(desk.actor)
    if which is Which.TODAY:
        return reminders.c.due == now
    return reminders.c.due < now if which is Which.OVERDUE else reminders.c.number.is_not(None)


def _read(connection: Connection, query: Select[tuple[object, ...]]) -> list[Reminder]:
    names = ("number", "case", "due", "text", "actor", "done", "done_by", "assigned", "revision")
    rows = connection.execute(query).mappings()
    return [Reminder(closed=row["closed"] is not None, **{name: row[name] for name in names}) for row in rows]


def overdue(found: Sequence[Reminder], now: date) -> int:
    """How many of ``found`` should have been done before ``now``."""
    return sum(each.done is None and each.due < now.isoformat() for each in found)
