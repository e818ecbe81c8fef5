"""Destinations written out as CSV. Contact persons and their lines are in it: it is personal data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from intake.local.csv_cells import csv_lines
from intake.network.destinations.model import Listed
from intake.network.destinations.sheet.columns import COLUMNS, cells_of, contact_columns


def sheet_lines(found: Sequence[Listed], *, separator: str = ";") -> Iterator[str]:
    """The file, piece by piece. A semicolon is what a Dutch Excel opens by itself."""
    rows = [cells_of(each.what) for each in found]
    widest = max((len(each.what.contacts) for each in found), default=1) or 1
    columns = [*COLUMNS, *(name for number in range(1, widest + 1) for name in contact_columns(number))]
    return csv_lines([columns, *([row.get(name, "") for name in columns] for row in rows)], separator=separator)
