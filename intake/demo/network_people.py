"""A sample network book: invented ambassadors, destinations and signals, the same ones for the same seed and day.

150 ambassadors, 34 languages, the 25 regions; one in ten has something that rules them out. Numbers are all zeros but
the last digits and reach nobody; practices carry "Voorbeeld" in their names.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import get_args

import msgspec

from intake.exchange.book import (
    Ambassador,
    Book,
    Conflict,
    ConflictKind,
    Contact,
    Destination,
    Expertise,
    Gender,
    Signal,
    Spoken,
)
from intake.places.municipalities import load_municipalities

SEED = 34
AMBASSADORS = 150
HOME = "GGD Amsterdam"
"""Where the demo is: more of them live there than elsewhere."""
FILE = Path(__file__).with_name("network_people.toml")
ORGANISATION = "Welzijn Voorbeeldstad"
EXPERTISE: tuple[Expertise, ...] = get_args(Expertise)
TOPICS = ("access", "costs", "interpreters", "waiting", "safety", "housing", "information", "trust")
GENDERS: tuple[Gender, ...] = ("woman", "man")
CONFLICTS: tuple[ConflictKind, ...] = ("family", "community", "faith", "centre")
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class _Language(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    people: int
    women: tuple[str, ...]
    men: tuple[str, ...]
    dialects: tuple[str, ...] = ()


@cache
def _languages() -> dict[str, _Language]:
    return msgspec.convert(tomllib.loads(FILE.read_text(encoding="utf-8")), dict[str, _Language])


def sample_book(today: date, *, seed: int = SEED, sequence: int = 1) -> Book:
    """The whole book, as it would be exported on ``today``."""
    chance = random.Random(seed)  # noqa: S311 - invented people, not secrets
    return Book(
        v=1,
        book="sample0000000000000000",
        sequence=sequence,
        issued=today,
        organisation=ORGANISATION,
        coordinator="Coördinator Voorbeeld",
        destinations=tuple(sample_destinations(chance, today)),
        ambassadors=tuple(sample_ambassadors(chance, today)),
        signals=tuple(_signals(chance, today)),
    )


def sample_ambassadors(chance: random.Random, today: date) -> Iterator[Ambassador]:
    """AMBASSADORS people: every language has somebody, and so has every region."""
    tags = [tag for tag, language in _languages().items() for _ in range(language.people)]
    regions = sorted(load_municipalities().ggds)
    for number, tag in enumerate(tags[:AMBASSADORS]):
        region = HOME if number % 6 == 0 else regions[number % len(regions)]
        yield _ambassador(chance, tag, region, today)


def _ambassador(chance: random.Random, tag: str, region: str, today: date) -> Ambassador:
    language = _languages()[tag]
    gender: Gender = chance.choices(GENDERS, (7, 3))[0]
    towns = [each.code for each in load_municipalities().of_ggd(region)]
    most = 20 * 60
    return Ambassador(
        id=_id(chance, "A"),
        name=chance.choice(language.women if gender == "woman" else language.men) + f" {chance.choice('ABDHKMNSTZ')}.",
        gender=gender,
        place=chance.choice(towns),
        languages=tuple(_spoken(chance, tag, language)),
        expertise=tuple(each for each in EXPERTISE if chance.random() < 0.25) or ("health-care",),
        training=("basic", "gbv") if chance.random() < 0.4 else ("basic",),
        conduct_until=_until(chance, today),
        secrecy_until=_until(chance, today),
        available=chance.random() < 0.92,
        when=chance.choice((None, "weekdays", "evenings", "not on Fridays")),
        conflicts=(_conflict(chance, towns),) if chance.random() < 0.2 else (),
        minutes=chance.choices((0, 60, 120, 240, 420, 600, 960, most), (20, 20, 20, 15, 10, 8, 4, 3))[0],
        most_minutes=most,
        paid=chance.choice((0, 3000, 6000, 12000)),
        most_paid=21000,
        waiting=chance.choices((0, 1, 2, 4), (6, 3, 2, 1))[0],
    )


def _spoken(chance: random.Random, tag: str, language: _Language) -> Iterator[Spoken]:
    dialect = chance.choice(language.dialects) if language.dialects and chance.random() < 0.7 else None
    yield Spoken(tag, "native", dialect)
    yield Spoken("nl", chance.choice(("fluent", "good", "good", "basic")))
    others = [each for each in ("en", "ar", "fr", "ru", "am") if each != tag]
    if chance.random() < 0.5:
        yield Spoken(chance.choice(others), chance.choice(("fluent", "good", "basic")))


def _until(chance: random.Random, today: date) -> date | None:
    """Most papers hold; some end soon, a few are over or were never there."""
    days = chance.choices(
        (chance.randint(90, 1000), chance.randint(1, 60), -chance.randint(1, 200), None), (90, 6, 3, 1)
    )
    return None if days[0] is None else today + timedelta(days=days[0])


def _conflict(chance: random.Random, towns: list[str]) -> Conflict:
    kind: ConflictKind = chance.choice(CONFLICTS)
    if kind == "centre":
        return Conflict("centre", place=chance.choice(towns), text="worked in the reception centre there")
    return Conflict(kind, text="knows many families of the community")


def sample_destinations(chance: random.Random, today: date) -> Iterator[Destination]:
    """For each region its posts, practices and centres; some checked, some reported long ago, some never."""
    for region in sorted(load_municipalities().ggds):
        places = tuple(each.code for each in load_municipalities().of_ggd(region))
        town = load_municipalities().by_code[places[0]].name
        yield _place(chance, today, "GP-OOH", f"Huisartsenspoedpost Voorbeeld {town}", places, public=True)
        yield _place(chance, today, "GBV-NET", f"Netwerk geweld Voorbeeld {town}", places)
        yield _place(chance, today, "TALK", f"{region}, gesprek", places, public=True)
        for number in (1, 2):
            some = places if number == 1 else tuple(sorted(chance.sample(places, max(1, len(places) // 2))))
            yield _place(chance, today, "PSY", f"Psychologen Voorbeeld {town} {number}", some, waits=True)
        if chance.random() < 0.4:
            yield _place(chance, today, "TRAUMA", f"Traumacentrum Voorbeeld {town}", places, waits=True)
        if chance.random() < 0.64:
            yield _place(chance, today, "CSG", f"Centrum Seksueel Geweld Voorbeeld {town}", places)
        yield _place(chance, today, "POH-GGZ", f"Gezondheidscentrum Voorbeeld {town}", (chance.choice(places),))


def _place(
    chance: random.Random,
    today: date,
    kind: str,
    name: str,
    places: tuple[str, ...],
    *,
    waits: bool = False,
    public: bool = False,
) -> Destination:
    reported = today - timedelta(days=chance.choice((5, 20, 60, 200))) if waits else None
    checked = today - timedelta(days=chance.choice((10, 90, 170, 400))) if chance.random() < 0.8 else None
    members = {
        "id": _id(chance, "D"),
        "kind": kind,
        "name": name,
        "organisation": name,
        "places": places,
        "languages": tuple(sorted(chance.sample(("ar", "en", "fr", "tr", "uk"), 2))) if waits else (),
        "hours": "mon-fri 09:00-17:00",
        "phone": f"088 000 00 {chance.randrange(100):02}",
        "own_risk": "applies" if waits else "none",
        "gp_letter": "yes" if waits else "no",
        "norm_intake": 4 if waits else None,
        "norm_treatment": 10 if waits else None,
        "waiting_intake": chance.choice((3, 6, 12, 18)) if waits else None,
        "waiting_treatment": chance.choice((4, 8, 16)) if waits else None,
        "reported_on": reported,
        "contacts": (Contact("M. Voorbeeld", "intake", f"088 000 01 {chance.randrange(100):02}"),) if waits else (),
        "public": public,
        "source": "invented",
        "checked_on": checked,
    }
    return msgspec.convert(members, Destination)


def _signals(chance: random.Random, today: date) -> Iterator[Signal]:
    for region in sorted(load_municipalities().ggds):
        for topic in TOPICS:
            for _ in range(chance.choices((0, 1, 3, 12), (6, 3, 2, 1))[0]):
                quarter = f"{today.year}-Q{chance.randint(1, (today.month + 2) // 3)}"
                yield msgspec.convert(
                    {"topic": topic, "region": region, "quarter": quarter, "pattern": _PATTERNS[topic]}, Signal
                )


_PATTERNS = {
    "access": "People do not know how to register with a general practitioner.",
    "costs": "People put off care because they fear the own risk.",
    "interpreters": "There is no interpreter at the practice, so relatives translate.",
    "waiting": "People wait for months and hear nothing.",
    "safety": "There is no quiet place to talk.",
    "housing": "Several families share one room, so nobody sleeps well.",
    "information": "Letters are not understood.",
    "trust": "People think that the municipality reads along.",
}


def _id(chance: random.Random, letter: str) -> str:
    return f"{letter}-" + "".join(chance.choices(_LETTERS, k=6))
