"""The network book's database file: made whole or not at all, migrated, opened."""

from __future__ import annotations

from pathlib import Path

from intake.local.database import Database
from intake.marking import N_
from intake.network.errors import NetworkError

STEPS = ("0001",)
"""The steps in migrations/versions, in order; a test compares."""

DATABASE = Database(
    Path(__file__).parent / "migrations",
    STEPS,
    NetworkError,
    make_hint=N_("Make it first: `intake network init`."),
    upgrade_hint=N_("Run `intake network upgrade`."),
)
