"""A table as it is counted, and as it is shown: rows are parts of one split, columns are measures, one period."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

ALL = "all"
WHOLE = ""
"""The one key of the split `ALL`."""
REST = "*"
"""The key of all parts that no table names."""


class Atom(NamedTuple):
    """How often ``measure`` happened in one quarter (``2026-Q3``), in the part ``key`` of the split ``by``."""

    measure: str
    by: str
    key: str
    quarter: str


class Part(NamedTuple):
    """One row: a part of one split. Two splits are never crossed."""

    by: str
    key: str


TOTAL = Part(ALL, WHOLE)


class Place(NamedTuple):
    """Where a cell stands in its table."""

    row: int
    column: int


Shown = tuple[tuple[int | None, ...], ...]
"""Rounded numbers by row and column; None is hidden."""


@dataclass(frozen=True, slots=True)
class Grid:
    """What a table counts. ``quarters`` is its period; ``threshold`` and ``rounding`` are those it is shown with.

    Its row `REST` holds ``others`` too: parts that other tables name and this one does not.
    """

    quarters: tuple[str, ...]
    rows: tuple[Part, ...]
    columns: tuple[str, ...]
    threshold: int
    rounding: int
    others: tuple[str, ...] = ()

    def places(self) -> Iterator[Place]:
        """Each cell, row by row."""
        return (Place(row, column) for row in range(len(self.rows)) for column in range(len(self.columns)))

    def atoms(self, place: Place) -> tuple[Atom, ...]:
        """What the cell adds up."""
        return self.counting(self.columns[place.column], place)

    def counting(self, measure: str, place: Place) -> tuple[Atom, ...]:
        """What a cell of ``measure`` in the same row would add up."""
        part = self.rows[place.row]
        keys = (REST, *self.others) if part.key == REST else (part.key,)
        return tuple(Atom(measure, part.by, key, quarter) for key in keys for quarter in self.quarters)

    def truth(self, counts: Mapping[Atom, int], place: Place) -> int:
        """The number behind the cell."""
        return sum(counts.get(atom, 0) for atom in self.atoms(place))


@dataclass(frozen=True, slots=True)
class Released:
    """A table that left, as it left."""

    grid: Grid
    cells: Shown

    def hidden(self) -> frozenset[Place]:
        """The cells that are not shown."""
        return frozenset(place for place in self.grid.places() if self.cells[place.row][place.column] is None)
