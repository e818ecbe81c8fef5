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
    kept = [_shown(" ".join(line.split())) for line in unicodedata.normalize("NFC", text).split("\n")]
    return "\n".join(line for place, line in enumerate(kept) if line or (place and kept[place - 1])).strip()


def _shown(line: str) -> str:
    shown, marks = [], 0
    for sign in line:
        marks = marks + 1 if unicodedata.category(sign) in ("Mn", "Me") else 0
        if marks <= MARKS and (sign.isprintable() or sign in _JOINERS):
            shown.append(sign)
    return "".join(shown).strip()
