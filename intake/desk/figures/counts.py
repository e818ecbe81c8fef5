"""Counts of some quarters, in memory: exact numbers, which must not leave the desk as they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
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


_Split = tuple[Measure, By, Quarter]


@dataclass(frozen=True, slots=True, repr=False)
class Counts:
    """``quarters`` are those that were asked for, in order. ``handed_out_until`` is the day of the newest bundle that
    told how many links were handed out: what was handed out later is not known here yet; None where there is none.
    """

    quarters: tuple[Quarter, ...]
    handed_out_until: date | None
    _found: Mapping[_Split, Mapping[tuple[str, int], int]]

    @classmethod
    def made(
        cls, quarters: Iterable[Quarter], cells: Mapping[Cell, int], handed_out_until: date | None = None
    ) -> Counts:
        """Of these ``cells``; those of other quarters are left out."""
        asked = tuple(quarters)
        found: dict[_Split, dict[tuple[str, int], int]] = {}
        for cell, count in cells.items():
            if count and cell.quarter in asked:
                found.setdefault((cell.measure, cell.by, cell.quarter), {})[cell.key, cell.days] = count
        return cls(asked, handed_out_until, found)

    def of(self, measure: Measure, by: By, quarter: Quarter) -> Mapping[str, int]:
        """How many in ``quarter``, by key; none is zero. Over the keys of any split, the sum is that of By.ALL."""
        found: Counter[str] = Counter()
        for (key, _), count in self._split(measure, by, quarter).items():
            found[key] += count
        return {key: count for key, count in sorted(found.items()) if count}

    def total(self, measure: Measure, quarters: Iterable[Quarter]) -> int:
        """How many in all of ``quarters``."""
        return sum(self.of(measure, By.ALL, quarter).get(EVERYTHING, 0) for quarter in quarters)

    def days(self, measure: Measure, by: By, key: str, quarter: Quarter) -> Mapping[int, int]:
        """Days (in the unit of the definition) and how many took that long, the shortest first; for one of TIMES."""
        assert measure in TIMES
        split = self._split(measure, by, quarter)
        return {days: count for (each, days), count in sorted(split.items()) if each == key}

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Counts):
            return NotImplemented
        return self.quarters == other.quarters and self._found == other._found

    __hash__ = None  # type: ignore[assignment]

    def _split(self, measure: Measure, by: By, quarter: Quarter) -> Mapping[tuple[str, int], int]:
        """Raises ValueError for a split that there is not: a mistake of the program."""
        if by not in DEFINITIONS[measure].by:
            raise ValueError(f"{measure} is not split by {by}")
        return self._found.get((measure, by, quarter), {})
