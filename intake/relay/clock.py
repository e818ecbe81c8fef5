"""Time as the relay uses it: injected, in UTC, and kept no finer than the ISO week."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The wall clock, aware, UTC."""
    return datetime.now(UTC)


def iso_week(day: date) -> str:
    """``2026-W47``: the only time an envelope's row tells. Such texts sort as the weeks do."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def last_day(week: str) -> date:
    """The Sunday of a week as `iso_week` writes it."""
    year, _, number = week.partition("-W")
    return date.fromisocalendar(int(year), int(number), 7)


def week_after(week: str) -> str:
    """The week that follows, both as `iso_week` writes them."""
    return iso_week(last_day(week) + timedelta(days=1))
