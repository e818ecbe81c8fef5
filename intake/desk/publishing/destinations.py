"""The destinations of the network book that anybody may know of; never a contact person, a waiting time or a cost."""

from __future__ import annotations

from intake.exchange.book import Book
from intake.exchange.published import PublicDestination


def public_destinations(book: Book) -> tuple[PublicDestination, ...]:
    """Those that the coordinator of the book marked as public, by kind and name."""
    told = [
        PublicDestination(
            kind=each.kind,
            name=each.name,
            phone=each.phone,
            hours=each.hours,
            own_risk=each.own_risk,
            gp_letter=each.gp_letter,
            checked_on=each.checked_on,
        )
        for each in book.destinations
        if each.public
    ]
    return tuple(sorted(told, key=lambda each: (each.kind, each.name, each.phone or "", each.hours or "")))
