"""A table as it was released: what the ledger keeps, and gives again byte for byte."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from intake.desk.disclosure.grid import REST, Grid, Part, Released, Shown


class Days(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How long something took, in whole days of its measure; None is not told."""

    row: int
    measure: str
    median: int | None = None
    nine_in_ten: int | None = None


class Told(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``period`` is a quarter (``2026-Q3``), half year (``2026-H2``) or year (``2026``); ``rows`` are split and part.

    ``cells`` are numbers rounded to ``rounding``, None where hidden.
    """

    v: Literal[1]
    audience: str
    table: str
    period: str
    quarters: tuple[str, ...]
    threshold: int
    rounding: int
    rows: tuple[tuple[str, str], ...]
    columns: tuple[str, ...]
    cells: Shown
    days: tuple[Days, ...] = ()

    @property
    def empty(self) -> bool:
        """Too small to tell anything?"""
        return all(cell is None for row in self.cells for cell in row)

    @property
    def hidden(self) -> int:
        """How many cells are not shown."""
        return sum(cell is None for row in self.cells for cell in row)

    def cell(self, row: int, measure: str) -> int | None:
        """What is shown of a measure; None also where the table has no such column."""
        return self.cells[row][self.columns.index(measure)] if measure in self.columns else None

    def released(self, named: Iterable[str]) -> Released:
        """For disclosure control. ``named`` are all parts of its split that any table names."""
        rows = tuple(Part(*row) for row in self.rows)
        own = {row.key for row in rows}
        others = tuple(sorted(set(named) - own)) if REST in own else ()
        return Released(Grid(self.quarters, rows, self.columns, self.threshold, self.rounding, others), self.cells)


def named_parts(tables: Sequence[Told]) -> dict[str, set[str]]:
    """The parts of each split that some table names."""
    found: dict[str, set[str]] = {}
    for table in tables:
        for by, key in table.rows:
            if key != REST:
                found.setdefault(by, set()).add(key)
    return found
