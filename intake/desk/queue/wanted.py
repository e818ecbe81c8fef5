"""Which cases somebody wants to see: filters as values, and as conditions of SQL. No value is ever part of a statement.

The queue holds what somebody has something to do with (`AT_WORK`): open, and not a green case that was confirmed and
only waits for its term. The conditions name columns of the index ``cases_at_work`` alone, so that a page is found and
counted without touching what the cases themselves hold.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from intake.questionnaire import Level

LEVELS = tuple(level.value for level in sorted(Level, key=lambda level: level.rank, reverse=True))
"""The most urgent first: a level's place is the case's ``rank``."""


class Due(StrEnum):
    """When the first safe attempt is due; this week ends on Sunday, and today is part of it."""

    OVERDUE = "overdue"
    TODAY = "today"
    WEEK = "week"


NOBODY = ""
"""In place of a name or a municipality: the cases that have none."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """None: whatever it is. ``assigned`` is the name of a slot or NOBODY, ``place`` a municipality's code or NOBODY.

    ``paper``: only what came on paper. ``barred``: only where nobody may call or write.
    """

    level: str | None = None
    status: str | None = None
    language: str | None = None
    place: str | None = None
    assigned: str | None = None
    due: Due | None = None
    paper: bool = False
    barred: bool = False

    def without(self, facet: str) -> Wanted:
        """The same with ``facet`` left open."""
        return self.having(facet, getattr(Wanted(), facet))

    def having(self, facet: str, value: Any) -> Wanted:
        """The same with ``value`` as the one ``facet``."""
        return replace(self, **{facet: value})

    def conditions(self) -> list[str]:
        """What must hold, beside AT_WORK; their values are in `values`."""
        asked = {name: value for name in _NAMED if (value := getattr(self, name)) is not None}
        found = [f"{name} IS NULL" if value == NOBODY else f"{name} = :{name}" for name, value in asked.items()]
        found += [] if self.level is None else ["rank = :rank"]
        found += [] if self.due is None else [_DUE[self.due]]
        return found + ["paper = 1"] * self.paper + ["allowed = 0"] * self.barred

    def values(self, today: date) -> Mapping[str, str | int | None]:
        """The values that conditions name."""
        rank = None if self.level is None else LEVELS.index(self.level)
        named = {name: getattr(self, name) for name in _NAMED}
        return named | {"rank": rank, "today": today.isoformat(), "sunday": sunday(today).isoformat()}


_NAMED = ("status", "language", "place", "assigned")
_DUE: Mapping[Due, str] = {
    Due.OVERDUE: "due < :today",
    Due.TODAY: "due = :today",
    Due.WEEK: "due BETWEEN :today AND :sunday",
}


def sunday(day: date) -> date:
    """The last day of the week of ``day``."""
    return day + timedelta(days=6 - day.weekday())
