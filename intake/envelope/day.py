"""Days as the formats write them: YYYY-MM-DD, in UTC."""

from __future__ import annotations

from datetime import date


def read_day(text: object) -> date:
    """The day written in ``text``; raises ValueError for the other forms of ISO 8601, and for what is no text."""
    if not isinstance(text, str):
        raise ValueError("a day is text")
    day = date.fromisoformat(text)
    if day.isoformat() != text:
        raise ValueError("a day is written YYYY-MM-DD")
    return day
