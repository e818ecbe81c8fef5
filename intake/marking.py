"""Sentences that are translated later: marked where they are written, by code that knows no page and no language.

`N_` marks a text for scripts/words.py. `filled` fills one in and keeps its pattern, so that a page can say the same in
the reader's language; a command prints it as it is, in English.
"""

from __future__ import annotations

from collections.abc import Mapping

Value = str | int


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for a text that is translated later
    """Mark a text that is translated later."""
    return text


class Filled(str):
    """A sentence in English that still knows what it was made of: ``pattern`` with ``%(name)s`` in it, ``values``."""

    pattern: str
    values: Mapping[str, Value]

    def __new__(cls, pattern: str, values: Mapping[str, Value]) -> Filled:
        """``pattern`` with ``values`` in their places."""
        made = super().__new__(cls, pattern % values)
        made.pattern, made.values = pattern, dict(values)
        return made


def filled(pattern: str, **values: Value) -> Filled:
    """A marked pattern with ``values`` in their places."""
    return Filled(pattern, values)
