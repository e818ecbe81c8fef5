"""One meeting, and who came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, RowMapping, select

from intake.marking import N_
from intake.network.errors import NetworkError
from intake.network.filling import filled_in
from intake.network.tables import attendance, meetings

KINDS = ("network", "intervision")
PRESENT, EXCUSED = "present", "excused"


@dataclass(frozen=True, slots=True, repr=False)
class Meeting:
    """``starts`` is Dutch local time; ``minutes`` how long; ``cancelled`` the day on which it was called off."""

    number: int
    revision: int
    kind: str
    day: date
    starts: str | None
    minutes: int | None
    place: str | None
    agenda: str | None
    note: str | None
    cancelled: date | None

    def as_typed(self) -> dict[str, object]:
        """As it would be filled in."""
        return filled_in(self, "kind", "day", "starts", "minutes", "place", "agenda", "note")


def read_meeting(connection: Connection, number: int) -> Meeting:
    """One; raises NetworkError where there is none."""
    row = connection.execute(select(meetings).where(meetings.c.number == number)).mappings().first()
    if row is None:
        raise NetworkError(N_("there is no such meeting"), N_("Look at the list again."))
    return _of_row(row)


def all_meetings(connection: Connection, since: date | None = None) -> tuple[Meeting, ...]:
    """Those from a day on or all, the last one first."""
    asked = select(meetings).order_by(meetings.c.day.desc(), meetings.c.number.desc())
    if since is not None:
        asked = asked.where(meetings.c.day >= since.isoformat())
    return tuple(map(_of_row, connection.execute(asked).mappings()))


def held(connection: Connection, since: date, today: date) -> tuple[Meeting, ...]:
    """Those from ``since`` until today that were not called off, in their order."""
    found = [each for each in all_meetings(connection, since) if each.day <= today and each.cancelled is None]
    return tuple(reversed(found))


def who_came(connection: Connection, meeting: int) -> dict[str, str]:
    """Presence by ambassador: who was there, or had said that they could not come."""
    rows = connection.execute(select(attendance).where(attendance.c.meeting == meeting))
    return {row.ambassador: row.presence for row in rows}


def _of_row(row: RowMapping) -> Meeting:
    found = {name: row[name] for name in Meeting.__slots__ if name not in ("day", "cancelled")}
    cancelled = date.fromisoformat(row["cancelled"]) if row["cancelled"] else None
    return Meeting(**found, day=date.fromisoformat(row["day"]), cancelled=cancelled)
