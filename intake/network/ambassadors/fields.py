"""What is filled in about an ambassador, read from a page or a file; and an ambassador as they would be filled in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

import msgspec

from intake.exchange.book import Conflict, Spoken
from intake.marking import N_
from intake.network.ambassadors.model import CONFLICTS, EXPERTISE, GENDERS, LEVELS, TRAINING, Ambassador
from intake.network.filling import NEEDED, Filling
from intake.places.municipalities import load_municipalities
from intake.questionnaire.naming import is_named

_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_ORGANISATION = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_MOST_LANGUAGES, _MOST_CONFLICTS = 12, 20
Row = dict[str, object]


def read_fields(typed: Mapping[str, object], today: date) -> Row:
    """The columns of the ambassador's row. Raises UnfitError, which says what is wrong with each field."""
    filling = Filling(typed)
    row: Row = {
        "name": filling.line("name", longest=80, needed=True),
        "gender": filling.choice("gender", GENDERS, needed=True),
        "place": filling.choice("place", load_municipalities().by_code, needed=True),
        "phone": filling.line("phone", longest=30),
        "email": filling.line("email", longest=120),
        "languages": _json(_languages(filling)),
        "expertise": _json(filling.choices("expertise", EXPERTISE)),
        "training": _json(filling.choices("training", TRAINING)),
        "conduct_until": _iso(filling.day("conduct_until")),
        "secrecy_until": _iso(filling.day("secrecy_until")),
        "available": int(not filling.tick("unavailable")),
        "times": filling.line("times"),
        "conflicts": _json(_conflicts(filling)),
        "note": filling.text("note"),
        "since": (filling.day("since") or today).isoformat(),
    }
    row |= _away(filling) | _caps(filling)
    filling.refuse()
    return row


def as_typed(ambassador: Ambassador) -> dict[str, object]:
    """As a file or a page would hold it: what is empty is left out."""
    found: dict[str, object] = {
        name: getattr(ambassador, name)
        for name in ("name", "gender", "place", "phone", "email", "times", "note", "since", "conduct_until",
                     "secrecy_until", "away_from", "away_until")
    }  # fmt: skip
    found |= {name: list(getattr(ambassador, name)) for name in ("expertise", "training")}
    found |= {name: [_filled(each) for each in getattr(ambassador, name)] for name in ("languages", "conflicts")}
    found["unavailable"] = not ambassador.available
    found["most_hours"] = None if ambassador.most_minutes is None else ambassador.most_minutes // 60
    found["most_euros"] = None if ambassador.most_cents is None else ambassador.most_cents // 100
    return {name: value for name, value in found.items() if value is not None and value is not False and value != []}


def _filled(each: Spoken | Conflict) -> dict[str, object]:
    return {name: value for name, value in msgspec.structs.asdict(each).items() if value is not None}


def _languages(filling: Filling) -> tuple[Spoken, ...]:
    found: list[Spoken] = []
    for row in filling.rows("languages"):
        tag = row.line("tag", longest=20, needed=True)
        level = row.choice("level", LEVELS, needed=True)
        dialect = row.line("dialect", longest=40)
        row.close()
        if tag and not (_TAG.fullmatch(tag) and is_named(tag)):
            row.fault("tag", N_("is not a language that has a name here"))
        elif tag and tag in {each.tag for each in found}:
            row.fault("tag", N_("stands here twice"))
        elif tag and level:
            found.append(Spoken(tag, level, dialect))  # type: ignore[arg-type]  # one of LEVELS
    if not found and not any(name.startswith("languages") for name in filling.faults):
        filling.fault("languages", NEEDED)
    if len(found) > _MOST_LANGUAGES:
        filling.fault("languages", N_("are more than there is room for"))
    return tuple(found)


def _conflicts(filling: Filling) -> tuple[Conflict, ...]:
    found: list[Conflict] = []
    for row in filling.rows("conflicts"):
        kind = row.choice("kind", CONFLICTS, needed=True)
        place = row.choice("place", load_municipalities().by_code)
        organisation, text = row.line("organisation", longest=40), row.line("text", longest=200)
        row.close()
        if organisation and not _ORGANISATION.fullmatch(organisation):
            row.fault("organisation", N_("is not an id: small letters, digits and hyphens"))
        if not (place or organisation or text):
            row.fault("text", N_("is needed, or a municipality, or an organisation"))
        if kind:
            found.append(Conflict(kind, place, organisation, text))  # type: ignore[arg-type]  # one of CONFLICTS
    if len(found) > _MOST_CONFLICTS:
        filling.fault("conflicts", N_("are more than there is room for"))
    return tuple(found)


def _away(filling: Filling) -> Row:
    first, until = filling.day("away_from"), filling.day("away_until")
    if first and until and until <= first:
        filling.fault("away_until", N_("is not after the day on which it begins"))
    return {"away_from": _iso(first), "away_until": _iso(until)}


def _caps(filling: Filling) -> Row:
    hours, euros = filling.whole("most_hours", 1, 200), filling.whole("most_euros", 0, 2000)
    return {
        "most_minutes": None if hours is None else hours * 60,
        "most_cents": None if euros is None else euros * 100,
    }


def _json(members: tuple[object, ...]) -> str:
    return msgspec.json.encode(members).decode()


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
