"""The one door to SQLCipher: an encrypted SQLite file behind SQLAlchemy.

Guarantees: the key never stands in a URL, a log or an error; what is committed is on disk before the commit returns;
deleted rows are overwritten; a transaction that may write takes the write lock at its start, so it never fails
halfway because somebody else wrote. Errors of the database never quote the values of a statement.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event
from sqlcipher3 import dbapi2

from intake.errors import IntakeError

KEY_BYTES = 32
BUSY_MILLISECONDS = 5000


class DatabaseError(IntakeError):
    """A database cannot be made, opened or used."""


def open_engine(path: Path, key: bytes, *, page_size: int = 4096, create: bool = False) -> Engine:
    """An engine on the database file ``path``, opened once to try the raw ``key`` (32 bytes); raises DatabaseError.

    ``page_size`` (bytes) must be the one the file was made with. With ``create`` the file is made, and must not exist.
    Safe in many threads; not to be carried across a fork.
    """
    if len(key) != KEY_BYTES:
        raise DatabaseError("a database key has 32 bytes", "Take the key from its locked file.")
    if create:
        _make(path)
    engine = create_engine(
        "sqlite://",
        creator=lambda: _connect(path, key, page_size),
        module=dbapi2,
        poolclass=QueuePool,
        pool_size=16,
        hide_parameters=True,
    )
    event.listen(engine, "begin", _begin)
    engine.connect().close()
    return engine


def reading(engine: Engine) -> Engine:
    """The same engine for transactions that only read: they take no lock and wait for nobody."""
    return engine.execution_options(only_reads=True)


def compact(engine: Engine) -> None:
    """Write the file anew in the order of its keys (VACUUM), and empty the write-ahead log into it."""
    borrowed = engine.raw_connection()
    try:
        for statement in ("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
            borrowed.cursor().execute(statement)
    finally:
        borrowed.close()


def _begin(connection: Connection) -> None:
    """The driver is in autocommit mode; SQLAlchemy's transactions begin here."""
    only_reads = connection.get_execution_options().get("only_reads", False)
    connection.exec_driver_sql("BEGIN" if only_reads else "BEGIN IMMEDIATE")


def _make(path: Path) -> None:
    """An empty file is an empty database; made here so that only its owner may read it."""
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        raise DatabaseError(f"{path} exists already", "A database is never overwritten.") from None
    except OSError:
        raise DatabaseError(f"cannot write {path}", "Does the folder exist, and may you write there?") from None


def _connect(path: Path, key: bytes, page_size: int) -> Any:
    if not path.is_file():
        raise DatabaseError(f"there is no database {path}", "Is the path right? The zone's init command makes it.")
    connection = dbapi2.connect(
        f"{path.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None, check_same_thread=False
    )
    try:
        _prepare(connection, key, page_size)
    except dbapi2.DatabaseError as error:
        connection.close()
        if error.sqlite_errorname != "SQLITE_NOTADB":
            raise
        raise DatabaseError(
            "the database key does not fit", f"Or {path} is damaged, or not a database of this program."
        ) from None
    return connection


def _prepare(connection: Any, key: bytes, page_size: int) -> None:
    """Key first; the rest holds for this connection, so every new one gets it. SQLCipher would log to stderr."""
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute(f"PRAGMA cipher_page_size = {page_size:d}")
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA foreign_keys = ON")
