"""Writes what was drawn below SQLAlchemy, many rows at a time: rows in the order of time, and the trail beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, text

from intake.demo.many_cases.steps import Row, Step, plain
from intake.desk.audit import Event, head, written
from intake.desk.clock import stamp
from intake.desk.tables import audit, bundles, metadata
from intake.envelope.bundle import HandedOut, Manifest, contents_digest
from intake.envelope.encoding import base64url

RELAY = "many-cases"


def write(connection: Connection, steps: Sequence[Step]) -> None:
    """All of ``steps``, in order, after what is there."""
    ordered = sorted(steps, key=lambda step: step.at)
    rows: dict[str, list[Row]] = {}
    for step in ordered:
        if step.table is not None:
            rows.setdefault(step.table.name, []).append(step.row)
    for name, found in rows.items():
        for number, row in enumerate(found, last_number(connection, name) + 1):
            row.setdefault("number", number)
    for table in metadata.sorted_tables:
        _insert(connection, table, rows.get(table.name, []))
    _insert(connection, audit, list(_trail(connection, ordered)))


def last_number(connection: Connection, table: str) -> int:
    """The highest number that a row of ``table`` ever had."""
    query = text("SELECT seq FROM sqlite_sequence WHERE name = :name")
    return connection.execute(query, {"name": table}).scalar() or 0


def write_bundles(connection: Connection, inbox: str, handed: Sequence[HandedOut], now: datetime) -> None:
    """A bundle at the end of each month, with the totals until then; one relay's, in order."""
    months = sorted({each.month for each in handed})
    rows: list[Row] = []
    for sequence, month in enumerate(months, 1):
        told = tuple(each for each in handed if each.month <= month)
        cut = min(f"{month}-28", now.date().isoformat())
        before = base64url(rows[-1]["digest"]) if rows else None
        salt = base64url(sequence.to_bytes(16))
        manifest = Manifest(1, inbox, RELAY, 1, sequence, before, cut, 0, contents_digest(()), told, salt)
        row: Row = {"digest": manifest.digest(), "relay": RELAY, "epoch": 1, "sequence": sequence}
        rows.append(row | {"manifest": manifest.encode(), "imported": stamp(now)})
    _insert(connection, bundles, rows)


def _trail(connection: Connection, steps: Sequence[Step]) -> Iterator[Row]:
    """Their entries, after those that are there."""
    reached = head(connection)
    for step in steps:
        if step.action is not None:
            detail = {name: plain(value) for name, value in step.detail.items()}
            row, reached = written(Event(step.at, step.actor, step.action, step.case, detail), reached)
            yield row


def _insert(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    if not rows:
        return
    driver: Any = connection.connection.driver_connection
    names = [column.name for column in table.columns]
    marks, quoted = ", ".join("?" * len(names)), ", ".join(f'"{name}"' for name in names)
    statement = f'INSERT INTO "{table.name}" ({quoted}) VALUES ({marks})'  # noqa: S608 - our own tables
    driver.executemany(statement, [[plain(row.get(name)) for name in names] for row in rows])
