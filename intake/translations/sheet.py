"""The result sheet: a table for any spreadsheet into which a review is typed, from paper or directly.

UTF-8 with a byte order mark and semicolons, so that a spreadsheet with Dutch settings opens it in columns; what comes
back may be parted by commas or tabs as well. A cell that begins with = + - or @ gets an apostrophe, or a spreadsheet
would compute it; reading takes it off again. What was reviewed is known by ``check``, which nobody needs to touch: the
booklet's version and the text's own digest.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import normalize

from intake.errors import QuestionnaireError
from intake.translations.rows import Row, version

COLUMNS = ("number", "key", "text", "ok", "correction", "remark", "check")
LARGEST = 4_194_304
HINT = "Save it as CSV in UTF-8, with the columns as they were."

_COMPUTED = ("=", "+", "-", "@")
_SEPARATORS = ";,\t"


@dataclass(frozen=True, slots=True)
class Line:
    """One filled row, as it was typed. ``place`` is its line in the file, from 1."""

    place: int
    number: str
    key: str
    text: str
    ok: str
    correction: str
    remark: str
    check: str


def write_sheet(rows: Sequence[Row]) -> bytes:
    """The sheet of these rows, nothing filled in."""
    stream, made = io.StringIO(newline=""), version(rows)
    writer = csv.writer(stream, delimiter=_SEPARATORS[0])
    writer.writerow(COLUMNS)
    for row in rows:
        cells = (row.number, row.key, row.message.text, "", "", "", f"{made}-{row.check}")
        writer.writerow([_guarded(str(cell)) for cell in cells])
    return stream.getvalue().encode("utf-8-sig")


def read_sheet(data: bytes) -> tuple[Line, ...]:
    """Every row. Raises QuestionnaireError where it is not such a sheet; what is typed in it is not judged here."""
    try:
        text = data[: LARGEST + 1].decode("utf-8-sig")
        if len(data) > LARGEST:
            raise QuestionnaireError(f"the sheet is larger than {LARGEST} bytes", HINT)
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True))
    except UnicodeDecodeError:
        raise QuestionnaireError("the sheet is not UTF-8 text", HINT) from None
    except csv.Error:
        raise QuestionnaireError("the sheet is not CSV", HINT) from None
    if not rows or tuple(cell.strip().lower() for cell in rows[0][: len(COLUMNS)]) != COLUMNS:
        raise QuestionnaireError(f"the sheet's first line is not: {' '.join(COLUMNS)}", HINT)
    return tuple(_line(place, cells) for place, cells in enumerate(rows[1:], 2) if any(map(str.strip, cells)))


def _separator(text: str) -> str:
    head = text.partition("\n")[0]
    return max(_SEPARATORS, key=head.count)


def _line(place: int, cells: Sequence[str]) -> Line:
    filled = [_unguarded(normalize("NFC", cell).strip()) for cell in cells]
    if len(filled) < len(COLUMNS) or any(filled[len(COLUMNS) :]):
        raise QuestionnaireError(f"line {place} of the sheet does not have {len(COLUMNS)} cells", HINT)
    return Line(place, *filled[: len(COLUMNS)])


def _guarded(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_COMPUTED) else cell


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith(tuple(f"'{sign}" for sign in _COMPUTED)) else cell
