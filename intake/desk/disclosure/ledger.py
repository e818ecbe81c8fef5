"""The ledger: every table that was ever released, whoever it was for. Nothing in it is changed or deleted."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import msgspec
from sqlalchemy import Connection, insert, select

from intake.desk.disclosure.errors import DisclosureError
from intake.desk.disclosure.told import Told
from intake.desk.tables import releases
from intake.marking import N_


def read_ledger(connection: Connection) -> tuple[Told, ...]:
    """All tables, in the order in which they were released. Raises DisclosureError where one was changed."""
    rows = connection.execute(select(releases.c.content, releases.c.digest).order_by(releases.c.number))
    return tuple(_read(row.content, row.digest) for row in rows)


def write_ledger(connection: Connection, tables: Iterable[Told], *, at: str, actor: str) -> None:
    """Put tables into the ledger, for good; one that is there already is refused by the database."""
    for table in tables:
        content = msgspec.json.encode(table)
        row = {"at": at, "actor": actor, "audience": table.audience, "table": table.table, "period": table.period}
        digest = hashlib.sha256(content).digest()
        connection.execute(insert(releases), row | {"content": content, "digest": digest})


def _read(content: bytes, digest: bytes) -> Told:
    if hashlib.sha256(content).digest() != digest:
        hint = N_("Nothing more is released from this database. Keep it, and tell the manager.")
        raise DisclosureError(N_("a released table was changed in the database"), hint)
    return msgspec.json.decode(content, type=Told)
