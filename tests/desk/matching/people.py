"""A small network book, and people who are wanted: whoever stands here may help, unless a test says otherwise."""

from __future__ import annotations

from datetime import date
from typing import Any

from intake.desk.matching.wanted import Wanted
from intake.exchange.book import Ambassador, Book, Conflict, Destination, Spoken

TODAY = date(2026, 11, 23)
AMSTERDAM, AMSTELVEEN, GRONINGEN = "GM0363", "GM0362", "GM0014"
WANTED = Wanted("ti", place=AMSTERDAM, near=frozenset({AMSTELVEEN}), via="demo", level="amber")


def ambassador(number: int = 1, **other: Any) -> Ambassador:
    """A woman in Amstelveen who speaks Tigrinya, and breaks no rule."""
    usual: dict[str, Any] = {
        "name": f"Helper {number}",
        "gender": "woman",
        "place": AMSTELVEEN,
        "languages": (Spoken("ti", "native"),),
        "conduct_until": date(2027, 6, 1),
        "secrecy_until": date(2027, 6, 1),
        "most_minutes": 20 * 60,
        "most_paid": 21000,
    }
    return Ambassador(id=f"A-{number:06d}", **(usual | other))


def destination(number: int = 1, kind: str = "GP", **other: Any) -> Destination:
    """Somewhere in Amsterdam."""
    usual: dict[str, Any] = {"name": f"Place {number}", "places": (AMSTERDAM,), "gp_letter": "no", "own_risk": "none"}
    return Destination(id=f"D-{number:06d}", kind=kind, **(usual | other))  # type: ignore[arg-type]


def book(*ambassadors: Ambassador, destinations: tuple[Destination, ...] = (), **other: Any) -> Book:
    """A book with them."""
    usual: dict[str, Any] = {
        "v": 1,
        "book": "book-of-the-tests",
        "sequence": 1,
        "issued": date(2026, 11, 20),
        "organisation": "Nieuwe Wegen",
        "coordinator": "Ilse",
        "destinations": destinations,
        "ambassadors": ambassadors,
    }
    return Book(**(usual | other))


def conflict(**what: Any) -> Conflict:
    """A conflict that was declared."""
    return Conflict(**({"kind": "family"} | what))
