"""The relay's database file: made, migrated, opened, and its troubles told apart.

Pages of 16 kB hold one envelope each, so that the file's pages tell next to nothing of the order of arrival
(smaller pages put envelopes on overflow pages, which tell it exactly); after the daily VACUUM they tell nothing.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from intake.sqlcipher import DatabaseError, open_engine, reading

PAGE_SIZE = 16384
FILE = "relay.sqlite"
# The newest step in migrations/versions; a test holds the two together.
NEWEST_STEP = "0001"


def make_database(folder: Path, key: bytes) -> Engine:
    """A new, empty, migrated database in ``folder``; raises DatabaseError where there is one."""
    # Only here: it takes as long to import as all the rest, and a serving relay changes no tables.
    from alembic import command
    from alembic.config import Config

    engine = open_engine(folder / FILE, key, page_size=PAGE_SIZE, create=True)
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    return engine


def open_database(folder: Path, key: bytes) -> Engine:
    """The database in ``folder``; raises DatabaseError (wrong key, no database, made by another version)."""
    engine = open_engine(folder / FILE, key, page_size=PAGE_SIZE)
    try:
        with reading(engine).begin() as connection:
            step = connection.scalar(text("SELECT version_num FROM alembic_version"))
    except DBAPIError:
        step = None
    if step != NEWEST_STEP:
        raise DatabaseError(
            "the relay's database was made by another version of this program", "Start the version that made it."
        )
    return engine


def disk_is_full(error: DBAPIError) -> bool:
    """Did the statement fail because there is no room left?"""
    return getattr(error.orig, "sqlite_errorname", "") == "SQLITE_FULL"
