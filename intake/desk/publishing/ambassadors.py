"""How many ambassadors speak a language in a GGD's region: counted from three up, and no name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from intake.desk.matching.languages import meant
from intake.exchange.book import Ambassador, Book
from intake.exchange.published import FEWEST, Speaking
from intake.places.municipalities import load_municipalities

TOO_LITTLE = "basic"
"""Who speaks a language only so well does not go along in it."""


@dataclass(frozen=True, slots=True)
class Counted:
    """``left_out`` is how many pairs of region and language have somebody, and fewer than three."""

    speaking: tuple[Speaking, ...] = ()
    left_out: int = 0


def speaking(book: Book, today: date) -> Counted:
    """Those who may go along ``today``, by region and language; each counts once for each language."""
    counts = Counter(pair for each in book.ambassadors if may_go_along(each, today) for pair in _pairs(each))
    told = tuple(Speaking(*pair, count) for pair, count in sorted(counts.items()) if count >= FEWEST)
    return Counted(told, len(counts) - len(told))


def may_go_along(each: Ambassador, today: date) -> bool:
    """Available, and with a certificate of conduct and a secrecy agreement that hold today."""
    papers = (each.conduct_until, each.secrecy_until)
    return each.available and all(until is not None and until >= today for until in papers)


def _pairs(each: Ambassador) -> Iterator[tuple[str, str]]:
    place = load_municipalities().by_code.get(each.place)
    if place is not None:
        yield from {(place.ggd, meant(spoken.tag)) for spoken in each.languages if spoken.level != TOO_LITTLE}
