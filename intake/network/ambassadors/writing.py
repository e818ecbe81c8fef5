"""Writing about ambassadors: somebody new, what changed, and that somebody stopped. A coordinator's work."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import Connection, insert, select

from intake.local.clock import stamp
from intake.local.local_time import today
from intake.marking import N_
from intake.network.ambassadors.fields import as_typed, read_fields
from intake.network.ambassadors.reading import read_ambassador
from intake.network.errors import NetworkError
from intake.network.ids import new_id
from intake.network.log import Action, Thing
from intake.network.people import Role
from intake.network.revision import claim
from intake.network.tables import ambassadors
from intake.network.unlock import OpenNetwork


def add_ambassador(book: OpenNetwork, connection: Connection, typed: Mapping[str, object]) -> str:
    """Somebody new; gives their id. Raises UnfitError, or NetworkError but for a coordinator."""
    book.require(connection, Role.COORDINATOR)
    row = read_fields(typed, today(book.clock()))
    made = _free_id(connection)
    now = stamp(book.clock())
    connection.execute(insert(ambassadors), {**row, "id": made, "added": now, "changed": now})
    book.record(connection, Action.ADDED, Thing.AMBASSADOR, made)
    return made


def change_ambassador(
    book: OpenNetwork, connection: Connection, wanted: str, seen: int, typed: Mapping[str, object]
) -> int:
    """All fields as they are now; gives the new revision. The log has the names of the fields that changed.

    Raises UnfitError, ChangedMeanwhileError, NetworkError.
    """
    book.require(connection, Role.COORDINATOR)
    before = read_ambassador(connection, wanted)
    row = read_fields(typed, before.since)
    was = connection.execute(select(ambassadors).where(ambassadors.c.id == wanted)).mappings().one()
    changed = sorted(name for name, value in row.items() if value != was[name])
    if not changed:
        return before.revision
    taken = claim(connection, ambassadors, wanted, seen, **row, changed=stamp(book.clock()))
    book.record(connection, Action.CHANGED, Thing.AMBASSADOR, wanted, {"fields": " ".join(changed)})
    return taken


def overlaid(connection: Connection, wanted: str, typed: Mapping[str, object]) -> dict[str, object]:
    """What is known, with what a file says in its place: for `change_ambassador`."""
    return {**as_typed(read_ambassador(connection, wanted)), **typed}


def stop(book: OpenNetwork, connection: Connection, wanted: str, seen: int, day: date) -> int:
    """They stopped, or will, on ``day``; what they did stays. Gives the new revision. Raises NetworkError."""
    book.require(connection, Role.COORDINATOR)
    if day < read_ambassador(connection, wanted).since:
        raise NetworkError(N_("nobody stops before they begin"), N_("Look at both days."))
    taken = claim(connection, ambassadors, wanted, seen, until=day.isoformat(), changed=stamp(book.clock()))
    book.record(connection, Action.CLOSED, Thing.AMBASSADOR, wanted)
    return taken


def bring_back(book: OpenNetwork, connection: Connection, wanted: str, seen: int) -> int:
    """They did not stop, or came back; gives the new revision. Raises NetworkError."""
    book.require(connection, Role.COORDINATOR)
    read_ambassador(connection, wanted)
    taken = claim(connection, ambassadors, wanted, seen, until=None, changed=stamp(book.clock()))
    book.record(connection, Action.BROUGHT_BACK, Thing.AMBASSADOR, wanted)
    return taken


def _free_id(connection: Connection) -> str:
    """One that nobody has."""
    while True:
        made = new_id("A")
        if connection.execute(select(ambassadors.c.id).where(ambassadors.c.id == made)).first() is None:
            return made
