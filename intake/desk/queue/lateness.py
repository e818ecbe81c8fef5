"""How late something is, in working days."""

from __future__ import annotations

from datetime import date, timedelta

from intake.working_days import WorkingDays

MOST = 100


def days_late(days: WorkingDays, due: date, today: date) -> int:
    """How many working days have begun since ``due`` went by, at most MOST: on the next working day it is 1."""
    late, day = 0, max(due, today - timedelta(days=2 * MOST))
    while day < today and late < MOST:
        day += timedelta(days=1)
        late += days.works(day)
    return late
