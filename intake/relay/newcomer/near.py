"""What is published, made fit for pages that everybody reads alike: by region, never a name, nothing telling."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from intake.exchange.book import Kind
from intake.exchange.published import EVERYWHERE, PublicDestination, WalkIn
from intake.relay.newcomer.facts import Hours, Place, Places
from intake.relay.shown import Shown

EVERYDAY: tuple[Kind, ...] = ("TALK", "AMB", "LISTEN", "GZA", "LEGAL", "UNDOC", "GP", "GP-OOH")
"""Kinds that tell nothing about who reads of them, in the order of the page. The numbers for what is worse stand on
their card, all together."""
TELLING = (
    "geweld", "slachtoffer", "misbruik", "mishandel", "seks", "sexu", "verkracht", "trauma", "zelfmoord", "suïc",
    "suic", "politie", "police", "violen", "abuse", "victim", "rape", "veilig thuis",
)  # fmt: skip
"""What a name of a destination may hold, and these pages may not."""
MOST = 6
"""Destinations of one GGD: a page for everybody is no directory."""


def speakers(shown: Sequence[Shown], language: str) -> Mapping[str, int]:
    """How many speak ``language`` (BCP 47): EVERYWHERE, where that is told, then by region in the order of names.

    Where two network books tell of one region the larger number counts: some may stand in both.
    """
    found: dict[str, int] = {}
    for each in (each for one in shown for each in one.said.ambassadors if each.language == language):
        found[each.region] = max(each.count, found.get(each.region, 0))
    if EVERYWHERE in found:
        # Of two books neither knows the other's regions.
        found[EVERYWHERE] = max(found[EVERYWHERE], sum(found.values()) - found[EVERYWHERE])
    return dict(sorted(found.items()))


def everyday(shown: Sequence[Shown]) -> Iterator[tuple[str, tuple[PublicDestination, ...]]]:
    """By the name of the GGD: those destinations that stand on a page for everybody; none of a GGD that has none."""
    for each in shown:
        fit = [place for place in each.said.destinations if place.kind in EVERYDAY and not _telling(place)]
        if fit:
            yield each.ggd, tuple(sorted(fit, key=lambda place: EVERYDAY.index(place.kind))[:MOST])


def with_published(places: Places, shown: Sequence[Shown]) -> Places:
    """``places``, with those that desks published in the place of what the relay was set up with."""
    published = {each.inbox: _place(each.said.walk_in) for each in shown if each.said.walk_in is not None}
    return Places(places.other, {**places.inboxes, **published})


def _place(said: WalkIn) -> Place:
    return Place(
        working_days=said.working_days,
        address=said.address,
        phone=said.phone,
        hours=tuple(Hours(each.day, each.start, each.until) for each in said.hours),
        checked_on=said.checked_on,
    )


def _telling(place: PublicDestination) -> bool:
    words = f"{place.name} {place.hours or ''}".casefold()
    return any(word in words for word in TELLING)
