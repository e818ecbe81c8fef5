"""What a nurse typed, made fit to keep: nothing that cannot be seen, and not longer than its field.

Words are otherwise left as they are. Messages name the field and its length, never what was typed.
"""

from __future__ import annotations

from datetime import date

from intake.desk.errors import DeskError
from intake.desk.letters.typed import lines, one_line

LINE, TEXT = 120, 4000
"""Characters."""


def line(typed: str | None, field: str, *, longest: int = LINE) -> str | None:
    """One line, None where there is nothing in it; raises DeskError where it is too long."""
    return _fitting(one_line(typed or ""), field, longest)


def text(typed: str | None, field: str, *, longest: int = TEXT) -> str | None:
    """Several lines, None where there is nothing in them; raises DeskError where they are too long."""
    return _fitting(lines(typed or ""), field, longest)


def needed(written: str | None, field: str) -> str:
    """What cannot be left out; raises DeskError where it was."""
    if written is None:
        raise DeskError(f"nothing is filled in for: {field}", "Fill it in, and try again.")
    return written


def day(typed: str | None, field: str) -> str | None:
    """An ISO 8601 date, None where there is none; raises DeskError for what is no date."""
    if not typed or not typed.strip():
        return None
    try:
        return date.fromisoformat(typed.strip()).isoformat()
    except ValueError:
        raise DeskError(f"this is not a date: {field}", "Write it as 2026-11-24.") from None


def _fitting(written: str, field: str, longest: int) -> str | None:
    if len(written) > longest:
        raise DeskError(f"this is too long: {field}", f"It holds {longest} characters.")
    return written or None
