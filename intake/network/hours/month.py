"""A month of the calendar: ``2026-11``. Hours and allowance count in the month of the day they are of."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from intake.marking import N_
from intake.network.errors import NetworkError

_WRITTEN = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """``month`` counts from 1."""

    year: int
    month: int

    @classmethod
    def of(cls, day: date) -> Month:
        """The one that ``day`` lies in."""
        return cls(day.year, day.month)

    @classmethod
    def read(cls, written: str) -> Month:
        """``2026-11``; raises NetworkError."""
        found = _WRITTEN.fullmatch(written.strip())
        if found is None:
            raise NetworkError(N_("this is not a month"), N_("Write it as 2026-11."))
        return cls(int(found[1]), int(found[2]))

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return date(self.year, self.month, monthrange(self.year, self.month)[1])

    def plus(self, months: int) -> Month:
        """So many months later, or earlier."""
        count = self.year * 12 + self.month - 1 + months
        return Month(count // 12, count % 12 + 1)

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}"


def quarter_of(day: date) -> str:
    """``2026-Q4``."""
    return f"{day.year:04}-Q{(day.month + 2) // 3}"


def months_later(day: date, months: int) -> date:
    """The same day so many months later; the last of the month where it has no such day."""
    month = Month.of(day).plus(months)
    return date(month.year, month.month, min(day.day, month.last.day))
