"""Which period comes next: the shortest that is over and large enough, following on where the last release ended."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection, func, select

from intake.desk.errors import DeskError
from intake.desk.figures.counts import Counts
from intake.desk.figures.measures import Measure
from intake.desk.figures.quarters import Quarter
from intake.desk.tables import judgements, tallies
from intake.marking import N_

_WRITTEN = re.compile(r"(\d{4})(?:-(Q[1-4]|H[12]))?")


@dataclass(frozen=True, slots=True)
class Period:
    """A quarter, half year or year: its quarters."""

    quarters: tuple[Quarter, ...]

    @classmethod
    def read(cls, written: str) -> Period:
        """``2026-Q3``, ``2026-H2`` or ``2026``; raises DeskError."""
        found = _WRITTEN.fullmatch(written)
        if found is None:
            raise DeskError(N_("this is no period"), N_("Write it as 2026-Q3, 2026-H2 or 2026."))
        year, part = int(found[1]), found[2] or ""
        if part.startswith("Q"):
            return cls((Quarter(year, int(part[1])),))
        return cls(Quarter(year, 3 if part == "H2" else 1).half) if part else cls(Quarter(year, 1).whole_year)

    def __str__(self) -> str:
        first = self.quarters[0]
        if len(self.quarters) == 1:
            return str(first)
        return str(first.year) if len(self.quarters) == 4 else f"{first.year}-H{1 if first.number == 1 else 2}"

    @property
    def last(self) -> Quarter:
        """Its last quarter."""
        return self.quarters[-1]

    @property
    def last_day(self) -> date:
        """The last day of it."""
        return self.last.next.starts - timedelta(1)

    @property
    def names(self) -> tuple[str, ...]:
        """Its quarters as they are written."""
        return tuple(str(quarter) for quarter in self.quarters)


def first_quarter(connection: Connection) -> Quarter | None:
    """The first of the year in which this desk opened its first envelope; None where it opened none."""
    opened = connection.execute(select(func.min(judgements.c.made))).scalar()
    erased = connection.execute(select(func.min(tallies.c.quarter))).scalar()
    found = [Quarter.of(date.fromisoformat(opened[:10]))] if opened else []
    first = min([*found, *([Quarter.read(erased)] if erased else [])], default=None)
    return None if first is None else first.whole_year[0]


def next_period(counts: Counts, start: Quarter, now: Quarter, *, enough: int, yearly: bool) -> Period | None:
    """The shortest from ``start`` on that is over before ``now`` and has ``enough`` people; None where none has yet."""
    periods: Sequence[tuple[Quarter, ...]] = [(start,), start.half, start.whole_year]
    for quarters in periods[2:] if yearly else periods:
        if quarters[-1] < now and counts.total(Measure.OPENED, quarters) >= enough:
            return Period(quarters)
    return None
