"""CSV that a spreadsheet may open: what came from outside is shown as text, and never worked out as a formula.

A cell that begins with what begins a formula gets an apostrophe before it (OWASP, CSV injection); every cell is quoted,
so that no separator in it opens another cell. Nobody writes CSV but through this module. What it wrote it reads back as
it was, also a text that begins with an apostrophe itself.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

MARK = "\ufeff"
"""The first character of a file: without it Excel reads UTF-8 as something else."""
# Their wide forms too, which spreadsheets of East Asian languages take for the same.
_BEGINS_FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")

Cell = str | int | None


def cell(value: Cell) -> str:
    """What stands in the cell: a number as it is, a text that works nothing out, nothing for None."""
    if value is None:
        return ""
    if isinstance(value, int):
        return str(value)
    text = value.replace("\0", "")
    return f"'{text}" if _works_out(text) else text


def text_of(cell: str) -> str:
    """What was in a cell that `cell` wrote: without the apostrophe that keeps a text from being worked out."""
    return cell[1:] if cell.startswith("'") and _works_out(cell[1:]) else cell


def _works_out(text: str) -> bool:
    """Does it begin a formula? Spreadsheets trim; an apostrophe of its own is not to be taken for ours."""
    return text.lstrip(" \u00a0'").startswith(_BEGINS_FORMULA)


def csv_lines(rows: Iterable[Sequence[Cell]], *, separator: str = ",") -> Iterator[str]:
    """The file, piece by piece: UTF-8 is for the caller; the first row is the heading."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=separator, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    yield MARK
    for row in rows:
        writer.writerow([cell(value) for value in row])
        yield stream.getvalue()
        stream.seek(0)
        stream.truncate()
