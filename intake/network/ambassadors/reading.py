"""Reading ambassadors: one, all, or those who fit what is looked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from intake.exchange.book import Conflict, Expertise, Spoken, Training
from intake.marking import N_
from intake.network.ambassadors.model import Ambassador
from intake.network.ambassadors.standing import out_of_proposals
from intake.network.errors import NetworkError
from intake.network.tables import ambassadors
from intake.places.municipalities import load_municipalities

_DAYS = ("conduct_until", "secrecy_until", "away_from", "away_until", "until")
_LISTS: dict[str, object] = {
    "languages": tuple[Spoken, ...],
    "expertise": tuple[Expertise, ...],
    "training": tuple[Training, ...],
    "conflicts": tuple[Conflict, ...],
}
_PLAIN = tuple(name for name in Ambassador.__slots__ if name not in (*_DAYS, *_LISTS, "available", "since"))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: a language (tag), a GGD's region, an expertise; only who may be asked today. ``words`` is a
    part of a name. ``left``: those who stopped, instead of those who did not."""

    language: str | None = None
    region: str | None = None
    expertise: str | None = None
    available: bool = False
    words: str | None = None
    left: bool = False


def of_row(row: Mapping[Any, Any]) -> Ambassador:
    """As it stands in the table."""
    found = {name: row[name] for name in _PLAIN}
    found |= {name: date.fromisoformat(row[name]) if row[name] else None for name in _DAYS}
    found |= {name: msgspec.json.decode(row[name], type=kind) for name, kind in _LISTS.items()}
    return Ambassador(**found, available=bool(row["available"]), since=date.fromisoformat(row["since"]))


def read_ambassador(connection: Connection, wanted: str) -> Ambassador:
    """The one with this id; raises NetworkError where there is none."""
    row = connection.execute(select(ambassadors).where(ambassadors.c.id == wanted)).mappings().first()
    if row is None:
        raise NetworkError(N_("there is no ambassador with this id"), N_("They may have been erased."))
    return of_row(row)


def everybody(connection: Connection) -> tuple[Ambassador, ...]:
    """All, also those who stopped, by name."""
    rows = connection.execute(select(ambassadors).order_by(ambassadors.c.name, ambassadors.c.id)).mappings()
    return tuple(map(of_row, rows))


def at_work(connection: Connection, today: date) -> tuple[Ambassador, ...]:
    """All who have not stopped, by name."""
    return tuple(each for each in everybody(connection) if not each.left(today))


def find(connection: Connection, wanted: Wanted, today: date) -> tuple[Ambassador, ...]:
    """Those who fit, by name."""
    return tuple(each for each in everybody(connection) if _fits(each, wanted, today))


def region_of(ambassador: Ambassador) -> str:
    """The GGD of where they live; empty where the municipality is gone from the list."""
    place = load_municipalities().by_code.get(ambassador.place)
    return place.ggd if place else ""


def _fits(each: Ambassador, wanted: Wanted, today: date) -> bool:
    return (
        each.left(today) is wanted.left
        and (wanted.language is None or each.speaks(wanted.language) is not None)
        and (wanted.region is None or region_of(each) == wanted.region)
        and (wanted.expertise is None or wanted.expertise in each.expertise)
        and (not wanted.available or not out_of_proposals(each, today))
        and (wanted.words is None or wanted.words.casefold() in each.name.casefold())
    )
