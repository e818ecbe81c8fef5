"""The staff's database file: encrypted with a key of its own, made and opened."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine

from intake.relay.migrating import make_migrated, open_migrated

PAGE_SIZE = 4096
FILE = "handout.sqlite"
STEPS = Path(__file__).parent / "migrations"
# The newest step in migrations/versions; a test holds the two together.
NEWEST_STEP = "0002"


def make_staff_database(folder: Path, key: bytes) -> Engine:
    """A new, empty, migrated database in ``folder``; raises DatabaseError where there is one."""
    return make_migrated(folder / FILE, key, STEPS, page_size=PAGE_SIZE)


def open_staff_database(folder: Path, key: bytes) -> Engine:
    """The database in ``folder``; raises DatabaseError (wrong key, no database, made by another version)."""
    return open_migrated(folder / FILE, key, NEWEST_STEP, page_size=PAGE_SIZE)
