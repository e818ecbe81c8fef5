"""The network book as it leaves: who can help whom. Written and signed by the coordinator's program, read by the desk.

It holds no case. Dates are ISO 8601; languages BCP 47 tags; places CBS municipality codes; money in euro cents.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

import msgspec

Place = Annotated[str, msgspec.Meta(pattern=r"^GM\d{4}$")]
Tag = Annotated[str, msgspec.Meta(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", max_length=20)]
Quarter = Annotated[str, msgspec.Meta(pattern=r"^\d{4}-Q[1-4]$")]
Id = Annotated[str, msgspec.Meta(pattern=r"^[A-Z]-[0-9A-HJKMNP-TV-Z]{6}$")]
"""``A-7K2M9Q``: a letter for what it is (A ambassador, D destination), then 30 random bits, Crockford base32."""

Kind = Literal[
    "EMERGENCY", "GP", "GP-OOH", "POH-GGZ", "CSG", "PSY", "TRAUMA", "VT", "113", "SHN", "FIER", "MIND", "LISTEN",
    "GBV-NET", "AMB", "TALK", "GZA", "LEGAL", "UNDOC", "OTHER",
]  # fmt: skip
"""What a destination is; intake/destinations/kinds.toml says what each means. GBV-NET: a region's violence network."""

Level = Literal["native", "fluent", "good", "basic"]
Gender = Literal["woman", "man", "other"]
Expertise = Literal[
    "health-care", "palliative", "sexual-violence", "fgm", "mental-health", "youth", "lgbtiq", "elderly"
]
Training = Literal["basic", "gbv"]
ConflictKind = Literal["family", "community", "faith", "centre", "work", "other"]
Topic = Literal["access", "costs", "interpreters", "waiting", "safety", "housing", "information", "trust", "other"]


class Spoken(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A language of an ambassador; ``dialect`` in words."""

    tag: Tag
    level: Level
    dialect: str | None = None


class Conflict(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A declared conflict of interest. ``place`` and ``organisation`` (an id that hands out links) can be compared with
    a case, and then rule the ambassador out; what stands only in ``text`` a nurse must ask about.
    """

    kind: ConflictKind
    place: Place | None = None
    organisation: str | None = None
    text: str | None = None


class Ambassador(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody who goes along, explains and listens. ``conduct_until`` and ``secrecy_until`` are the days until which
    the certificate of conduct (VOG) and the secrecy agreement hold: None is none.

    ``minutes`` and ``paid`` are what this month has so far, ``most_minutes`` and ``most_paid`` the caps; ``waiting`` is
    how many requests are open. Who is not ``available`` is never proposed.
    """

    id: Id
    name: str
    gender: Gender
    place: Place
    languages: tuple[Spoken, ...]
    expertise: tuple[Expertise, ...] = ()
    training: tuple[Training, ...] = ()
    conduct_until: date | None = None
    secrecy_until: date | None = None
    available: bool = True
    when: str | None = None
    conflicts: tuple[Conflict, ...] = ()
    minutes: int = 0
    most_minutes: int = 0
    paid: int = 0
    most_paid: int = 0
    waiting: int = 0


class Contact(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A named person at a destination, with a direct line: the back door."""

    name: str
    role: str | None = None
    line: str | None = None


class Destination(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a person can be referred to. No ``places`` is everywhere, no ``languages`` is Dutch with an interpreter.

    Norms and waiting are in weeks: ``norm_intake`` from referral to intake, ``norm_treatment`` from intake to
    treatment (Treeknormen: 4 and 10); ``waiting_intake`` and ``waiting_treatment`` as ``reported_on`` that day.
    """

    id: Id
    kind: Kind
    name: str
    organisation: str | None = None
    places: tuple[Place, ...] = ()
    languages: tuple[Tag, ...] = ()
    hours: str | None = None
    phone: str | None = None
    own_risk: Literal["none", "applies", "ask"] = "ask"
    costs: str | None = None
    gp_letter: Literal["no", "yes", "gp-decides"] = "gp-decides"
    norm_intake: int | None = None
    norm_treatment: int | None = None
    waiting_intake: int | None = None
    waiting_treatment: int | None = None
    reported_on: date | None = None
    contacts: tuple[Contact, ...] = ()
    public: bool = False
    source: str | None = None
    checked_on: date | None = None


class Signal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What ambassadors see more than once: no person in it. ``region`` is a GGD's name as in municipalities.toml."""

    topic: Topic
    region: str
    quarter: Quarter
    pattern: str
    gap: str | None = None
    recommendation: str | None = None


class Book(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A whole network book. ``book`` is its random id, ``sequence`` grows with each export, ``issued`` is its day."""

    v: Literal[1]
    book: str
    sequence: Annotated[int, msgspec.Meta(ge=1)]
    issued: date
    organisation: str
    coordinator: str | None
    destinations: tuple[Destination, ...]
    ambassadors: tuple[Ambassador, ...]
    signals: tuple[Signal, ...] = ()
