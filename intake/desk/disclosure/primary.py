"""Which cells of a table are hidden for what they say themselves: small ones, none, and all or none.

Why a cell is hidden is told to nobody: that it is small would narrow it.
"""

from __future__ import annotations

from intake.desk.disclosure.counted import Counted
from intake.desk.disclosure.grid import Grid, Place
from intake.desk.disclosure.rounding import nearest


def primary(grid: Grid, counted: Counted) -> frozenset[Place]:
    """The cells to hide whatever the others are."""
    return frozenset(place for place in grid.places() if _tells(grid, counted, place))


def _tells(grid: Grid, counted: Counted, place: Place) -> bool:
    number = grid.truth(counted.counts, place)
    return number < grid.threshold or _all(grid, counted, place, number)


def _all(grid: Grid, counted: Counted, place: Place, number: int) -> bool:
    """Also where it only looks like all of them once both are rounded: who reads it cannot see the difference."""
    base = counted.ties.bases.get(grid.columns[place.column])
    if base is None:
        return False
    whole = sum(counted.of(atom) for atom in grid.counting(base, place))
    return nearest(number, grid.rounding) == nearest(whole, grid.rounding)
