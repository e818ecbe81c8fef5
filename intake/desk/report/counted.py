"""The true counts in the shape that disclosure control looks at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Set

from intake.desk.disclosure.counted import Counted
from intake.desk.disclosure.grid import ALL, REST, WHOLE, Atom, Grid, Place, Released
from intake.desk.disclosure.rounding import behind
from intake.desk.figures.counts import Counts
from intake.desk.figures.measures import DEFINITIONS, TIMES, By, Measure
from intake.desk.figures.quarters import Quarter
from intake.desk.report.measures import LATE, LEVELS, NORMS, TIES, WITH_TARGET

CHANGING = frozenset({"handed-out", "signals"})
"""Nobody's answers: totals of the relay may arrive late, and a network book may be put right."""

OPEN = frozenset({By.PLACE.value, By.DESTINATION.value})
"""Splits with parts that no table names; everybody knows of the others that there are no more."""


def counted_of(counts: Counts, named: Mapping[str, Set[str]]) -> Counted:
    """``named`` are the parts of each split that a table names; all others are one."""
    found: Counter[Atom] = Counter()
    for measure, said in DEFINITIONS.items():
        for by in sorted(said.by):
            for quarter in counts.quarters:
                for key, count in counts.of(measure, by, quarter).items():
                    for name in (measure.value, *_sums(measure)):
                        found[_atom(name, by, key, quarter, named)] += count
                    if measure in WITH_TARGET:
                        late = _late(counts, measure, by, key, quarter)
                        found[_atom(LATE[measure.value], by, key, quarter, named)] += late
    rest = OPEN | {atom.by for atom in found if atom.key == REST}
    keys = {by.value: (*sorted(named.get(by.value, ())), *([REST] if by in rest else [])) for by in By if by != ALL}
    return Counted(found, keys, tuple(str(quarter) for quarter in counts.quarters), TIES)


def _sums(measure: Measure) -> Iterable[str]:
    return (whole for whole, levels in (("flagged", LEVELS[:3]), ("decided", LEVELS)) if measure.value in levels)


def _late(counts: Counts, measure: Measure, by: By, key: str, quarter: Quarter) -> int:
    days = counts.days(measure, by, key, quarter) if measure in TIMES else {}
    return sum(count for each, count in days.items() if each > NORMS[measure.value])


def _atom(measure: str, by: By, key: str, quarter: Quarter, named: Mapping[str, Set[str]]) -> Atom:
    if by is By.ALL:
        return Atom(measure, ALL, WHOLE, str(quarter))
    return Atom(measure, by.value, key if key in named.get(by.value, ()) else REST, str(quarter))


def as_known(released: Released, counted: Counted) -> Released:
    """A released table without numbers that were put right since: those tell nothing of the counts of now."""
    grid = released.grid

    def cell(row: int, column: int) -> int | None:
        shown = released.cells[row][column]
        return None if grid.columns[column] in CHANGING and not _agrees(grid, counted, row, column, shown) else shown

    rows = range(len(grid.rows))
    return Released(grid, tuple(tuple(cell(row, column) for column in range(len(grid.columns))) for row in rows))


def _agrees(grid: Grid, counted: Counted, row: int, column: int, shown: int | None) -> bool:
    if shown is None:
        return True
    least, most = behind(shown, grid.rounding, grid.threshold)
    return least <= grid.truth(counted.counts, Place(row, column)) <= most
