"""The audit trail: who did what, when, about which case and why. Append-only, and chained by hashes.

An entry is RFC 8785 JSON that names the hash of the entry before it; its own hash is SHA-256 of its bytes. The first
names a hash of the desk's instance id, so that one desk's trail never passes for another's. An entry is written in
the transaction of what it describes: both are there, or neither. It never holds an answer, a name or an address.
A chain alone can be cut at its end: every receipt carries the head of that moment to the relay (`trail.anchors`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, RowMapping, insert, select

from intake.desk.clock import stamp
from intake.desk.deeds import USUAL, Action, Why
from intake.desk.errors import DeskError
from intake.desk.tables import audit, instance
from intake.envelope.canonical import Json, canonical, strict
from intake.envelope.encoding import base64url
from intake.marking import N_, filled

__all__ = ["Action", "Detail", "Event", "Head", "Why", "append", "head", "verify", "walk"]

_LABEL = b"envelop/1 audit\0"

Detail = Mapping[str, str | int]
"""More about an event: digests, numbers, key ids, fixed words. Never health data, a name or an address."""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that somebody did. ``actor`` is the slot that was unlocked; ``why``, unless said, is the usual one."""

    at: datetime
    actor: str
    action: Action
    case: int | None = None
    detail: Detail = field(default_factory=dict)
    why: Why | None = None

    def ground(self) -> Why:
        """Why, in a fixed word: what was said, or what such a deed is usually for."""
        if self.why is not None:
            return self.why
        usual = Why.ADMINISTRATION if self.case is None else Why.CARE
        return USUAL.get(self.action, usual)


@dataclass(frozen=True, slots=True)
class Head:
    """Where the trail ends: how many entries, and the hash of the last (32 bytes)."""

    entries: int
    hash: bytes


def append(connection: Connection, event: Event) -> Head:
    """Write ``event`` at the end of the trail, in the transaction of ``connection``; gives the new head."""
    row, now = written(event, head(connection))
    connection.execute(insert(audit), row)
    return now


def written(event: Event, before: Head) -> tuple[dict[str, object], Head]:
    """The row of ``event`` where the trail ends with ``before``, and the head after it."""
    entry = _entry(event, before)
    now = Head(before.entries + 1, hashlib.sha256(entry).digest())
    row: dict[str, object] = {
        "number": now.entries,
        "at": stamp(event.at),
        "actor": event.actor,
        "action": event.action.value,
        "case": event.case,
        "why": event.ground().value,
        "entry": entry,
        "hash": now.hash,
    }
    return row, now


def head(connection: Connection) -> Head:
    """Where the trail ends now."""
    last = connection.execute(select(audit.c.number, audit.c.hash).order_by(audit.c.number.desc()).limit(1)).first()
    return Head(last.number, last.hash) if last else Head(0, _genesis(connection))


def verify(connection: Connection) -> Head:
    """Walk the whole trail; gives its head, or raises DeskError with the number of the first entry that is wrong."""
    *_, last = walk(connection)
    return last


def walk(connection: Connection) -> Iterator[Head]:
    """The head after each entry in turn, from before the first; raises DeskError at the first one that is wrong."""
    reached = Head(0, _genesis(connection))
    yield reached
    rows = connection.execution_options(yield_per=1000).execute(select(audit).order_by(audit.c.number))
    for row in rows.mappings():
        if not _follows(row, reached):
            said = filled(N_("the audit trail is broken at entry %(number)s"), number=reached.entries + 1)
            raise DeskError(said, N_("Keep this database, and tell the manager."))
        reached = Head(row["number"], row["hash"])
        yield reached


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
        # Entries of before it was asked for do not name it.
        and entry.get("why") == row["why"]
    )


def _entry(event: Event, before: Head) -> bytes:
    members: dict[str, Json] = {
        "number": before.entries + 1,
        "at": stamp(event.at),
        "actor": event.actor,
        "action": event.action.value,
        "case": event.case,
        "why": event.ground().value,
        "detail": dict(event.detail),
        "previous": base64url(before.hash),
    }
    return canonical(members)


def _genesis(connection: Connection) -> bytes:
    desk = connection.execute(select(instance.c.desk)).scalar_one()
    return hashlib.sha256(_LABEL + desk.encode("ascii")).digest()
