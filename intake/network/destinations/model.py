"""A destination of the book: what a desk gets to see of it, and what only the book knows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from intake.exchange.book import Destination

OWN_RISK = ("none", "applies", "ask")
GP_LETTER = ("no", "yes", "gp-decides")
MOST_CONTACTS = 8


@dataclass(frozen=True, slots=True)
class Former:
    """What it, or its organisation, was called ``until`` that day."""

    name: str
    until: date


@dataclass(frozen=True, slots=True)
class Report:
    """How long one waited, in weeks, as it was reported on that day; ``source`` is who said so."""

    reported_on: date
    intake: int | None
    treatment: int | None
    source: str | None
    actor: str


@dataclass(frozen=True, slots=True)
class Listed:
    """``what`` is as in the signed book. ``changed`` is a stamp, ``removed`` the day from which it is not offered."""

    what: Destination
    revision: int
    changed: str
    removed: date | None
    former: tuple[Former, ...]

    @property
    def id(self) -> str:
        """As in the book."""
        return self.what.id
