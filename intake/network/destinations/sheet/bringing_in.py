"""Brings in a sheet that somebody looked through: all of it, or nothing where something changed since they looked."""

from __future__ import annotations

import msgspec
from sqlalchemy import Connection

from intake.local.local_time import today
from intake.marking import N_
from intake.network.destinations.sheet.columns import WAITS
from intake.network.destinations.sheet.preview import Line, Preview, State, preview
from intake.network.destinations.writing import free_id, insert_destination, insert_report, put_destination
from intake.network.errors import ChangedMeanwhileError, NetworkError
from intake.network.log import Action, Thing
from intake.network.people import Role
from intake.network.unlock import OpenNetwork


def bring_in(book: OpenNetwork, connection: Connection, data: bytes, seen: str) -> Preview:
    """Write what the preview with the code ``seen`` said; gives it. A coordinator's work.

    Raises ChangedMeanwhileError where it would be another now, NetworkError where a row is refused.
    """
    book.require(connection, Role.COORDINATOR)
    found = preview(connection, data, today(book.clock()))
    if found.count(State.REFUSED):
        raise NetworkError(
            N_("rows of this sheet are refused, so nothing of it was brought in"), N_("Put them right in the sheet.")
        )
    if found.code != seen:
        raise ChangedMeanwhileError
    for line in found.lines:
        _write(book, connection, line)
    counts = {state.value: found.count(state) for state in (State.NEW, State.CHANGED)}
    book.record(connection, Action.IMPORTED, Thing.DESTINATION, detail=counts)
    return found


def _write(book: OpenNetwork, connection: Connection, line: Line) -> None:
    assert line.after is not None
    after = line.after
    if line.before is None:
        after = msgspec.structs.replace(after, id=line.id or free_id(connection))
        insert_destination(book, connection, after)
    else:
        put_destination(book, connection, line.before, line.before.revision, after)
    was = line.before and line.before.what
    if any(getattr(after, name) != getattr(was, name, None) for name in WAITS):
        assert after.reported_on is not None
        insert_report(book, connection, after.id, after.reported_on, after.waiting_intake, after.waiting_treatment)
