"""Who is due for intervision, and who missed which meetings.

Nobody is blamed by this: whoever does not come may have nobody to look after the children. It says whom to ask.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, func, select

from intake.network.ambassadors.model import Ambassador
from intake.network.ambassadors.reading import at_work
from intake.network.hours.month import months_later
from intake.network.meetings.model import EXCUSED, PRESENT, held
from intake.network.tables import attendance, meetings

EVERY = 6
"""Months: intervision is twice a year."""
LOOK_BACK = 12
"""Months."""


@dataclass(frozen=True, slots=True, repr=False)
class Due:
    """``last`` is when they were at intervision, None where never; ``by`` the day by which they need it again."""

    ambassador: Ambassador
    last: date | None
    by: date


@dataclass(frozen=True, slots=True, repr=False)
class Attended:
    """Of the meetings that were held since somebody began, in the last year: so many ``held``, and how they came."""

    ambassador: Ambassador
    held: int
    present: int
    excused: int

    @property
    def missed(self) -> int:
        """Neither there nor excused."""
        return self.held - self.present - self.excused


def due_by(since: date, last: date | None) -> date:
    """Half a year after the last time, or after somebody began."""
    return months_later(last or since, EVERY)


def intervision_due(connection: Connection, today: date, *, within: int = 1) -> tuple[Due, ...]:
    """Who needs intervision by now, or within so many months; the most pressing first."""
    last = _last_intervision(connection, today)
    found = [Due(each, last.get(each.id), due_by(each.since, last.get(each.id))) for each in at_work(connection, today)]
    pressing = [each for each in found if each.by <= months_later(today, within)]
    return tuple(sorted(pressing, key=lambda each: (each.by, each.ambassador.name, each.ambassador.id)))


def attended(connection: Connection, today: date, kind: str = "network") -> tuple[Attended, ...]:
    """How everybody who works here came to the meetings of a kind in the last year; who missed most first."""
    since = months_later(today, -LOOK_BACK)
    those = [each for each in held(connection, since, today) if each.kind == kind]
    came = _presences(connection, [each.number for each in those])
    lines = [
        _line(each, {meeting.number: meeting.day for meeting in those}, came) for each in at_work(connection, today)
    ]
    return tuple(sorted(lines, key=lambda line: (-line.missed, line.ambassador.name, line.ambassador.id)))


def _line(each: Ambassador, those: Mapping[int, date], came: Mapping[tuple[int, str], str]) -> Attended:
    mine = [number for number, day in those.items() if day >= each.since]
    presences = [came.get((number, each.id)) for number in mine]
    return Attended(each, len(mine), presences.count(PRESENT), presences.count(EXCUSED))


def _presences(connection: Connection, numbers: list[int]) -> dict[tuple[int, str], str]:
    rows = connection.execute(select(attendance).where(attendance.c.meeting.in_(numbers)))
    return {(row.meeting, row.ambassador): row.presence for row in rows}


def _last_intervision(connection: Connection, today: date) -> dict[str, date]:
    asked = (
        select(attendance.c.ambassador, func.max(meetings.c.day))
        .join(meetings, meetings.c.number == attendance.c.meeting)
        .where(
            meetings.c.kind == "intervision",
            meetings.c.cancelled.is_(None),
            meetings.c.day <= today.isoformat(),
            attendance.c.presence == PRESENT,
        )
        .group_by(attendance.c.ambassador)
    )
    return {row.ambassador: date.fromisoformat(row[1]) for row in connection.execute(asked)}
