"""What happened with a case, from the audit trail: the one list that holds every deed, in order.

An entry names its row by number (``{"state": 12}``); the row, while the case exists, says what it was about.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection, Table, select

from intake.desk.tables import (
    appointments,
    attempts,
    audit,
    bookings,
    check_ins,
    decisions,
    notes,
    prints,
    referrals,
    reminders,
    slips,
    states,
)

ROWS: Mapping[str, Table] = {
    "decision": decisions,
    "state": states,
    "attempt": attempts,
    "note": notes,
    "print": prints,
    "referral": referrals,
    "reminder": reminders,
    "appointment": appointments,
    "booking": bookings,
    "check_in": check_ins,
    "slip": slips,
}
"""What an entry's detail may name, and where that stands."""


class _Entry(msgspec.Struct, frozen=True):
    detail: dict[str, str | int]


@dataclass(frozen=True, slots=True, repr=False)
class Happened:
    """One deed. ``number`` is the entry's, ``detail`` what it holds; ``rows`` what it is about, by names of ROWS."""

    number: int
    at: str
    actor: str
    action: str
    detail: Mapping[str, str | int]
    rows: Mapping[str, Mapping[str, Any]]


def read_history(connection: Connection, case: int, *, after: int = 0) -> list[Happened]:
    """Every deed about ``case`` since entry ``after`` of the trail, the newest last."""
    query = select(audit.c.number, audit.c.at, audit.c.actor, audit.c.action, audit.c.entry)
    entries = connection.execute(query.where(audit.c.case == case, audit.c.number > after).order_by(audit.c.number))
    read = [(row, msgspec.json.decode(row.entry, type=_Entry).detail) for row in entries]
    known = {name: _rows(connection, name, case) for name in ROWS if any(name in detail for _, detail in read)}
    return [Happened(row.number, row.at, row.actor, row.action, detail, _named(detail, known)) for row, detail in read]


def newest_entry(connection: Connection) -> int:
    """The number of the trail's last entry: whoever reads a page has seen everything up to here."""
    return connection.execute(select(audit.c.number).order_by(audit.c.number.desc()).limit(1)).scalar() or 0


def _rows(connection: Connection, name: str, case: int) -> Mapping[int, Mapping[str, Any]]:
    table = ROWS[name]
    found = connection.execute(select(table).where(table.c.case == case)).mappings()
    return {row["number"]: dict(row) for row in found}


def _named(detail: Mapping[str, str | int], known: Mapping[str, Mapping[int, Mapping[str, Any]]]) -> Mapping[str, Any]:
    return {name: rows[number] for name, rows in known.items() if (number := detail.get(name)) in rows}  # type: ignore[index]
