"""How many ambassadors speak a language, in a GGD's region and everywhere: counted from three up, and no name.

How many there are everywhere is not told where, with the regions taken off it, one or two would be left.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from intake.desk.matching.languages import meant
from intake.exchange.book import Ambassador, Book
from intake.exchange.published import EVERYWHERE, FEWEST, Speaking
from intake.places.municipalities import load_municipalities

Pair = tuple[str, str]
"""A region and a language."""

TOO_LITTLE = "basic"
"""Who speaks a language only so well does not go along in it."""
NOT_ASKED_FOR = frozenset({"nl"})
"""Every ambassador speaks Dutch, and nobody needs one for it."""


@dataclass(frozen=True, slots=True)
class Counted:
    """``left_out`` is how many pairs of region and language have somebody, and fewer than three."""

    speaking: tuple[Speaking, ...] = ()
    left_out: int = 0


def speaking(book: Book, today: date) -> Counted:
    """Those who may go along ``today``, by region and language; each counts once for each language."""
    counts = Counter(pair for each in book.ambassadors if may_go_along(each, today) for pair in _pairs(each))
    regions = {pair: count for pair, count in sorted(counts.items()) if count >= FEWEST}
    told = (*_everywhere(counts, regions), *(Speaking(*pair, count) for pair, count in regions.items()))
    return Counted(told, len(counts) - len(regions))


def may_go_along(each: Ambassador, today: date) -> bool:
    """Available, and with a certificate of conduct and a secrecy agreement that hold today."""
    papers = (each.conduct_until, each.secrecy_until)
    return each.available and all(until is not None and until >= today for until in papers)


def _everywhere(counts: Mapping[Pair, int], regions: Mapping[Pair, int]) -> Iterator[Speaking]:
    for language in sorted({language for _, language in counts}):
        whole, told = (sum(n for (_, tag), n in each.items() if tag == language) for each in (counts, regions))
        if whole >= FEWEST and (whole == told or whole - told >= FEWEST):
            yield Speaking(EVERYWHERE, language, whole)


def _pairs(each: Ambassador) -> Iterator[Pair]:
    place = load_municipalities().by_code.get(each.place)
    if place is not None:
        tags = {meant(spoken.tag) for spoken in each.languages if spoken.level != TOO_LITTLE}
        yield from ((place.ggd, tag) for tag in tags - NOT_ASKED_FOR)
