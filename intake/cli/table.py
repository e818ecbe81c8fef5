"""Columns for a terminal, aligned also where a name is in a script whose letters are wide, or stand on one another."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

GAP = "  "
WIDE = ("W", "F")
UNSEEN = ("Mn", "Me", "Cf")


def table(rows: Sequence[Sequence[str]], *, right: Sequence[int] = ()) -> list[str]:
    """The rows as lines; the columns numbered in ``right`` end together, the others begin together."""
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    return [GAP.join(_cell(*each, right) for each in enumerate(zip(row, widths, strict=True))).rstrip() for row in rows]


def width(text: str) -> int:
    """How many places it takes on a terminal."""
    return sum(_places(sign) for sign in text)


def _places(sign: str) -> int:
    if unicodedata.category(sign) in UNSEEN:
        return 0
    return 2 if unicodedata.east_asian_width(sign) in WIDE else 1


def _cell(number: int, cell: tuple[str, int], right: Sequence[int]) -> str:
    text, room = cell
    blank = " " * (room - width(text))
    return f"{blank}{text}" if number in right else f"{text}{blank}"
