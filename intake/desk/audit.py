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
from enum import StrEnum

from sqlalchemy import Connection, RowMapping, insert, select

from intake.desk.clock import stamp
from intake.desk.errors import DeskError
from intake.desk.tables import audit, instance
from intake.envelope.canonical import Json, canonical, strict
from intake.envelope.encoding import base64url
from intake.marking import N_, filled

_LABEL = b"envelop/1 audit\0"

Detail = Mapping[str, str | int]
"""More about an event: digests, numbers, key ids, fixed words. Never health data, a name or an address."""


class Action(StrEnum):
    """What can stand in the trail."""

    DESK_MADE = N_("desk made")
    KEY_USED = N_("key used")
    SHEET_SIGNED = N_("key sheet signed")
    IMPORTED = N_("bundle imported")
    CASES_ADDED = N_("cases added")
    PAPER_ENTERED = N_("paper form entered")
    SET_ASIDE = N_("envelope set aside")
    PARKED = N_("envelope parked")
    DAMAGED = N_("envelope damaged")
    QUEUE_VIEWED = N_("queue viewed")
    CASES_SOUGHT = N_("cases looked for")
    CASE_VIEWED = N_("case viewed")
    CASE_DECIDED = N_("case decided")
    STATE_CHANGED = N_("state changed")
    ATTEMPT_LOGGED = N_("attempt logged")
    ATTEMPT_GRANTED = N_("one more attempt granted")
    CALL_LIST_VIEWED = N_("call list viewed")
    DAY_LIST_PRINTED = N_("day list printed")
    AUDIT_VERIFIED = N_("audit trail verified")
    AUDIT_SEARCHED = N_("audit trail searched")
    AUDIT_EXPORTED = N_("audit trail exported")
    AUDIT_SHEET = N_("audit sheet made")
    PERSON_ADDED = N_("person added")
    PERSON_REMOVED = N_("person removed")
    ROLE_CHANGED = N_("role changed")
    PASSPHRASE_CHANGED = "passphrase changed"  # noqa: S105 - the name of a deed
    RECOVERY_SPLIT = N_("recovery key split into shares")
    KEY_RECOVERED = N_("recovery key taken in")
    DRILL_HELD = N_("recovery drill held")
    KEYS_ROTATED = N_("keys of a new period made")
    KEY_DESTROYED = N_("key destroyed")
    CERTIFICATE_SIGNED = N_("certificate signed")
    BACKUP_MADE = N_("backup made")
    DESK_RESTORED = N_("desk restored from a backup")
    DESK_MOVED = N_("desk moved to another machine")
    DATABASE_UPGRADED = N_("database brought up to date")
    RETENTION_VIEWED = N_("what waits to be erased viewed")
    CASE_ERASED = N_("case erased")
    ENVELOPES_ERASED = N_("sealed envelopes erased")
    COPY_MADE = N_("copy for the person made")
    REQUEST_REFUSED = N_("request of the person refused")
    RULES_CHANGED = N_("rules changed")
    CASE_REJUDGED = N_("case judged again")
    FACTS_WRITTEN = N_("facts of the talk written")
    NOTE_ADDED = N_("note added")
    REMINDER_SET = N_("reminder set")
    REMINDER_DONE = N_("reminder done")
    REMINDERS_VIEWED = N_("reminders viewed")
    REFERRED = N_("referral written")
    REFERRAL_MOVED = N_("referral moved on")
    CONSENT_WITHDRAWN = N_("consent withdrawn")
    INTERPRETER_ASKED = N_("interpreter asked for")
    INTERPRETER_CHANGED = N_("interpreter booking changed")
    APPOINTMENT_MADE = N_("appointment made")
    APPOINTMENT_CHANGED = N_("appointment changed")
    MELDCODE_VIEWED = N_("reporting code viewed")
    MELDCODE_WRITTEN = N_("reporting code written")
    CASE_ASSIGNED = N_("case assigned")
    ABSENCE_SET = N_("absence set")
    ABSENCE_ENDED = N_("absence ended")
    HANDOVER_VIEWED = N_("list to hand over viewed")
    LETTER_PRINTED = N_("letter printed")
    CASES_MERGED = N_("cases merged")
    CASES_UNMERGED = N_("merged cases taken apart")


class Why(StrEnum):
    """On what ground somebody acts (NEN 7513)."""

    CARE = N_("care")
    TRIAGE = N_("triage")
    REQUEST = N_("request of the person")
    RETENTION = N_("retention term")
    ADMINISTRATION = N_("administration")
    SUPERVISION = N_("supervision")


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
        return _USUAL.get(self.action, usual)


_USUAL: Mapping[Action, Why] = {
    Action.IMPORTED: Why.TRIAGE,
    Action.CASES_ADDED: Why.TRIAGE,
    Action.PAPER_ENTERED: Why.TRIAGE,
    Action.QUEUE_VIEWED: Why.TRIAGE,
    Action.CASES_SOUGHT: Why.CARE,
    Action.CASE_DECIDED: Why.TRIAGE,
    Action.RETENTION_VIEWED: Why.RETENTION,
    Action.CASE_ERASED: Why.RETENTION,
    Action.ENVELOPES_ERASED: Why.RETENTION,
    Action.COPY_MADE: Why.REQUEST,
    Action.REQUEST_REFUSED: Why.REQUEST,
    Action.CASE_REJUDGED: Why.TRIAGE,
    Action.AUDIT_VERIFIED: Why.SUPERVISION,
    Action.AUDIT_SEARCHED: Why.SUPERVISION,
    Action.AUDIT_EXPORTED: Why.SUPERVISION,
    Action.AUDIT_SHEET: Why.SUPERVISION,
}


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
        "why": event.ground().value,
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
