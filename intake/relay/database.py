"""The relay's database files: made, migrated, opened, and their troubles told apart.

    relay.sqlite      everything but
    arrivals.sqlite   the envelopes of the running week, attached as a schema of that name; written anew every day

Pages of 16 kB hold one envelope each, so that a file's pages tell next to nothing of the order of arrival
(smaller pages put envelopes on overflow pages, which tell it exactly); after the daily VACUUM they tell nothing.
Whoever hands out opens the first file only.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from intake.relay.migrating import make_migrated, open_migrated
from intake.sqlcipher import compact

ARRIVALS = "arrivals"
"""The schema of the attached file."""

PAGE_SIZE = 16384
FILE, ARRIVALS_FILE = "relay.sqlite", "arrivals.sqlite"
STEPS = Path(__file__).parent / "migrations"
# The newest step in migrations/versions; a test holds the two together.
NEWEST_STEP = "0004"


def make_database(folder: Path, key: bytes) -> Engine:
    """A new, empty, migrated database in ``folder``; raises DatabaseError where there is one."""
    return make_migrated(folder / FILE, key, STEPS, page_size=PAGE_SIZE, beside=_beside(folder))


def open_database(folder: Path, key: bytes) -> Engine:
    """The database in ``folder``; raises DatabaseError (wrong key, no database, made by another version)."""
    if not (folder / ARRIVALS_FILE).exists():
        # An older version made no such file; only where it did, the file is missed.
        open_links_database(folder, key).dispose()
    return open_migrated(folder / FILE, key, NEWEST_STEP, page_size=PAGE_SIZE, beside=_beside(folder))


def open_links_database(folder: Path, key: bytes) -> Engine:
    """The database in ``folder`` without the file of arrivals; raises DatabaseError."""
    return open_migrated(folder / FILE, key, NEWEST_STEP, page_size=PAGE_SIZE)


def _beside(folder: Path) -> dict[str, Path]:
    return {ARRIVALS: folder / ARRIVALS_FILE}


def compact_arrivals(engine: Engine) -> None:
    """Write the file of arrivals anew in the order of its keys, and empty every write-ahead log."""
    compact(engine, ARRIVALS)


def disk_is_full(error: DBAPIError) -> bool:
    """Did the statement fail because there is no room left?"""
    return getattr(error.orig, "sqlite_errorname", "") == "SQLITE_FULL"
