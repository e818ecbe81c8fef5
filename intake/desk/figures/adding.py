"""Adds events up in each split there is of their measure, never in two at once. Only fixed words come out of it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from intake.desk.figures.counts import NO_DAYS, Cell
from intake.desk.figures.events import IMPLIED
from intake.desk.figures.languages import group_of
from intake.desk.figures.measures import DEFINITIONS, EVERYTHING, UNKNOWN, By, Measure
from intake.desk.figures.quarters import Quarter
from intake.destinations.kinds import kinds

Row = tuple[str, int, str, str | None, str | None, int, int]
"""Measure, place of the quarter, language, municipality, kind of destination, days, and how many."""

_CODE = re.compile(r"GM\d{4}")
_SPLITS: Mapping[str, tuple[bool, bool, bool]] = {
    measure.value: (By.LANGUAGE in said.by, By.PLACE in said.by, By.DESTINATION in said.by)
    for measure, said in DEFINITIONS.items()
}


def added(rows: Iterable[Row], quarters: Sequence[Quarter]) -> Counter[Cell]:
    """What they come to, by cell."""
    sums: dict[tuple[str, int, int, By, str | None], int] = defaultdict(int)
    for measure, quarter, language, place, destination, days, count in rows:
        by_language, by_place, by_destination = _SPLITS[measure]
        sums[measure, quarter, days, By.ALL, None] += count
        if by_language:
            sums[measure, quarter, days, By.LANGUAGE, language] += count
        if by_place:
            sums[measure, quarter, days, By.PLACE, place] += count
        if by_destination:
            sums[measure, quarter, days, By.DESTINATION, destination] += count
    found: Counter[Cell] = Counter()
    for (name, quarter, days, by, word), count in sums.items():
        found[Cell(Measure(name), quarters[quarter], by, _key(by, word), days)] += count
    return found


def with_implied(rows: Iterable[Row]) -> Iterator[Row]:
    """These, and what they count for besides."""
    for row in rows:
        yield row
        for measure in IMPLIED.get(row[0], ()):
            yield (measure.value, *row[1:5], NO_DAYS, row[6])


def _key(by: By, word: str | None) -> str:
    """What stands in a case may be anything; a key is one of those that everybody knows."""
    if by is By.LANGUAGE:
        return group_of(word or "").key
    if by is By.PLACE:
        return word if word and _CODE.fullmatch(word) else UNKNOWN
    if by is By.DESTINATION:
        return word if word in kinds() and word else UNKNOWN
    return EVERYTHING
