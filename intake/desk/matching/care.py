"""Which destinations of the book to think of first: those that serve the person's municipality, by kind, wait, letter.

Rules suggest, a nurse decides. What a place of help is for comes up in the talk and never from a rule: helplines, and
places for violence, assault or danger, are proposed to nobody; they stand in the list for everybody.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from intake.desk.matching.languages import meant
from intake.desk.matching.saying import Said, said
from intake.desk.matching.wanted import Wanted
from intake.exchange.book import Destination, Kind
from intake.marking import N_

_QUICKLY: Mapping[Kind, int] = {"GP": 5, "POH-GGZ": 5, "PSY": 4, "TRAUMA": 3, "TALK": 3, "UNDOC": 1, "GZA": 1}
_CALMLY: Mapping[Kind, int] = {"TALK": 5, "GP": 5, "POH-GGZ": 4, "PSY": 2, "UNDOC": 1, "GZA": 1, "LEGAL": 1}
SUITED: Mapping[str, Mapping[Kind, int]] = {"red": _QUICKLY, "amber": _QUICKLY, "yellow": _CALMLY, "review": _CALMLY}
"""By the level that a nurse decided: a coarse order in which to think of kinds. What is not named is not proposed."""
_LITTLE: Mapping[Kind, int] = {"TALK": 5, "GP": 4, "POH-GGZ": 2, "LEGAL": 1}
REPORTED = timedelta(days=60)
"""A waiting time that was told longer ago says little."""
OF_A_KIND = 2
"""So many of one kind are proposed at most."""
LETTER: Mapping[str, tuple[int, str]] = {
    "no": (1, N_("needs no letter of a GP")),
    "yes": (-3, N_("needs a letter of the GP: begin there")),
    "gp-decides": (0, N_("the GP decides on it")),
}
WITH_GP = N_("goes by the GP, who has the person already")


@dataclass(frozen=True, slots=True)
class Proposed:
    """A destination, and why it is thought of, in words."""

    destination: Destination
    points: int
    reasons: tuple[Said, ...]


def proposals(destinations: tuple[Destination, ...], wanted: Wanted, today: date, most: int) -> tuple[Proposed, ...]:
    """At most ``most`` of them, the best first; never more than OF_A_KIND of one kind."""
    suited = SUITED.get(wanted.level, _LITTLE)
    found = [
        _proposed(each, wanted, suited[each.kind], today)
        for each in serving(destinations, wanted.place)
        if each.kind in suited
    ]
    chosen: list[Proposed] = []
    for each in sorted(found, key=lambda each: (-each.points, _near(each.destination, wanted.place))):
        if sum(each.destination.kind == other.destination.kind for other in chosen) < OF_A_KIND:
            chosen.append(each)
    return tuple(chosen[:most])


def serving(destinations: tuple[Destination, ...], place: str | None) -> list[Destination]:
    """Those that serve the municipality with this code, the nearest first; where it is not known, all of them."""
    found = [each for each in destinations if place is None or not each.places or place in each.places]
    return sorted(found, key=lambda each: _near(each, place))


def _near(each: Destination, place: str | None) -> tuple[object, ...]:
    """Who serves few municipalities is near to each of them; then the shortest wait, then by id."""
    weeks = each.waiting_intake if each.waiting_intake is not None else 999
    return (place not in each.places, len(each.places), weeks, each.id)


def _proposed(each: Destination, wanted: Wanted, suited: int, today: date) -> Proposed:
    weighed = [
        (2 * suited, None),
        *_place(each, wanted),
        *_language(each, wanted),
        *_wait(each, today),
        _letter(each, wanted),
        *_costs(each),
    ]
    points = sum(points for points, _ in weighed)
    return Proposed(each, points, tuple(reason for _, reason in weighed if reason is not None))


def _place(each: Destination, wanted: Wanted) -> Iterator[tuple[int, Said | None]]:
    if wanted.place is None:
        yield 0, said(N_("ask in which municipality the person lives, and whether it is served"))
    elif wanted.place in each.places:
        yield 1, said(N_("serves %(place)s"), place=wanted.place)
    else:
        yield 0, said(N_("serves every municipality"))


def _language(each: Destination, wanted: Wanted) -> Iterator[tuple[int, Said | None]]:
    mine = sorted(tag for tag in each.languages if meant(tag) == meant(wanted.language))
    if mine:
        yield 3, said(N_("they speak %(language)s there"), language=mine[0])


def _wait(each: Destination, today: date) -> Iterator[tuple[int, Said | None]]:
    """More weeks never get more points: the norm of the destination decides how many are too many."""
    weeks, norm = each.waiting_intake, each.norm_intake
    if weeks is None:
        if norm is not None:
            yield 0, said(N_("how long people wait there is not known"))
        return
    over = max(0, weeks - (4 if norm is None else norm))
    points = 2 if not over else -min(4, -(-over // 4))
    words = (
        N_("%(weeks)s weeks to the intake")
        if norm is None
        else N_("%(weeks)s weeks to the intake, the norm is %(norm)s")
    )
    yield points, said(words, weeks=weeks, norm=norm or 0)
    if each.reported_on is not None:
        old = each.reported_on + REPORTED < today
        told = N_("told on %(day)s, long ago: ask anew") if old else N_("told on %(day)s")
        yield 0, said(told, day=each.reported_on.isoformat())


def _letter(each: Destination, wanted: Wanted) -> tuple[int, Said | None]:
    points, words = LETTER[each.gp_letter]
    if wanted.with_gp and each.gp_letter != "no":
        return 1, said(WITH_GP)
    return points, said(words)


def _costs(each: Destination) -> Iterator[tuple[int, Said | None]]:
    if each.own_risk == "none":
        yield 1, said(N_("no own risk"))
    elif each.own_risk == "applies":
        yield 0, said(N_("falls under the own risk from 18 years on"))
