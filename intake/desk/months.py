"""Figures for whoever sees no cases: how many came in a month, by level. No small number is told.

These are for the people of this desk; they are no statistics to publish.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import text

from intake.desk.local_time import today as day_of
from intake.desk.queue.wanted import LEVELS
from intake.desk.unlock import OpenDesk

FEW = 10
"""A smaller number than this is not told to a manager: it may be somebody."""
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Month:
    """Cases that came in one month, by level. ``month`` is its first day; None stands for fewer than FEW."""

    month: date
    levels: Mapping[str, int | None]
    total: int | None


def read_months(desk: OpenDesk) -> list[Month]:
    """The last months, the newest first: counts only, and none that is small."""
    first = (day_of(desk.clock()).replace(day=1) - timedelta(days=MONTHS * 30)).replace(day=1)
    query = text(
        "SELECT substr(arrived, 1, 7) AS month, level, count(*) FROM cases INDEXED BY cases_by_arrival "
        "WHERE arrived >= :first GROUP BY 1, 2"
    )
    with desk.reading() as connection:
        found: dict[str, dict[str, int]] = {}
        for month, level, number in connection.execute(query, {"first": first.isoformat()}):
            found.setdefault(month, {})[level] = number
    return [_month(month, found[month]) for month in sorted(found, reverse=True)]


def _month(month: str, levels: Mapping[str, int]) -> Month:
    """Where one level is hidden the total is too, or it could be worked out."""
    shown = {level: _enough(levels.get(level, 0)) for level in LEVELS}
    hidden = any(number is None for number in shown.values())
    return Month(date.fromisoformat(f"{month}-01"), shown, None if hidden else sum(levels.values()))


def _enough(number: int) -> int | None:
    """Nobody at all is as telling as a few."""
    return number if number >= FEW else None
