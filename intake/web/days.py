"""Days, months and moments as these pages write them: in the reader's language, and in the time of the Netherlands."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from flask import g

HERE = ZoneInfo("Europe/Amsterdam")


def in_words(day: date) -> str:
    """``22 November 2026``."""
    return format_date(day, "d MMMM y", locale=g.language)


def month_in_words(month: date) -> str:
    """``November 2026``, of any day in it."""
    return format_date(month, "MMMM y", locale=g.language)


def moment_in_words(moment: datetime) -> str:
    """``22 November 2026, 14:05`` of a moment as it is kept: UTC without a zone."""
    return format_datetime(moment.replace(tzinfo=UTC), "d MMMM y, HH:mm", tzinfo=HERE, locale=g.language)
