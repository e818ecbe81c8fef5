"""Planning meetings, calling them off, and writing down who came."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import Connection, delete, insert

from intake.local.clock import stamp
from intake.local.local_time import today
from intake.marking import N_
from intake.network.ambassadors.reading import read_ambassador
from intake.network.errors import NetworkError
from intake.network.filling import Filling
from intake.network.log import Action, Thing
from intake.network.meetings.model import EXCUSED, KINDS, PRESENT, read_meeting
from intake.network.people import EVERYBODY
from intake.network.revision import claim
from intake.network.tables import attendance, meetings
from intake.network.unlock import OpenNetwork

_LONGEST = 12 * 60


def plan(book: OpenNetwork, connection: Connection, typed: Mapping[str, object]) -> int:
    """A new one, also one that was held already; gives its number. Raises UnfitError, NetworkError."""
    book.require(connection, *EVERYBODY)
    row = {**_fields(typed), "at": stamp(book.clock()), "actor": book.actor}
    number: int = connection.execute(insert(meetings).returning(meetings.c.number), row).scalar_one()
    book.record(connection, Action.ADDED, Thing.MEETING, number)
    return number


def change(book: OpenNetwork, connection: Connection, number: int, seen: int, typed: Mapping[str, object]) -> int:
    """All its fields as they are now; gives the new revision. Raises as `claim`, UnfitError, NetworkError."""
    book.require(connection, *EVERYBODY)
    read_meeting(connection, number)
    taken = claim(connection, meetings, number, seen, **_fields(typed))
    book.record(connection, Action.CHANGED, Thing.MEETING, number)
    return taken


def call_off(book: OpenNetwork, connection: Connection, number: int, seen: int) -> int:
    """It does not take place; nobody missed it. Gives the new revision. Raises NetworkError."""
    book.require(connection, *EVERYBODY)
    read_meeting(connection, number)
    taken = claim(connection, meetings, number, seen, cancelled=today(book.clock()).isoformat())
    book.record(connection, Action.REMOVED, Thing.MEETING, number)
    return taken


def tick_off(
    book: OpenNetwork,
    connection: Connection,
    number: int,
    seen: int,
    present: Collection[str],
    excused: Collection[str] = (),
) -> int:
    """Who came and who had said that they could not, in the place of what was written before; gives the new revision.

    Raises NetworkError for a meeting that lies ahead or was called off, and for somebody who is both.
    """
    book.require(connection, *EVERYBODY)
    meeting = read_meeting(connection, number)
    if meeting.cancelled is not None or meeting.day > today(book.clock()):
        raise NetworkError(
            N_("nobody came to this meeting yet"), N_("Tick off who came once it was held, and not called off.")
        )
    if set(present) & set(excused):
        raise NetworkError(N_("somebody is ticked twice"), N_("Who came was not excused."))
    taken = claim(connection, meetings, number, seen)
    connection.execute(delete(attendance).where(attendance.c.meeting == number))
    now = {"meeting": number, "at": stamp(book.clock()), "actor": book.actor}
    for ambassadors, presence in ((present, PRESENT), (excused, EXCUSED)):
        for each in sorted(set(ambassadors)):
            read_ambassador(connection, each)
            connection.execute(insert(attendance), {**now, "ambassador": each, "presence": presence})
    book.record(connection, Action.REPORTED, Thing.MEETING, number, {"present": len(set(present))})
    return taken


def _fields(typed: Mapping[str, object]) -> dict[str, object]:
    filling = Filling(typed)
    kind, day = filling.choice("kind", KINDS, needed=True), filling.day("day", needed=True)
    row: dict[str, object] = {
        "kind": kind,
        "day": day.isoformat() if day else None,
        "starts": filling.time("starts"),
        "minutes": filling.minutes("minutes", _LONGEST),
        "place": filling.line("place"),
        "agenda": filling.text("agenda"),
        "note": filling.text("note"),
    }
    filling.refuse()
    return row
