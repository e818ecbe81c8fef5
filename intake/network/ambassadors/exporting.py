"""The ambassadors as the signed book has them: what a desk needs to propose one, and not how to reach them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection

from intake.config import Network
from intake.exchange.book import Ambassador as Exported
from intake.network.ambassadors.model import Ambassador
from intake.network.ambassadors.reading import at_work
from intake.network.hours.caps import Cap, Total
from intake.network.hours.entries import totals
from intake.network.hours.month import Month
from intake.network.requests.reading import open_counts


def ambassadors_for_book(connection: Connection, section: Network, today: date) -> tuple[Exported, ...]:
    """All who have not stopped by ``today``, in the order of their ids, with what this month has so far."""
    counted, waiting = totals(connection, Month.of(today)), open_counts(connection)
    found = sorted(at_work(connection, today), key=lambda each: each.id)
    return tuple(
        _exported(each, Cap.of(section, each), counted.get(each.id, Total()), waiting.get(each.id, 0), today)
        for each in found
    )


def _exported(each: Ambassador, cap: Cap, counted: Total, waiting: int, today: date) -> Exported:
    return Exported(
        id=each.id,
        name=each.name,
        gender=each.gender,
        place=each.place,
        languages=each.languages,
        expertise=each.expertise,
        training=each.training,
        conduct_until=each.conduct_until,
        secrecy_until=each.secrecy_until,
        available=each.available and not each.away(today),
        when=each.times,
        conflicts=each.conflicts,
        minutes=max(counted.minutes, 0),
        most_minutes=cap.minutes,
        paid=max(counted.cents, 0),
        most_paid=cap.cents,
        waiting=waiting,
    )
