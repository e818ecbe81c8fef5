"""Where the invented people live: a few municipalities of each region, one of them larger; and who hands out there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from random import Random

from intake.places.municipalities import Municipality, load_municipalities

EACH = 3
"""Municipalities of one region."""


@cache
def towns() -> Sequence[Municipality]:
    """Those of all regions; first the ones with most neighbours, which tend to be the larger ones."""
    found = load_municipalities()
    chosen = [_largest(found.of_ggd(ggd)) for ggd in sorted(found.ggds)]
    return [town for place in range(EACH) for towns in chosen for town in towns[place : place + 1]]


def _largest(own: Sequence[Municipality]) -> Sequence[Municipality]:
    return sorted(own, key=lambda town: (-len(town.neighbours), town.code))[:EACH]


def organisation(town: str) -> str:
    """The id of whoever hands out in the municipality of this code."""
    return f"org-{town.lower()}"


PLACES: Mapping[str, str] = {organisation(town.code): town.code for town in towns()}
"""For ``[desk.figures.places]``."""


def draw_town(chance: Random) -> str:
    """The code of one; few places have many people, many have few."""
    all_towns = towns()
    return all_towns[int(len(all_towns) * chance.random() ** 2.2)].code
