"""Which inbox serves which municipality, as the configuration says it: by region of a GGD, or municipality by name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from intake.config import Inbox
from intake.places.municipalities import Municipality, load_municipalities
from intake.relay.self_referral import municipalities_of


def served_by(inboxes: Sequence[Inbox]) -> Mapping[str, tuple[Municipality, ...]]:
    """The municipalities of each inbox, by name; none where it names none."""
    known = load_municipalities()
    found = {each.id: municipalities_of(each, known) for each in inboxes}
    return {inbox: tuple(sorted(places, key=_name)) for inbox, places in found.items()}


def serving(inboxes: Sequence[Inbox], code: str) -> tuple[str, ...]:
    """The inboxes that serve this municipality: two where they divide the work otherwise."""
    return tuple(
        inbox for inbox, places in served_by(inboxes).items() if code in {municipality.code for municipality in places}
    )


def served_by_none(inboxes: Sequence[Inbox]) -> Mapping[str, Sequence[Municipality]]:
    """By GGD, what no inbox here serves."""
    taken = {each.code for places in served_by(inboxes).values() for each in places}
    found: dict[str, list[Municipality]] = defaultdict(list)
    for each in sorted(load_municipalities(), key=_name):
        if each.code not in taken:
            found[each.ggd].append(each)
    return dict(sorted(found.items()))


def find_municipality(typed: str) -> Municipality | None:
    """By its name, its code, or a town in it that people know better."""
    meant = typed.casefold()
    known = load_municipalities()
    by_name = {each.name.casefold(): each for each in known}
    towns = {town.casefold(): each for each in known for town in each.known_as}
    return by_name.get(meant) or towns.get(meant) or known.by_code.get(typed.upper())


def _name(municipality: Municipality) -> str:
    return municipality.name.casefold()
