"""The one door to PostgreSQL: a database on a server, behind SQLAlchemy, as intake.sqlcipher is to files.

Guarantees: what is committed is on the server's disk before the commit returns; a transaction that only reads sees one
moment and takes no lock; one that may write takes the one lock of all writers at its start, on whichever machine, so
that receipts, bundles, hand-outs and house-keeping follow each other as they do in one file. Only those who ask for it
(`side_by_side`) write beside the others. Errors never quote what the server says: its words hold values.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Connection, Engine, ExceptionContext, create_engine, event
from sqlalchemy.exc import DBAPIError

from intake.relay.postgresql.address import read_address
from intake.relay.postgresql.promises import ask_server
from intake.sqlcipher import DatabaseError

CONNECTIONS = 16
"""As many as a machine ever holds at once; a server lets in a hundred, unless it was told otherwise."""
SILENCE = {"connect_timeout": 5, "keepalives_idle": 15, "keepalives_interval": 5, "keepalives_count": 3,
           "tcp_user_timeout": 20_000}  # fmt: skip
"""After so many seconds (the last: milliseconds) a server that does not answer is gone."""
READS = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
WRITES = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"
ONE_WRITER = int.from_bytes(b"envelop")


def open_server(address: str, *, setting: str) -> Engine:
    """An engine on the database at ``address``, which stands in ``setting``; raises ConfigError or DatabaseError.

    Safe in many threads; not to be carried across a fork. Finds a server again that was started anew.
    """
    try:
        engine = create_engine(
            read_address(address, setting),
            connect_args=SILENCE | {"autocommit": True},
            pool_size=CONNECTIONS,
            max_overflow=0,
            pool_pre_ping=True,
            hide_parameters=True,
        )
    except ImportError:
        raise DatabaseError(
            "the driver for PostgreSQL is not installed", "Install envelop-relay[postgresql], and Debian's libpq5."
        ) from None
    ask_each(engine, ask_server)
    event.listen(engine, "begin", _begin)
    event.listen(engine, "handle_error", _say_no_more)
    reach(engine, setting)
    return engine


def ask_each(engine: Engine, ask: Callable[[Any], None]) -> None:
    """Let ``ask`` look at every new connection, psycopg's own; where it raises, the connection is not used."""

    def asked(connection: Any, _: object) -> None:
        try:
            ask(connection)
        except BaseException:
            connection.close()
            raise

    event.listen(engine, "connect", asked)


def reach(engine: Engine, setting: str) -> None:
    """Connect once; raises DatabaseError."""
    try:
        engine.connect().close()
    except DBAPIError:
        raise DatabaseError(
            f"cannot reach the database that {setting} names",
            "Does the server run, does it have the database, and does it let this user in from here?",
        ) from None


def vacuum(engine: Engine, tables: Sequence[str]) -> None:
    """Make room of what was deleted, and note of every row that it is settled. Holds up nobody.

    Tables that somebody else is cleaning at this moment are left to them.
    """
    borrowed = engine.raw_connection()
    try:
        for table in tables:
            borrowed.cursor().execute(f"VACUUM (SKIP_LOCKED) {table}")
    finally:
        borrowed.close()


def _begin(connection: Connection) -> None:
    """The driver is in autocommit mode; SQLAlchemy's transactions begin here, in one request to the server."""
    options = connection.get_execution_options()
    if options.get("only_reads", False):
        statement = READS
    elif options.get("side_by_side", False):
        statement = WRITES
    else:
        statement = f"{WRITES}; SELECT pg_advisory_xact_lock({ONE_WRITER})"
    connection.exec_driver_sql(statement, execution_options={"no_parameters": True})


def _say_no_more(context: ExceptionContext) -> None:
    """Of what the server says only its code remains, for whoever prints the error or writes it down."""
    said = context.original_exception
    code = getattr(said, "sqlstate", None) or "no connection"
    said.args = (f"SQLSTATE {code}",)
    if context.sqlalchemy_exception is not None:
        context.sqlalchemy_exception.args = (f"({type(said).__name__}) SQLSTATE {code}",)
