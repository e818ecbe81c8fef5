"""Writing about destinations: a new one, what changed, a wait that was reported, one that is offered no more.

A coordinator's work. The log has ids and the names of fields, nothing of what stands in them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import msgspec
from sqlalchemy import Connection, delete, insert, select

from intake.destinations import national_numbers
from intake.exchange.book import Destination
from intake.local.clock import stamp
from intake.local.local_time import today
from intake.marking import N_
from intake.network.destinations.fields import WEEKS, as_typed, past, read_fields, with_usual_norms
from intake.network.destinations.model import Listed
from intake.network.destinations.reading import PLAIN, offered, read_destination
from intake.network.filling import Filling
from intake.network.ids import new_id
from intake.network.log import Action, Thing
from intake.network.people import Role
from intake.network.revision import claim
from intake.network.tables import contacts, destinations, former_names, waiting_times
from intake.network.unlock import OpenNetwork

WAITING = ("waiting_intake", "waiting_treatment", "reported_on")


def add_destination(book: OpenNetwork, connection: Connection, typed: Mapping[str, object]) -> str:
    """A new one; gives its id. Raises UnfitError, or NetworkError but for a coordinator."""
    book.require(connection, Role.COORDINATOR)
    made = free_id(connection)
    insert_destination(book, connection, read_fields(with_usual_norms(typed), today(book.clock()), id_=made))
    return made


def insert_destination(book: OpenNetwork, connection: Connection, what: Destination) -> None:
    """A new one, as it was read; its waiting time is not written."""
    now = stamp(book.clock())
    connection.execute(insert(destinations), {**_row(what), "id": what.id, "added": now, "changed": now})
    _write_contacts(connection, what)
    book.record(connection, Action.ADDED, Thing.DESTINATION, what.id)


def change_destination(
    book: OpenNetwork, connection: Connection, wanted: str, seen: int, typed: Mapping[str, object]
) -> int:
    """All fields as they are now; gives the new revision. Raises UnfitError, ChangedMeanwhileError, NetworkError."""
    book.require(connection, Role.COORDINATOR)
    before = read_destination(connection, wanted)
    return put_destination(book, connection, before, seen, read_fields(typed, today(book.clock()), id_=wanted))


def put_destination(book: OpenNetwork, connection: Connection, before: Listed, seen: int, after: Destination) -> int:
    """One as it was read in place of ``before``; its waiting time is not written. What it was called is kept."""
    fields = changed_fields(before.what, after)
    if not fields:
        return before.revision
    taken = claim(connection, destinations, after.id, seen, **_row(after), changed=stamp(book.clock()))
    if "contacts" in fields:
        _write_contacts(connection, after)
    for name in ("name", "organisation"):
        _keep_name(connection, before.what, after, name, today(book.clock()))
    book.record(connection, Action.CHANGED, Thing.DESTINATION, after.id, {"fields": " ".join(fields)})
    return taken


def changed_fields(before: Destination, after: Destination) -> list[str]:
    """Which fields are not the same, but for waiting times."""
    names = (name for name in Destination.__struct_fields__ if name not in WAITING)
    return [name for name in names if getattr(before, name) != getattr(after, name)]


def overlaid(connection: Connection, wanted: str, typed: Mapping[str, object]) -> dict[str, object]:
    """What is known, with what a file says in its place: for `change_destination`."""
    return {**as_typed(read_destination(connection, wanted).what), **typed}


def checked(book: OpenNetwork, connection: Connection, wanted: str, seen: int) -> int:
    """Somebody checked all of it today; gives the new revision. Raises ChangedMeanwhileError, NetworkError."""
    book.require(connection, Role.COORDINATOR)
    before = read_destination(connection, wanted)
    after = msgspec.structs.replace(before.what, checked_on=today(book.clock()))
    return put_destination(book, connection, before, seen, after)


def report(book: OpenNetwork, connection: Connection, wanted: str, typed: Mapping[str, object]) -> None:
    """How long one waits there. Raises UnfitError, or NetworkError but for a coordinator."""
    book.require(connection, Role.COORDINATOR)
    read_destination(connection, wanted)
    filling = Filling(typed)
    weeks = {name: filling.whole(name, 0, WEEKS) for name in ("intake", "treatment")}
    source = filling.line("source", longest=300)
    day = past(filling, "reported_on", today(book.clock())) or today(book.clock())
    if not filling.faults and weeks["intake"] is None and weeks["treatment"] is None:
        filling.fault("intake", N_("is needed, or treatment"))
    filling.refuse()
    insert_report(book, connection, wanted, day, weeks["intake"], weeks["treatment"], source)


def insert_report(
    book: OpenNetwork,
    connection: Connection,
    wanted: str,
    day: date,
    intake: int | None,
    treatment: int | None,
    source: str | None = None,
) -> None:
    """A report as it was read, in weeks."""
    row = {"destination": wanted, "reported_on": day.isoformat(), "intake": intake, "treatment": treatment}
    row |= {"source": source, "at": stamp(book.clock()), "actor": book.actor}
    connection.execute(insert(waiting_times), row)
    book.record(connection, Action.REPORTED, Thing.WAITING_TIME, wanted)


def remove(book: OpenNetwork, connection: Connection, wanted: str, seen: int) -> int:
    """It is offered no more, and found among those; gives the new revision. Raises as `checked`."""
    return _set_removed(book, connection, wanted, seen, today(book.clock()), Action.REMOVED)


def bring_back(book: OpenNetwork, connection: Connection, wanted: str, seen: int) -> int:
    """It is offered again; gives the new revision. Raises as `checked`."""
    return _set_removed(book, connection, wanted, seen, None, Action.BROUGHT_BACK)


def add_national(book: OpenNetwork, connection: Connection, language: str) -> int:
    """The national numbers that are not there yet, for somebody to check; gives how many. A coordinator's work."""
    book.require(connection, Role.COORDINATOR)
    known = {(each.what.kind, each.what.name.casefold()) for each in offered(connection)}
    added = 0
    for each in national_numbers():
        if (each.kind, each.name.casefold()) not in known:
            words = {name: of and of.of(language) for name, of in (("hours", each.hours), ("costs", each.costs))}
            plain = {"kind": each.kind, "name": each.name, "phone": each.phone, "source": each.source}
            # Whoever has a number that everybody may call needs nobody's letter.
            plain |= {"gp_letter": "no", "public": "on"}
            add_destination(book, connection, {name: value for name, value in (plain | words).items() if value})
            added += 1
    return added


