"""The relay's database file: made, migrated, opened, and its troubles told apart.

Pages of 16 kB hold one envelope each, so that the file's pages tell next to nothing of the order of arrival
(smaller pages put envelopes on overflow pages, which tell it exactly); after the daily VACUUM they tell nothing.
"""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from intake.sqlcipher import DatabaseError, open_engine, reading

PAGE_SIZE = 16384
FILE = "relay.sqlite"


def make_database(folder: Path, key: bytes) -> Engine:
    """A new, empty, migrated database in ``folder``; raises DatabaseError where there is one."""
    engine = open_engine(folder / FILE, key, page_size=PAGE_SIZE, create=True)
    with engine.begin() as connection:
        command.upgrade(_steps(connection), "head")
    return engine


def open_database(folder: Path, key: bytes) -> Engine:
    """The database in ``folder``; raises DatabaseError (wrong key, no database, made by another version)."""
    engine = open_engine(folder / FILE, key, page_size=PAGE_SIZE)
    with reading(engine).begin() as connection:
        newest = ScriptDirectory.from_config(_steps(connection)).get_current_head()
        if MigrationContext.configure(connection).get_current_revision() != newest:
            raise DatabaseError(
                "the relay's database was made by another version of this program", "Start the version that made it."
            )
    return engine


def disk_is_full(error: DBAPIError) -> bool:
    """Did the statement fail because there is no room left?"""
    return getattr(error.orig, "sqlite_errorname", "") == "SQLITE_FULL"


def _steps(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
