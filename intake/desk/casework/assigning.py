"""Who looks after a case: taken, given to a colleague, put back, or handed over with others while somebody is away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select, update

from intake.desk.audit import Action
from intake.desk.casework.reminders import Reminder, reminders_for
from intake.desk.casework.revision import claim
from intake.desk.errors import DeskError
from intake.desk.people import CASE_WORKERS, everybody
from intake.desk.tables import cases
from intake.desk.unlock import OpenDesk
from intake.marking import N_


@dataclass(frozen=True, slots=True, repr=False)
class Held:
    """An open case that somebody has. ``due`` is an ISO 8601 date; ``reminders`` are those that are not done."""

    case: int
    code: str
    level: str
    status: str
    due: str | None
    revision: int
    reminders: tuple[Reminder, ...]


def colleagues(connection: Connection) -> list[str]:
    """The names of all who work with cases now."""
    return [each.name for each in everybody(connection) if each.until is None and each.role in CASE_WORKERS]


def assign(desk: OpenDesk, connection: Connection, case: int, seen: int, to: str | None) -> int:
    """Give ``case`` to ``to``, or to nobody; gives the new revision. Raises DeskError for who works with no cases."""
    refuse_stranger(connection, to)
    taken = claim(connection, case, seen)
    connection.execute(update(cases).where(cases.c.number == case).values(assigned=to))
    desk.record(connection, Action.CASE_ASSIGNED, {"to": to or "nobody"}, case=case)
    return taken


def held_by(connection: Connection, person: str) -> list[Held]:
    """The open cases of ``person``: the most urgent first, with what they have to do in each."""
    reminders = reminders_for(connection, person)
    query = select(cases).where(cases.c.assigned == person, cases.c.closed.is_(None))
    rows = connection.execute(query.order_by(cases.c.rank, cases.c.due.is_(None), cases.c.due, cases.c.number))
    return [
        Held(
            row.number,
            row.code,
            row.level,
            row.status,
            row.due,
            row.revision,
            tuple(each for each in reminders if each.case == row.number),
        )
        for row in rows
    ]


def look_at_held(desk: OpenDesk, person: str) -> list[Held]:
    """As `held_by`, the look recorded."""
    with desk.writing() as connection:
        found = held_by(connection, person)
        desk.record(connection, Action.HANDOVER_VIEWED, {"cases": len(found)})
    return found


def hand_over(
    desk: OpenDesk, person: str, to: str | None, chosen: Iterable[int]
) -> tuple[Sequence[int], Sequence[int]]:
    """Give those of ``chosen`` that ``person`` has to ``to``, or to nobody, each in a transaction of its own.

    Gives the cases that went over, and those that ``person`` did not have any more.
    """
    with desk.reading() as connection:
        refuse_stranger(connection, to)
    if to == person:
        raise DeskError(N_("that is the same person"), N_("Choose who takes the cases over."))
    gone: list[int] = []
    left: list[int] = []
    for case in chosen:
        (gone if _give(desk, person, to, case) else left).append(case)
    return gone, left


def refuse_stranger(connection: Connection, name: str | None) -> None:
    """Raises DeskError unless ``name`` is nobody, or somebody who works with cases."""
    if name is not None and name not in colleagues(connection):
        raise DeskError(N_("cases are for nurses and coordinators who work here"), N_("Choose another person."))


def _give(desk: OpenDesk, person: str, to: str | None, case: int) -> bool:
    with desk.writing() as connection:
        query = select(cases.c.revision).where(cases.c.number == case, cases.c.assigned == person)
        seen = connection.execute(query.where(cases.c.closed.is_(None))).scalar()
        if seen is not None:
            assign(desk, connection, case, seen, to)
    return seen is not None
