"""What somebody typed or pasted, made fit for paper: nothing that cannot be seen, nothing that turns what stands beside
it or is piled upon it.

Words are otherwise left as they are; a letter isolates their direction and breaks those that are too long.
"""

from __future__ import annotations

import unicodedata

MARKS = 4
"""So many marks at most on one letter: more than any language writes, fewer than reach the line above."""
_JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
_BREAKS = ("\r\n", "\r", "\N{LINE SEPARATOR}", "\N{PARAGRAPH SEPARATOR}", "\v", "\f", "\x85")


def one_line(text: str) -> str:
    """``text`` in one line, without spaces around it."""
    return " ".join(lines(text).split())


def lines(text: str) -> str:
    """``text`` with its lines; at most one of them empty between others."""
    for other in _BREAKS:
        text = text.replace(other, "\n")
    kept = [_tidy(line) for line in text.split("\n")]
    return "\n".join(line for place, line in enumerate(kept) if line or (place and kept[place - 1])).strip()


def _tidy(line: str) -> str:
    # What goes may have kept two spaces apart, or a letter from its mark: so they are put together afterwards.
    seen = "".join(sign for sign in line if sign.isprintable() or sign.isspace() or sign in _JOINERS)
    return _with_few_marks(unicodedata.normalize("NFC", " ".join(seen.split())))


def _with_few_marks(line: str) -> str:
    kept, marks = [], 0
    for sign in line:
        marks = marks + 1 if unicodedata.category(sign) in ("Mn", "Me") else 0
        if marks <= MARKS:
            kept.append(sign)
    return "".join(kept)
