"""Days as people here mean them: in the time of the Netherlands, whatever the computer is set to."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

HERE = ZoneInfo("Europe/Amsterdam")


def start_of(day: date) -> datetime:
    """The first moment of a day, in UTC. The first of the next day is its end: days have 23 to 25 hours."""
    return datetime.combine(day, time(), HERE).astimezone(UTC)


def today(moment: datetime) -> date:
    """The day that a moment (UTC) falls on here."""
    return moment.astimezone(HERE).date()
