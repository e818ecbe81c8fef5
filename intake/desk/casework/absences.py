"""Who is away and who stands in. It changes no case: cases are handed over by somebody who looked at the list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, insert, select, update

from intake.desk.audit import Action
from intake.desk.casework.assigning import refuse_stranger
from intake.desk.casework.typed import day, needed
from intake.desk.clock import stamp
from intake.desk.errors import DeskError
from intake.desk.local_time import today
from intake.desk.tables import absences
from intake.desk.unlock import OpenDesk
from intake.marking import N_


@dataclass(frozen=True, slots=True)
class Absence:
    """``since`` and ``until`` are ISO 8601 dates, both included."""

    number: int
    person: str
    since: str
    until: str
    stand_in: str

    def holds(self, now: date) -> bool:
        """Is the person away on that day?"""
        return self.since <= now.isoformat() <= self.until


def set_absence(desk: OpenDesk, connection: Connection, *, person: str, since: str, until: str, stand_in: str) -> int:
    """Note that ``person`` is away; gives the absence's number. Raises DeskError for dates or people that cannot be."""
    first, last = needed(day(since)), needed(day(until))
    if last < first:
        raise DeskError(N_("it ends before it begins"), N_("Look at both dates."))
    if person == stand_in:
        raise DeskError(N_("nobody can stand in for themselves"), N_("Choose somebody else."))
    for name in (person, stand_in):
        refuse_stranger(connection, name)
    row = {"person": person, "since": first, "until": last, "stand_in": stand_in}
    row |= {"at": stamp(desk.clock()), "actor": desk.actor}
    number: int = connection.execute(insert(absences).returning(absences.c.number), row).scalar_one()
    desk.record(connection, Action.ABSENCE_SET, {"absence": number})
    return number


def end_absence(desk: OpenDesk, connection: Connection, number: int) -> None:
    """They are back, or it was a mistake: it ended yesterday. Raises DeskError where it is over already."""
    now = today(desk.clock())
    current = update(absences).where(absences.c.number == number, absences.c.until >= now.isoformat())
    before = date.fromordinal(now.toordinal() - 1).isoformat()
    if connection.execute(current.values(until=before)).rowcount != 1:
        raise DeskError(N_("this absence is over already"), N_("Look at the list again."))
    desk.record(connection, Action.ABSENCE_ENDED, {"absence": number})


def read_absence(connection: Connection, number: int) -> Absence:
    """One of them; raises DeskError where there is none."""
    row = connection.execute(select(absences).where(absences.c.number == number)).first()
    if row is None:
        raise DeskError(N_("there is no such absence"), N_("Look at the list again."))
    return Absence(row.number, row.person, row.since, row.until, row.stand_in)


def absences_from(connection: Connection, now: date) -> list[Absence]:
    """Those that hold on the day ``now`` or will, by their beginning."""
    query = select(absences).where(absences.c.until >= now.isoformat())
    rows = connection.execute(query.order_by(absences.c.since, absences.c.number))
    return [Absence(row.number, row.person, row.since, row.until, row.stand_in) for row in rows]


def away(connection: Connection, now: date) -> dict[str, Absence]:
    """Who is away on the day ``now``, by name."""
    return {each.person: each for each in absences_from(connection, now) if each.holds(now)}
