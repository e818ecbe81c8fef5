"""Quarters of a year, in Dutch time: what figures are counted by. Half years and years are sums of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from intake.desk.clock import stamp
from intake.desk.errors import DeskError
from intake.desk.local_time import start_of, today
from intake.marking import N_

_WRITTEN = re.compile(r"(\d{4})-Q([1-4])")


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """``2026-Q4``: October to December 2026, from the first midnight in the Netherlands to the last."""

    year: int
    number: int

    @classmethod
    def read(cls, written: str) -> Quarter:
        """``2026-Q4``; raises DeskError for anything else."""
        found = _WRITTEN.fullmatch(written)
        if found is None:
            raise DeskError(N_("this is no quarter"), N_("Write it as 2026-Q4."))
        return cls(int(found[1]), int(found[2]))

    @classmethod
    def of(cls, day: date) -> Quarter:
        """The one that ``day`` is in."""
        return cls(day.year, (day.month + 2) // 3)

    @classmethod
    def at(cls, moment: datetime) -> Quarter:
        """The one that it was in the Netherlands at ``moment`` (aware)."""
        return cls.of(today(moment))

    @classmethod
    def of_month(cls, month: str) -> Quarter:
        """The one of a month as it is written in a bundle, ``2026-11``; raises ValueError."""
        return cls.of(date.fromisoformat(f"{month}-01"))

    def __str__(self) -> str:
        return f"{self.year}-Q{self.number}"

    @property
    def starts(self) -> date:
        """Its first day."""
        return date(self.year, self.number * 3 - 2, 1)

    @property
    def next(self) -> Quarter:
        """The one after it."""
        return self + 1

    @property
    def since(self) -> str:
        """Its first moment, as a stamp in UTC: what is written down from it on and before that of the next is in it."""
        return stamp(start_of(self.starts))

    @property
    def half(self) -> tuple[Quarter, Quarter]:
        """The half year that it is in."""
        first = Quarter(self.year, 1 if self.number < 3 else 3)
        return first, first.next

    @property
    def whole_year(self) -> tuple[Quarter, Quarter, Quarter, Quarter]:
        """The year that it is in."""
        first = Quarter(self.year, 1)
        return first, first + 1, first + 2, first + 3

    def __add__(self, count: int) -> Quarter:
        """So many quarters on; back where ``count`` is negative."""
        years, number = divmod(self.number - 1 + count, 4)
        return Quarter(self.year + years, number + 1)

    def until(self, last: Quarter) -> Iterator[Quarter]:
        """This one and those after it, up to ``last``."""
        now = self
        while now <= last:
            yield now
            now = now.next
