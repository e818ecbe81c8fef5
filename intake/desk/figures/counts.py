"""Counts of some quarters, in memory: exact numbers, which must not leave the desk as they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from intake.desk.figures.measures import DEFINITIONS, EVERYTHING, TIMES, By, Measure
from intake.desk.figures.quarters import Quarter

NO_DAYS = -1
"""In place of days, where a measure is no time."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One count's place: a row of the table ``tallies`` without its number."""

    measure: Measure
    quarter: Quarter
    by: By
    key: str
    days: int = NO_DAYS


@dataclass(frozen=True, slots=True, repr=False)
class Counts:
    """``quarters`` are those that were asked for, in order. ``handed_out_until`` is the day of the newest bundle that
    told how many links were handed out: what was handed out later is not known here yet; None where there is none.
    """

    quarters: tuple[Quarter, ...]
    cells: Mapping[Cell, int]
    handed_out_until: date | None = None

    def of(self, measure: Measure, by: By, quarter: Quarter) -> Mapping[str, int]:
        """How many in ``quarter``, by key; none is zero. Over the keys of any split, the sum is that of By.ALL."""
        found: Counter[str] = Counter()
        for cell in self._cells(measure, by, quarter):
            found[cell.key] += self.cells[cell]
        return {key: count for key, count in sorted(found.items()) if count}

    def total(self, measure: Measure, quarters: Iterable[Quarter]) -> int:
        """How many in all of ``quarters``."""
        return sum(self.of(measure, By.ALL, quarter).get(EVERYTHING, 0) for quarter in quarters)

    def days(self, measure: Measure, by: By, key: str, quarter: Quarter) -> Mapping[int, int]:
        """Days (in the unit of the definition) and how many took that long, the shortest first; for one of TIMES."""
        found = {cell.days: self.cells[cell] for cell in self._cells(measure, by, quarter) if cell.key == key}
        return {days: count for days, count in sorted(found.items()) if count and measure in TIMES}

    def _cells(self, measure: Measure, by: By, quarter: Quarter) -> Iterator[Cell]:
        """Raises ValueError for a split that there is not: a mistake of the program."""
        if by not in DEFINITIONS[measure].by:
            raise ValueError(f"{measure} is not split by {by}")
        return (cell for cell in self.cells if cell.measure is measure and cell.by is by and cell.quarter == quarter)
