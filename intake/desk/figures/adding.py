"""Adds events up in each split there is of their measure, never in two at once. Only fixed words come out of it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from intake.desk.figures.counts import NO_DAYS, Cell
from intake.desk.figures.events import IMPLIED
from intake.desk.figures.languages import group_of
from intake.desk.figures.measures import DEFINITIONS, EVERYTHING, UNKNOWN, By, Measure
from intake.desk.figures.quarters import Quarter
from intake.destinations.kinds import kinds

Row = tuple[str, int, str, str | None, str | None, int, int]
"""Measure, place of the quarter, language, municipality, kind of destination, days, and how many."""

_CODE = re.compile(r"GM\d{4}")
_SPLITS = (By.ALL, By.LANGUAGE, By.PLACE, By.DESTINATION)
_SPLIT_BY: Mapping[str, tuple[bool, ...]] = {
    measure.value: tuple(by in said.by for by in _SPLITS) for measure, said in DEFINITIONS.items()
}


def added(rows: Iterable[Row], quarters: Sequence[Quarter]) -> Counter[Cell]:
    """What they come to, by cell. There may be very many rows, so the loop knows numbers and no words of ours."""
    sums: dict[tuple[str, int, int, int, str | None], int] = defaultdict(int)
    for measure, quarter, language, place, destination, days, count in rows:
        _, by_language, by_place, by_destination = _SPLIT_BY[measure]
        sums[measure, quarter, days, 0, None] += count
        if by_language:
            sums[measure, quarter, days, 1, language] += count
        if by_place:
            sums[measure, quarter, days, 2, place] += count
        if by_destination:
            sums[measure, quarter, days, 3, destination] += count
    found: Counter[Cell] = Counter()
    for (name, quarter, days, split, word), count in sums.items():
        by = _SPLITS[split]
        found[Cell(Measure(name), quarters[quarter], by, _key(by, word), days)] += count
    return found


def with_implied(cells: Counter[Cell]) -> Counter[Cell]:
    """These, and what they count for besides: how long something took also says that it happened."""
    found = Counter(cells)
    for cell, count in cells.items():
        for measure in IMPLIED.get(cell.measure, ()):
            found[replace(cell, measure=measure, days=NO_DAYS)] += count
    return found


def _key(by: By, word: str | None) -> str:
    """What stands in a case may be anything; a key is one of those that everybody knows."""
    if by is By.LANGUAGE:
        return group_of(word or "").key
    if by is By.PLACE:
        return word if word and _CODE.fullmatch(word) else UNKNOWN
    if by is By.DESTINATION:
        return word if word in kinds() and word else UNKNOWN
    return EVERYTHING
