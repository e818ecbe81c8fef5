"""The wall inside the relay's database: whoever hands out reaches links and organisations, and no other table.

SQLite asks an authorizer before it prepares a statement; each connection of a walled engine has one that refuses
whatever names another table, reads the schema or attaches a file. So a mistake in these pages, or an injected
statement, finds no envelope, not even how many there are.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Engine, event
from sqlcipher3 import dbapi2

from intake.relay.links.tables import metadata

REACHED = frozenset(metadata.tables) & {"link", "handed_out", "organisation"}
ALLOWED = frozenset({
    dbapi2.SQLITE_SELECT, dbapi2.SQLITE_TRANSACTION, dbapi2.SQLITE_SAVEPOINT, dbapi2.SQLITE_FUNCTION,
})  # fmt: skip
ON_TABLES = frozenset({dbapi2.SQLITE_READ, dbapi2.SQLITE_INSERT, dbapi2.SQLITE_UPDATE, dbapi2.SQLITE_DELETE})


def build_wall(engine: Engine) -> Engine:
    """The same engine, from now on behind the wall: it forgets the connections it has."""
    engine.dispose()
    event.listen(engine, "connect", _guard)
    return engine


def _guard(connection: Any, _: object) -> None:
    connection.set_authorizer(_judge)


def _judge(action: int, name: str | None, *_: str | None) -> int:
    reached = action in ALLOWED or (action in ON_TABLES and name in REACHED)
    return int(dbapi2.SQLITE_OK if reached else dbapi2.SQLITE_DENY)
