"""Brings a database that an older version made up to date.

The database is copied first, and the copy stays until the change has succeeded; the change itself is one transaction,
so that a loss of power in between leaves the old database as it was. Nobody works with it meanwhile.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection

from intake.local.database import Database, newer_than_this, step_of
from intake.marking import N_, filled
from intake.sqlcipher import DatabaseError, empty_logs


def bring_up(
    database: Database, path: Path, key: bytes, record: Callable[[Connection, str, str], object]
) -> str | None:
    """Bring the database at ``path`` to the newest step; the step it was of, or None where that was it.

    ``record`` writes down, in the same transaction, that it went from one step to another. Raises the zone's error or
    DatabaseError; then nothing was changed.
    """
    before = _ready_to_copy(database, path, key)
    if before == database.newest:
        return None
    copy = _copied(path, before)
    engine = database.open_of_any_step(path, key)
    try:
        with engine.begin() as connection:
            database.migrate(connection)
            record(connection, before, database.newest)
    finally:
        engine.dispose()
    copy.unlink()
    return before


def _ready_to_copy(database: Database, path: Path, key: bytes) -> str:
    """The step that the database is of; afterwards its file alone is all of it."""
    engine = database.open_of_any_step(path, key)
    try:
        step = step_of(engine)
        if step not in database.steps:
            raise newer_than_this()
        if step != database.newest:
            empty_logs(engine)
        return step
    finally:
        engine.dispose()


def _copied(path: Path, step: str) -> Path:
    """Beside it, under the name of its step; what an interrupted try left there is written again."""
    copy, part = path.with_name(f"{path.name}.{step}"), path.with_name(f"{path.name}.{step}.part")
    try:
        part.unlink(missing_ok=True)
        shutil.copy2(path, part)
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.replace(copy)
    except OSError:
        raise DatabaseError(
            filled(N_("cannot copy %(name)s"), name=path.name), N_("Nothing was changed. Is there room for it twice?")
        ) from None
    return copy
