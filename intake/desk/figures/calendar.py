"""Days as the Netherlands and its offices count them, as a small table for SQL: quarters, days of stamps, working days.

The database keeps moments as stamps in UTC, and days as ISO 8601 dates; both sort as texts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from intake.desk.clock import stamp
from intake.desk.figures.measures import LONGEST
from intake.desk.figures.quarters import Quarter
from intake.desk.local_time import start_of
from intake.working_days import WorkingDays

_DAY = timedelta(days=1)
# More days than LONGEST working days ever take.
_BEFORE = timedelta(days=LONGEST * 3 // 2)


@dataclass(frozen=True, slots=True)
class Calendar:
    """For events of ``quarters``, which follow each other. What it writes is SQL of fixed words and dates."""

    quarters: Sequence[Quarter]
    days: WorkingDays

    @property
    def earliest(self) -> date:
        """The first day of the table; what began before took at least LONGEST working days."""
        return self.quarters[0].starts - _BEFORE

    @property
    def end(self) -> Quarter:
        """The first quarter that is not counted."""
        return self.quarters[-1].next

    def quarter_of_stamp(self, column: str) -> str:
        """SQL: the place in ``quarters`` of a stamp, from 0; -1 for before, and for later one that there is not."""
        return self._quarter(column, [each.since for each in (*self.quarters, self.end)])

    def quarter_of_day(self, column: str) -> str:
        """The same, of a date."""
        return self._quarter(column, [each.starts.isoformat() for each in (*self.quarters, self.end)])

    def table(self) -> str:
        """SQL of a table ``calendar``: ``day``, how many working days there were up to and with it (``worked``) and
        the next one (``next_worked``), and the hour in UTC, of two digits, at which the next day begins (``border``).
        """
        rows, worked, day = [], 0, self.earliest
        while day < self.end.starts + _DAY:
            nexts = worked + self.days.works(day + _DAY)
            rows.append(f"('{day}', {worked}, {nexts}, '{stamp(start_of(day + _DAY))[11:13]}')")
            worked, day = nexts, day + _DAY
        return f"calendar(day, worked, next_worked, border) AS MATERIALIZED (VALUES {', '.join(rows)})"

    def clamped(self, column: str, latest: str) -> str:
        """SQL: a date, but not later than ``latest``, and not before the table begins."""
        return f"max(min({column}, {latest}), '{self.earliest}')"

    @staticmethod
    def worked_at(column: str, calendar: str) -> str:
        """SQL: working days up to the Dutch day of a stamp, which was joined with ``calendar`` by its date."""
        later = f"substr({column}, 12, 2) >= {calendar}.border"
        return f"CASE WHEN {later} THEN {calendar}.next_worked ELSE {calendar}.worked END"

    @staticmethod
    def _quarter(column: str, starts: Sequence[str]) -> str:
        tests = [f"WHEN {column} >= '{start}' THEN {place}" for place, start in enumerate(starts)]
        return f"CASE {' '.join(reversed(tests))} ELSE -1 END"
