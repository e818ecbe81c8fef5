"""The relay's database file: made, migrated, opened, and its troubles told apart.

Pages of 16 kB hold one envelope each, so that the file's pages tell next to nothing of the order of arrival
(smaller pages put envelopes on overflow pages, which tell it exactly); after the daily VACUUM they tell nothing.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from intake.relay.migrating import make_migrated, open_migrated

PAGE_SIZE = 16384
FILE = "relay.sqlite"
STEPS = Path(__file__).parent / "migrations"
# The newest step in migrations/versions; a test holds the two together.
NEWEST_STEP = "0002"


def make_database(folder: Path, key: bytes) -> Engine:
    """A new, empty, migrated database in ``folder``; raises DatabaseError where there is one."""
    return make_migrated(folder / FILE, key, STEPS, page_size=PAGE_SIZE)


def open_database(folder: Path, key: bytes) -> Engine:
    """The database in ``folder``; raises DatabaseError (wrong key, no database, made by another version)."""
    return open_migrated(folder / FILE, key, NEWEST_STEP, page_size=PAGE_SIZE)


def disk_is_full(error: DBAPIError) -> bool:
    """Did the statement fail because there is no room left?"""
    return getattr(error.orig, "sqlite_errorname", "") == "SQLITE_FULL"
