"""Text from an envelope, made harmless for a terminal and for whoever reads it there."""

from __future__ import annotations

# Persian and Sorani are written with these two; a terminal does nothing with them.
_JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"


def plain(text: str) -> str:
    """``text`` with every control, bidi control, separator and unassigned character replaced by U+FFFD."""
    return "".join(letter if letter.isprintable() or letter in _JOINERS else "\ufffd" for letter in text)


def flat(text: str) -> str:
    """As `plain`, lines one after the other: for what a nurse wrote below each other."""
    return " ".join(plain(line) for line in text.splitlines())


def grouped(code: str) -> str:
    """A short code as people read it aloud: ``K7Q2-M9PA``."""
    return f"{code[:4]}-{code[4:]}"
