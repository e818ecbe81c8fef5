"""Where the relay keeps what it keeps, as the configuration says: encrypted files, or a PostgreSQL server.

Whoever opens a relay's database opens it here, and sees no difference: the same tables, the same steps, and
transactions that follow each other alike.
"""

from __future__ import annotations

from sqlalchemy import Engine, inspect
from sqlalchemy.exc import DBAPIError

from intake.config import Relay
from intake.relay import database
from intake.relay.database import ARRIVALS, NEWEST_STEP, STEPS
from intake.relay.migrating import at_step, run_steps
from intake.relay.postgresql.server import open_server, vacuum
from intake.sqlcipher import DatabaseError, compact

SETTING = "[relay] database"
DISK_FULL = "53100"
SERVER_TABLES = (
    "arrival", "bundle", "envelope", "handed_out", "key_sheet", "link", "organisation", "publication", "receipt",
    "told", "tombstone",
)  # fmt: skip


def refuse_taken(config: Relay) -> None:
    """Before anything is made: raises DatabaseError where the server cannot be reached, or has a relay already."""
    if config.database is not None:
        _empty_server(config.database).dispose()


def make_store(config: Relay, key: bytes) -> Engine:
    """A new, empty, migrated database; raises ConfigError, or DatabaseError where there is one."""
    if config.database is None:
        return database.make_database(config.data, key)
    engine = _empty_server(config.database)
    run_steps(engine, STEPS)
    return engine


def open_store(config: Relay, key: bytes) -> Engine:
    """The relay's database; raises ConfigError or DatabaseError (wrong key, none there, made by another version).

    ``key`` opens files. A server is opened by whom the configuration names, and needs a disk that is encrypted.
    """
    if config.database is None:
        return database.open_database(config.data, key)
    engine = open_on_server(config.database, SETTING)
    try:
        return at_step(engine, NEWEST_STEP, SETTING)
    except DatabaseError:
        engine.dispose()
        raise


def open_on_server(address: str, setting: str) -> Engine:
    """The database at ``address``, of any step: the arrivals stand among the other tables there."""
    return open_server(address, setting=setting).execution_options(schema_translate_map={ARRIVALS: None})


def side_by_side(engine: Engine) -> Engine:
    """The same engine for transactions that several machines may write beside each other; in a file there is one."""
    return engine.execution_options(side_by_side=True)


def compact_arrivals(engine: Engine) -> None:
    """Forget the order of arrival as far as the store can. In files: wholly; on a server see docs/scaling.md."""
    if engine.dialect.name == "sqlite":
        database.compact_arrivals(engine)
    else:
        vacuum(engine, SERVER_TABLES)


def compact_settled(engine: Engine) -> None:
    """Give back the room of what was deleted among the envelopes of earlier weeks. In a file, writers wait for it."""
    if engine.dialect.name == "sqlite":
        compact(engine)
    else:
        vacuum(engine, SERVER_TABLES)


def disk_is_full(error: DBAPIError) -> bool:
    """Did the statement fail because there is no room left?"""
    return getattr(error.orig, "sqlstate", "") == DISK_FULL or database.disk_is_full(error)


def _empty_server(address: str) -> Engine:
    engine = open_on_server(address, SETTING)
    if inspect(engine).get_table_names():
        engine.dispose()
        raise DatabaseError(
            "there is a relay in this database already",
            "A further machine of the same relay gets a copy of the first one's folder, [relay] data.",
        )
    return engine
