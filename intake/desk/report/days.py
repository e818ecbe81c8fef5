"""Medians and nine-in-tens: told only of enough people, and where they do not give a hidden number away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from intake.desk.disclosure.grid import REST, Part
from intake.desk.disclosure.told import Days, Told
from intake.desk.figures.counts import Counts
from intake.desk.figures.measures import By, Measure
from intake.desk.report.measures import LATE
from intake.desk.report.periods import Period

FOR_NINE_IN_TEN = 30
"""Of fewer, the last tenth are one or two people."""


def days_of(told: Told, counts: Counts, period: Period) -> tuple[Days, ...]:
    """For each row and time of a table what may be told, once its cells are known."""
    found = []
    for row, part in enumerate(told.rows):
        for measure in (each for each in told.columns if each in LATE or each in _WITHOUT_NORM):
            number = told.cell(row, measure)
            if number is not None:
                found.append(_days(told, row, measure, _spread(counts, period, Part(*part), told, measure)))
    return tuple(each for each in found if each.median is not None or each.nine_in_ten is not None)


_WITHOUT_NORM = frozenset({Measure.TO_OPENING.value, Measure.TO_REACHING.value})


def _days(told: Told, row: int, measure: str, spread: Mapping[int, int]) -> Days:
    """A median says that half are at most so late: where the number of late ones is hidden, half must hide it."""
    number = told.cell(row, measure) or 0
    hidden = measure in LATE and told.cell(row, LATE[measure]) is None
    room = 2 * told.threshold + told.rounding
    middle = number >= max(told.threshold, 10) and (not hidden or number >= room)
    most = number >= FOR_NINE_IN_TEN and (not hidden or number >= 10 * told.threshold + told.rounding)
    return Days(row, measure, _reached(spread, 50) if middle else None, _reached(spread, 90) if most else None)


def _spread(counts: Counts, period: Period, part: Part, told: Told, measure: str) -> Mapping[int, int]:
    """How many took how long, over the whole period."""
    found: Counter[int] = Counter()
    by = By(part.by)
    own = {key for _, key in told.rows}
    for quarter in period.quarters:
        keys = [part.key]
        if part.key == REST:
            keys = [key for key in counts.of(Measure(measure), by, quarter) if key not in own]
        for key in keys:
            found.update(counts.days(Measure(measure), by, key, quarter))
    return found


def _reached(spread: Mapping[int, int], percent: int) -> int | None:
    """The day by which so many of a hundred were there."""
    passed, whole = 0, sum(spread.values())
    for days, count in sorted(spread.items()):
        passed += count
        if 100 * passed >= percent * whole:
            return days
    return None
