"""The one door to SQLCipher: an encrypted SQLite file behind SQLAlchemy.

Guarantees: the key never stands in a URL, a log or an error; what is committed is on disk before the commit returns;
deleted rows are overwritten; a transaction that may write takes the write lock at its start, so it never fails
halfway because somebody else wrote. Errors of the database never quote the values of a statement.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from intake.errors import IntakeError

KEY_BYTES = 32
BUSY_MILLISECONDS = 5000


class DatabaseError(IntakeError):
    """A database cannot be made, opened or used."""


def open_engine(
    path: Path, key: bytes, *, page_size: int = 4096, create: bool = False, beside: Mapping[str, Path] | None = None
) -> Engine:
    """An engine on the database file ``path``, opened once to try the raw ``key`` (32 bytes); raises DatabaseError.

    ``page_size`` (bytes) must be the one the file was made with. With ``create`` the file is made, and must not exist.
    ``beside`` attaches further files of the same key and page size, each under the name of a schema; a transaction
    over several files is whole in each of them, but after a loss of power not in all of them together.
    Safe in many threads; not to be carried across a fork.
    """
    attached = beside or {}
    if len(key) != KEY_BYTES:
        raise DatabaseError("a database key has 32 bytes", "Take the key from its locked file.")
    if create:
        for new in (path, *attached.values()):
            make_file(new)
    engine = create_engine(
        "sqlite://",
        creator=lambda: _connect(path, key, page_size, attached),
        module=dbapi2,
        poolclass=QueuePool,
        pool_size=16,
        hide_parameters=True,
    )
    event.listen(engine, "begin", _begin)
    try:
        engine.connect().close()
    except DBAPIError:
        raise DatabaseError(
            f"{path} cannot be used at this moment",
            "Is there room on the disk, may you write there, and does nothing else hold it?",
        ) from None
    return engine


def reading(engine: Engine) -> Engine:
    """The same engine for transactions that only read: they take no lock and wait for nobody."""
    return engine.execution_options(only_reads=True)


def compact(engine: Engine, schema: str = "main") -> None:
    """Write one file anew in the order of its keys (VACUUM), and empty every write-ahead log into its file.

    Holds up whoever writes to that file, and needs its size in memory.
    """
    try:
        _run(engine, f"VACUUM {schema}")
    finally:
        # Where there was no room, what was written of it takes what is left.
        empty_logs(engine)
    _wipe_indexes(engine)


def _wipe_indexes(engine: Engine) -> None:
    """Forget which pages were written, in their order: it would tell in which order rows came.

    The index of a log (the -shm file, never encrypted) keeps that after the log was emptied, until another one begins.
    So one begins in each file, with one page that changes nothing, and is emptied in its turn.
    """
    borrowed = engine.raw_connection()
    try:
        for _, schema, _ in borrowed.cursor().execute("PRAGMA database_list").fetchall():
            borrowed.cursor().execute(f"PRAGMA {schema}.user_version = 0")
    finally:
        borrowed.close()
    empty_logs(engine)


def empty_logs(engine: Engine) -> None:
    """Bring what stands in write-ahead logs into the files, so that a file alone is the whole database."""
    _run(engine, "PRAGMA wal_checkpoint(TRUNCATE)")


def log_is_empty(engine: Engine) -> bool:
    """Empty the write-ahead log into its file; False where that must wait for somebody who reads or writes."""
    borrowed = engine.raw_connection()
    try:
        (busy, _, _) = borrowed.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return not busy
    finally:
        borrowed.close()


def refuse_damaged(engine: Engine) -> None:
    """Read every page of every file; raises DatabaseError where one is not as it was written."""
    try:
        with reading(engine).begin() as connection:
            found = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
    except DBAPIError:
        found = []
    if found != ["ok"]:
        raise DatabaseError("the database is damaged", "Take it from another backup.")


def copy_into(engine: Engine, path: Path) -> None:
    """Write the database anew (VACUUM INTO) to the new file ``path``, under the same key, while others work with it.

    It is one look at the database, and holds nothing that was deleted. Raises DatabaseError.
    """
    make_file(path)
    borrowed = engine.raw_connection()
    assert engine.dialect.dbapi is not None
    try:
        # The copy takes the default, which a database with other pages in this process may have changed.
        (size,) = borrowed.cursor().execute("PRAGMA cipher_page_size").fetchone()
        borrowed.cursor().execute(f"PRAGMA cipher_default_page_size = {int(size):d}")
        borrowed.cursor().execute("VACUUM INTO ?", (str(path),))
    except engine.dialect.dbapi.Error:
        raise DatabaseError(f"cannot write {path}", "May you write there, and is there room?") from None
    finally:
        borrowed.close()


def _run(engine: Engine, statement: str) -> None:
    """Outside a transaction."""
    borrowed = engine.raw_connection()
    try:
        borrowed.cursor().execute(statement)
    finally:
        borrowed.close()


def make_file(path: Path) -> None:
    """An empty file is an empty database; only its owner may read it. Raises DatabaseError where there is one."""
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        raise DatabaseError(f"{path} exists already", "A database is never overwritten.") from None
    except OSError:
        raise DatabaseError(f"cannot write {path}", "Does the folder exist, and may you write there?") from None


def _begin(connection: Connection) -> None:
    """The driver is in autocommit mode; SQLAlchemy's transactions begin here."""
    only_reads = connection.get_execution_options().get("only_reads", False)
    connection.exec_driver_sql("BEGIN" if only_reads else "BEGIN IMMEDIATE")


def _connect(path: Path, key: bytes, page_size: int, attached: Mapping[str, Path]) -> Any:
    for needed in (path, *attached.values()):
        if not needed.is_file():
            raise DatabaseError(
                f"there is no database {needed}", "Is the path right? The zone's init command makes it."
            )
    connection = dbapi2.connect(
        f"{path.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None, check_same_thread=False
    )
    try:
        _prepare(connection, key, page_size)
        for schema, file in attached.items():
            _attach(connection, key, page_size, schema, file)
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


def _attach(connection: Any, key: bytes, page_size: int, schema: str, path: Path) -> None:
    """A second file in the same connection, set as the first one is."""
    connection.execute(f"PRAGMA cipher_default_page_size = {page_size:d}")
    file = f"{path.absolute().as_uri()}?mode=rw"
    connection.execute(f"ATTACH DATABASE ? AS {schema} KEY \"x'{key.hex()}'\"", (file,))
    connection.execute(f"PRAGMA {schema}.journal_mode = WAL")
    connection.execute(f"PRAGMA {schema}.synchronous = FULL")
    connection.execute(f"PRAGMA {schema}.secure_delete = ON")
