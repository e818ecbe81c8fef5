"""A CSV file as somebody saved it: rows of texts by the columns' names. UTF-8, with semicolons, commas or tabs.

What is wrong with the file as a whole is said at once; nothing of what stands in it is quoted.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from intake.local.csv_cells import text_of
from intake.marking import N_, filled
from intake.network.destinations.sheet.columns import is_column
from intake.network.errors import NetworkError

LARGEST = 4 << 20
"""Bytes."""
MOST_ROWS = 5000
SEPARATORS = ";,\t"


@dataclass(frozen=True, slots=True)
class SheetRow:
    """``number`` is the spreadsheet's, whose heading is row 1. ``overflow``: it has more cells than columns."""

    number: int
    cells: dict[str, str]
    overflow: bool


def rows_of(data: bytes) -> tuple[SheetRow, ...]:
    """The rows that have anything in them. Raises NetworkError where the file is not such a sheet."""
    text = _text(data)
    separator = _separator(text)
    try:
        heading, *rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except (csv.Error, ValueError):
        raise NetworkError(N_("this is not CSV"), N_("Save it again as CSV UTF-8.")) from None
    columns = _columns(heading)
    if len(rows) > MOST_ROWS:
        raise NetworkError(N_("the sheet has too many rows"), N_("Bring it in in parts of 5000."))
    numbered = enumerate(rows, start=2)
    return tuple(_row(number, columns, row) for number, row in numbered if any(cell.strip() for cell in row))


def _row(number: int, columns: list[str], row: list[str]) -> SheetRow:
    cells = dict(zip(columns, map(text_of, row), strict=False))
    return SheetRow(number, cells, any(cell.strip() for cell in row[len(columns) :]))


def _text(data: bytes) -> str:
    if len(data) > LARGEST:
        raise NetworkError(N_("the file is too large"), N_("A sheet of destinations has 4 MiB at most."))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise NetworkError(
            N_("the file is not in UTF-8"), N_("In Excel: Save as, and choose “CSV UTF-8 (Comma delimited)”.")
        )
    first, _, rest = text.partition("\n")
    return rest if first.casefold().startswith("sep=") else text


def _separator(text: str) -> str:
    """The one that parts the heading into the most columns that there are."""
    first = text.partition("\n")[0]
    return max(SEPARATORS, key=lambda each: sum(map(is_column, _names(next(csv.reader([first], delimiter=each), [])))))


def _columns(heading: list[str]) -> list[str]:
    names = _names(heading)
    while names and not names[-1]:
        names.pop()
    unknown = [str(place) for place, name in enumerate(names, start=1) if not is_column(name)]
    if "name" not in names or "kind" not in names:
        raise NetworkError(
            N_("the first row has no columns kind and name"), N_("Write the list out first, and use its first row.")
        )
    if unknown:
        raise NetworkError(
            filled(N_("these columns are not known: %(columns)s"), columns=", ".join(unknown)),
            N_("They are counted from the left. Take them out, or give them a name as in a list that was written out."),
        )
    if len(set(names)) != len(names):
        raise NetworkError(N_("a column stands there twice"), N_("Take one of them out."))
    return names


def _names(heading: list[str]) -> list[str]:
    return [text_of(each).strip().casefold() for each in heading]
