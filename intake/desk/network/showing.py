"""What stands in the network book, for whoever looks something up: counts, lists and filters. No case comes into it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from intake.desk.matching.care import REPORTED, serving
from intake.desk.matching.languages import meant
from intake.desk.matching.month import ambassadors_now
from intake.desk.matching.rules import Rule, standing
from intake.desk.network.kept import stale
from intake.exchange.book import Ambassador, Book, Destination, Signal
from intake.places.municipalities import load_municipalities

ELSEWHERE = "-"
"""The region of a municipality that the list does not have."""


class Wait(StrEnum):
    """What is known of a waiting time."""

    OVER = "over"
    """Longer than the norm."""
    WITHIN = "within"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Counted:
    """``of`` is a language's tag or a region's name; ``free`` how many of ``all`` can be asked today."""

    of: str
    all: int
    free: int


@dataclass(frozen=True, slots=True)
class Person:
    """An ambassador, and why nobody can ask them today."""

    ambassador: Ambassador
    hindered: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A destination; ``stale``: to be looked at again; ``told_long_ago``: so is its waiting time."""

    destination: Destination
    wait: Wait
    stale: bool
    told_long_ago: bool


def people(book: Book, today: date, *, language: str | None = None) -> list[Person]:
    """By name; only those who speak ``language``, where it is given."""
    found = [each for each in ambassadors_now(book, today) if language is None or language in _languages(each)]
    ordered = sorted(found, key=lambda each: (each.name.casefold(), each.id))
    return [Person(each, standing(each, today)) for each in ordered]


def by_language(book: Book, today: date) -> list[Counted]:
    """Most first. Who speaks several counts in each; Dutch, which all of them speak, is not counted."""
    spoken = ((tag, person) for person in people(book, today) for tag in _languages(person.ambassador))
    return _counted((tag, person) for tag, person in spoken if tag != "nl")


def by_region(book: Book, today: date) -> list[Counted]:
    """By the GGD in whose region they live, most first."""
    return _counted((region_of(person.ambassador.place), person) for person in people(book, today))


def region_of(place: str) -> str:
    """The name of the GGD of a municipality."""
    found = load_municipalities().by_code.get(place)
    return ELSEWHERE if found is None else found.ggd


def places(
    book: Book, today: date, *, kind: str | None = None, place: str | None = None, wait: Wait | None = None
) -> list[Place]:
    """Destinations of a kind, that serve a municipality, with such a wait; by kind, then the nearest first."""
    found = [_place(each, today) for each in serving(book.destinations, place) if kind in (None, each.kind)]
    kept = [each for each in found if wait in (None, each.wait)]
    return sorted(kept, key=lambda each: each.destination.kind)


def signals(book: Book) -> list[Signal]:
    """The newest quarter first."""
    return sorted(book.signals, key=lambda each: (each.quarter, each.region, each.topic), reverse=True)


def wait_of(each: Destination) -> Wait:
    """How its waiting time stands against its norm; one without a norm is within it."""
    if each.waiting_intake is None:
        return Wait.UNKNOWN
    over = each.norm_intake is not None and each.waiting_intake > each.norm_intake
    return Wait.OVER if over else Wait.WITHIN


def _place(each: Destination, today: date) -> Place:
    told = each.reported_on is not None and each.reported_on + REPORTED < today
    return Place(each, wait_of(each), stale(each, today), told)


def _languages(each: Ambassador) -> Sequence[str]:
    return sorted({meant(spoken.tag) for spoken in each.languages})


def _counted(found: Iterable[tuple[str, Person]]) -> list[Counted]:
    listed = list(found)
    every, free = Counter(of for of, _ in listed), Counter(of for of, person in listed if not person.hindered)
    return [Counted(of, count, free[of]) for of, count in sorted(every.items(), key=lambda pair: (-pair[1], pair[0]))]
