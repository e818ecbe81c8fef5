"""Reading destinations: one, all, those that are looked for, by what they are called now or were called before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import msgspec
from sqlalchemy import Connection, RowMapping, select

from intake.exchange.book import Contact, Destination
from intake.marking import N_
from intake.network.destinations.model import Former, Listed, Report
from intake.network.errors import NetworkError
from intake.network.tables import contacts, destinations, former_names, waiting_times
from intake.places.municipalities import load_municipalities

PLAIN = (
    "kind", "name", "organisation", "hours", "phone", "own_risk", "costs", "gp_letter", "norm_intake", "norm_treatment",
    "source", "checked_on",
)  # fmt: skip
"""The columns that are in the table as they are in the book."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: a kind, a municipality that it serves (code), words in a name. ``removed``: those that are
    not offered any more, instead of those that are."""

    kind: str | None = None
    place: str | None = None
    words: str | None = None
    removed: bool = False


def everything(connection: Connection) -> tuple[Listed, ...]:
    """All, also those that are not offered any more, by kind and name."""
    rows = connection.execute(select(destinations)).mappings().all()
    return _listed(connection, rows)


def offered(connection: Connection) -> tuple[Listed, ...]:
    """All that are offered now, by kind and name."""
    return tuple(each for each in everything(connection) if each.removed is None)


def find(connection: Connection, wanted: Wanted) -> tuple[Listed, ...]:
    """Those that fit, by kind and name."""
    return tuple(each for each in everything(connection) if _fits(each, wanted))


def read_destination(connection: Connection, wanted: str) -> Listed:
    """The one with this id; raises NetworkError where there is none."""
    rows = connection.execute(select(destinations).where(destinations.c.id == wanted)).mappings().all()
    if not rows:
        raise NetworkError(N_("there is no destination with this id"), N_("Look for it in the list."))
    return _listed(connection, rows)[0]


def reports_of(connection: Connection, wanted: str) -> tuple[Report, ...]:
    """Every report of how long one waits there, the newest first."""
    columns = waiting_times.c
    asked = select(waiting_times).where(columns.destination == wanted)
    rows = connection.execute(asked.order_by(columns.reported_on.desc(), columns.number.desc()))
    return tuple(
        Report(date.fromisoformat(row.reported_on), row.intake, row.treatment, row.source, row.actor) for row in rows
    )


def _listed(connection: Connection, rows: Sequence[RowMapping]) -> tuple[Listed, ...]:
    known, waits, former = _contacts(connection), _waits(connection), _former(connection)
    found = [
        Listed(
            _destination(row, known.get(row["id"], ()), waits.get(row["id"], {})),
            row["revision"],
            row["changed"],
            date.fromisoformat(row["removed"]) if row["removed"] else None,
            former.get(row["id"], ()),
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda each: (each.what.kind, each.what.name.casefold(), each.id)))


def _destination(row: RowMapping, known: tuple[Contact, ...], waits: Mapping[str, object]) -> Destination:
    members = {name: row[name] for name in ("id", *PLAIN)}
    members |= {name: msgspec.json.decode(row[name]) for name in ("places", "languages")}
    return msgspec.convert(members | {"contacts": known, "public": bool(row["public"])} | dict(waits), Destination)


def _contacts(connection: Connection) -> dict[str, tuple[Contact, ...]]:
    found: dict[str, tuple[Contact, ...]] = {}
    for row in connection.execute(select(contacts).order_by(contacts.c.destination, contacts.c.position)):
        found[row.destination] = (*found.get(row.destination, ()), Contact(row.name, row.role, row.line))
    return found


def _waits(connection: Connection) -> dict[str, Mapping[str, object]]:
    """The newest report of each: of one day, the last that was written."""
    columns = waiting_times.c
    rows = connection.execute(select(waiting_times).order_by(columns.reported_on, columns.number))
    return {
        row.destination: {
            "waiting_intake": row.intake,
            "waiting_treatment": row.treatment,
            "reported_on": row.reported_on,
        }
        for row in rows
    }


def _former(connection: Connection) -> dict[str, tuple[Former, ...]]:
    found: dict[str, tuple[Former, ...]] = {}
    for row in connection.execute(select(former_names).order_by(former_names.c.number.desc())):
        older = Former(row.name, date.fromisoformat(row.until))
        found[row.destination] = (*found.get(row.destination, ()), older)
    return found


def _fits(each: Listed, wanted: Wanted) -> bool:
    return (
        (each.removed is not None) is wanted.removed
        and wanted.kind in (None, each.what.kind)
        and (wanted.place is None or not each.what.places or wanted.place in each.what.places)
        and (wanted.words is None or _called(each, wanted.words))
    )


def _called(each: Listed, words: str) -> bool:
    """Every word stands in what it, its organisation or its municipality is called, or was."""
    every = load_municipalities().by_code
    towns = [every[place].name for place in each.what.places if place in every]
    names = (each.what.name, each.what.organisation or "", *(older.name for older in each.former), *towns)
    said = " ".join(names).casefold()
    return all(word in said for word in words.casefold().split())
