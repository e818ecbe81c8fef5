"""Who changed what, and when: append-only. It never holds a name of an ambassador or a contact, a number or a note.

An entry is written in the transaction of what it describes: both are there, or neither.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

import msgspec
from sqlalchemy import Connection, insert, select

from intake.local.clock import stamp
from intake.network.tables import log

Detail = Mapping[str, str | int]
"""More about an entry: fixed words, numbers, names of fields, digests."""


class Action(StrEnum):
    """What somebody did."""

    MADE = "made"
    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"
    BROUGHT_BACK = "brought-back"
    WITHDRAWN = "withdrawn"
    REPORTED = "reported"
    CLOSED = "closed"
    OVERRIDDEN = "overridden"
    PRINTED = "printed"
    EXPORTED = "exported"
    IMPORTED = "imported"
    COMPARED = "compared"
    RESTORED = "restored"
    UPGRADED = "upgraded"
    ERASED = "erased"


class Thing(StrEnum):
    """What it was done with."""

    BOOK = "book"
    PERSON = "person"
    PASSPHRASE = "passphrase"  # noqa: S105 - the word
    DESTINATION = "destination"
    WAITING_TIME = "waiting-time"
    AMBASSADOR = "ambassador"
    INTRODUCTION = "introduction"
    HOURS = "hours"
    MEETING = "meeting"
    SESSION = "session"
    REQUEST = "request"
    SLIPS = "slips"
    OUTCOMES = "outcomes"
    STEP = "step"
    SIGNAL = "signal"
    DESK = "desk"
    BACKUP = "backup"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that somebody did. ``actor`` is the slot that was unlocked; ``key`` the thing's id or number."""

    at: datetime
    actor: str
    action: Action
    what: Thing
    key: str | None = None
    detail: Detail = field(default_factory=dict)


def append(connection: Connection, entry: Entry) -> None:
    """Write ``entry`` at the end, in the transaction of ``connection``."""
    row = {"at": stamp(entry.at), "actor": entry.actor, "action": entry.action.value, "what": entry.what.value}
    detail = msgspec.json.encode(entry.detail, order="sorted").decode("ascii")
    connection.execute(insert(log), row | {"key": entry.key, "detail": detail})


def read(
    connection: Connection,
    *,
    what: Thing | None = None,
    key: str | None = None,
    most: int = 200,
    before: int | None = None,
) -> list[Entry]:
    """The newest entries first; only those of a thing, or of numbers smaller than ``before``, where asked for."""
    wanted = select(log).order_by(log.c.number.desc()).limit(most)
    for column, value in ((log.c.what, what and what.value), (log.c.key, key)):
        if value is not None:
            wanted = wanted.where(column == value)
    if before is not None:
        wanted = wanted.where(log.c.number < before)
    return [
        Entry(
            datetime.fromisoformat(row.at), row.actor, Action(row.action), Thing(row.what), row.key,
            msgspec.json.decode(row.detail, type=dict[str, str | int]),
        )
        for row in connection.execute(wanted)
    ]  # fmt: skip