def free_id(connection: Connection) -> str:
    """One that no destination has."""
    while True:
        made = new_id("D")
        if connection.execute(select(destinations.c.id).where(destinations.c.id == made)).first() is None:
            return made


def _set_removed(
    book: OpenNetwork, connection: Connection, wanted: str, seen: int, day: date | None, action: Action
) -> int:
    book.require(connection, Role.COORDINATOR)
    read_destination(connection, wanted)
    removed = None if day is None else day.isoformat()
    taken = claim(connection, destinations, wanted, seen, removed=removed, changed=stamp(book.clock()))
    book.record(connection, action, Thing.DESTINATION, wanted)
    return taken


def _row(what: Destination) -> dict[str, object]:
    row: dict[str, object] = {name: getattr(what, name) for name in PLAIN}
    row["checked_on"] = what.checked_on and what.checked_on.isoformat()
    row |= {name: msgspec.json.encode(getattr(what, name)).decode() for name in ("places", "languages")}
    return row | {"public": int(what.public)}


def _write_contacts(connection: Connection, what: Destination) -> None:
    """All of them anew: who is not known there any more is not kept."""
    connection.execute(delete(contacts).where(contacts.c.destination == what.id))
    for position, each in enumerate(what.contacts):
        row = {"destination": what.id, "position": position, "name": each.name, "role": each.role, "line": each.line}
        connection.execute(insert(contacts), row)


def _keep_name(connection: Connection, before: Destination, after: Destination, field: str, day: date) -> None:
    was: str | None = getattr(before, field)
    if was is not None and was != getattr(after, field):
        connection.execute(insert(former_names), {"destination": after.id, "name": was, "until": day.isoformat()})
