"""What periods that lie in each other leave between them: a year less its first three quarters is the fourth.

Such a remainder stands in no table, and is as good as told. A small one is guarded like a hidden cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from intake.desk.disclosure.counted import Counted
from intake.desk.disclosure.grid import Atom, Released

Same = tuple[str, str, str, tuple[str, ...]]
"""What is told in several periods: the measure, the part, and what else stands in that row."""


def gaps(tables: Sequence[Released], counted: Counted) -> list[tuple[Atom, ...]]:
    """The remainders that are small, as the atoms that each adds up."""
    threshold = max((table.grid.threshold for table in tables), default=0)
    found = []
    for atoms in dict.fromkeys(_left(_told(tables))):
        if sum(counted.of(atom) for atom in atoms) < threshold:
            found.append(atoms)
    return found


def _told(tables: Sequence[Released]) -> dict[Same, list[tuple[Atom, ...]]]:
    """For each thing that is told the periods of it, as atoms."""
    told: dict[Same, list[tuple[Atom, ...]]] = {}
    for table in tables:
        grid = table.grid
        for place in grid.places():
            part, measure = grid.rows[place.row], grid.columns[place.column]
            told.setdefault((measure, part.by, part.key, grid.others), []).append(grid.atoms(place))
    return told


def _left(told: dict[Same, list[tuple[Atom, ...]]]) -> Iterable[tuple[Atom, ...]]:
    for periods in told.values():
        for longer in periods:
            within = [set(shorter) for shorter in periods if set(shorter) < set(longer)]
            if within:
                rest = set(longer).difference(*within)
                if rest:
                    yield tuple(sorted(rest))
