"""The desk's database file: made whole or not at all, migrated, opened."""

from __future__ import annotations

from pathlib import Path

from intake.desk.errors import DeskError
from intake.local.database import PAGE_SIZE, Database, discard, newer_than_this, step_of
from intake.marking import N_

__all__ = [
    "DATABASE",
    "PAGE_SIZE",
    "REVISION",
    "STEPS",
    "discard",
    "make_database",
    "migrate",
    "newer_than_this",
    "open_database",
    "open_of_any_step",
    "publish",
    "step_of",
]

STEPS = ("0001", "0002", "0003")
"""The steps in migrations/versions, in order; a test compares."""
REVISION = STEPS[-1]

DATABASE = Database(
    Path(__file__).parent / "migrations",
    STEPS,
    DeskError,
    make_hint=N_("Make it first: `intake desk init`."),
    upgrade_hint=N_("Run `intake desk upgrade`."),
)
make_database = DATABASE.make
publish = DATABASE.publish
open_database = DATABASE.open
open_of_any_step = DATABASE.open_of_any_step
migrate = DATABASE.migrate
