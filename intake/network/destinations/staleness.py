"""What nobody has checked for too long: names, numbers and waiting times change often."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection

from intake.exchange.book import Destination
from intake.network.destinations.model import Listed
from intake.network.destinations.reading import offered


@dataclass(frozen=True, slots=True)
class Stale:
    """``unchecked``: never, or too long ago. ``waits``: people wait there, and how long was told too long ago."""

    which: Listed
    unchecked: bool
    waits: bool


def stale(connection: Connection, today: date, days: int) -> tuple[Stale, ...]:
    """Those that are offered and older than ``days``: what was never checked first, then the oldest."""
    last = today - timedelta(days=days)
    found = [Stale(each, is_stale(each.what, last), _wait_is_old(each.what, last)) for each in offered(connection)]
    old = [each for each in found if each.unchecked or each.waits]
    return tuple(sorted(old, key=lambda each: each.which.what.checked_on or date.min))


def is_stale(what: Destination, last: date) -> bool:
    """Was it never checked, or before ``last``?"""
    return what.checked_on is None or what.checked_on < last


def _wait_is_old(what: Destination, last: date) -> bool:
    waits = what.norm_intake is not None or what.norm_treatment is not None or what.reported_on is not None
    return waits and (what.reported_on is None or what.reported_on < last)
