"""The audit trail: who did what, when, about which case. Append-only, and chained by hashes.

An entry is RFC 8785 JSON that names the hash of the entry before it; its own hash is SHA-256 of its bytes. The first
names a hash of the desk's instance id, so that one desk's trail never passes for another's. An entry is written in
the transaction of what it describes: both are there, or neither. It never holds an answer, a name or an address.
A chain alone can be cut at its end: every receipt carries the head of that moment to the relay.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, RowMapping, insert, select

from intake.desk.clock import stamp
from intake.desk.errors import DeskError
from intake.desk.tables import audit, instance
from intake.envelope.canonical import Json, canonical, strict
from intake.envelope.encoding import base64url

_LABEL = b"envelop/1 audit\0"

Detail = Mapping[str, str | int]
"""More about an event: digests, numbers, key ids, fixed words. Never health data, a name or an address."""


class Action(StrEnum):
    """What can stand in the trail."""

    DESK_MADE = "desk made"
    KEY_USED = "key used"
    SHEET_SIGNED = "key sheet signed"
    IMPORTED = "bundle imported"
    CASES_ADDED = "cases added"
    PAPER_ENTERED = "paper form entered"
    SET_ASIDE = "envelope set aside"
    PARKED = "envelope parked"
    DAMAGED = "envelope damaged"
    QUEUE_VIEWED = "queue viewed"
    CASE_VIEWED = "case viewed"


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that somebody did. ``actor`` is the slot that was unlocked."""

    at: datetime
    actor: str
    action: Action
    case: int | None = None
    detail: Detail = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Head:
    """Where the trail ends: how many entries, and the hash of the last (32 bytes)."""

    entries: int
    hash: bytes


def append(connection: Connection, event: Event) -> Head:
    """Write ``event`` at the end of the trail, in the transaction of ``connection``; gives the new head."""
    before = head(connection)
    entry = _entry(event, before)
    now = Head(before.entries + 1, hashlib.sha256(entry).digest())
    row = {
        "number": now.entries,
        "at": stamp(event.at),
        "actor": event.actor,
        "action": event.action.value,
        "case": event.case,
        "entry": entry,
        "hash": now.hash,
    }
    connection.execute(insert(audit), row)
    return now


def head(connection: Connection) -> Head:
    """Where the trail ends now."""
    last = connection.execute(select(audit.c.number, audit.c.hash).order_by(audit.c.number.desc()).limit(1)).first()
    return Head(last.number, last.hash) if last else Head(0, _genesis(connection))


def verify(connection: Connection) -> Head:
    """Walk the whole trail; gives its head, or raises DeskError with the number of the first entry that is wrong."""
    reached = Head(0, _genesis(connection))
    rows = connection.execution_options(yield_per=1000).execute(select(audit).order_by(audit.c.number))
    for row in rows.mappings():
        if not _follows(row, reached):
            number = reached.entries + 1
            raise DeskError(f"the audit trail is broken at entry {number}", "Keep this database, and tell the manager.")
        reached = Head(row["number"], row["hash"])
    return reached


def _follows(row: RowMapping, reached: Head) -> bool:
    """Is this the next entry, unchanged, and do its columns say what it says?"""
    if not isinstance(row["entry"], bytes):
        return False
    try:
        entry = strict(row["entry"], depth=2)
    except ValueError:
        return False
    names = ("number", "at", "actor", "action", "case")
    return (
        isinstance(entry, dict)
        and row["number"] == reached.entries + 1
        and entry.get("previous") == base64url(reached.hash)
        and hashlib.sha256(row["entry"]).digest() == row["hash"]
        and all(name in entry and entry[name] == row[name] for name in names)
    )


def _entry(event: Event, before: Head) -> bytes:
    members: dict[str, Json] = {
        "number": before.entries + 1,
        "at": stamp(event.at),
        "actor": event.actor,
        "action": event.action.value,
        "case": event.case,
        "detail": dict(event.detail),
        "previous": base64url(before.hash),
    }
    return canonical(members)


def _genesis(connection: Connection) -> bytes:
    desk = connection.execute(select(instance.c.desk)).scalar_one()
    return hashlib.sha256(_LABEL + desk.encode("ascii")).digest()
