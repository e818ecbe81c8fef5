"""Days and moments as these pages write them: in the reader's language, and in the time of the Netherlands."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from flask import g

HERE = ZoneInfo("Europe/Amsterdam")


def day_in_words(day: str | date | None) -> str:
    """``Mon 23 Nov 2026`` of an ISO 8601 date."""
    if not day:
        return ""
    return format_date(date.fromisoformat(day) if isinstance(day, str) else day, "EEE d MMM y", locale=g.language)


def local_in_words(local: str) -> str:
    """``Tue 24 Nov 2026, 10:30`` of what a Dutch clock shows: ``2026-11-24T10:30``."""
    return format_datetime(datetime.fromisoformat(local), "EEE d MMM y, HH:mm", locale=g.language)


def stamp_in_words(stamp: str | None) -> str:
    """``Mon 23 Nov 2026, 14:05`` of a moment as the database keeps it: ``2026-11-23T13:05:00Z``."""
    return moment_in_words(datetime.fromisoformat(stamp)) if stamp else ""


def clock_in_words(moment: datetime) -> str:
    """``14:05``, of a moment in UTC."""
    return format_datetime(moment, "HH:mm", tzinfo=HERE, locale=g.language)


def moment_in_words(moment: datetime) -> str:
    """As `stamp_in_words`; a moment without a zone is in UTC."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return format_datetime(aware, "EEE d MMM y, HH:mm", tzinfo=HERE, locale=g.language)
