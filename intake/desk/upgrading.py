"""Brings a desk's database that an older version made up to date.

The database is copied first, and the copy stays until the change has succeeded; the change itself is one transaction,
so that a loss of power in between leaves the old database as it was. Nobody works with it meanwhile: lock the desk.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from intake.config import Desk
from intake.desk.audit import Action, Event, append
from intake.desk.clock import Clock, utc_now
from intake.desk.database import REVISION, STEPS, migrate, newer_than_this, open_of_any_step, step_of
from intake.desk.folder import Folder
from intake.desk.keys.bunch import Bunch
from intake.locked import unlock_slot
from intake.marking import N_, filled
from intake.sqlcipher import DatabaseError, empty_logs


def upgrade_desk(section: Desk, passphrase: str, *, name: str | None = None, clock: Clock = utc_now) -> str | None:
    """Bring the desk to the newest step; the step it was of, or None where that was it.

    Raises DeskError, LockedFileError or DatabaseError; then nothing was changed.
    """
    folder = Folder(section.data)
    actor, secrets = unlock_slot(folder.desk, passphrase, name=name)
    return bring_up(folder.database, Bunch.of(secrets).database, actor=actor, clock=clock)


def bring_up(path: Path, key: bytes, *, actor: str, clock: Clock) -> str | None:
    """As `upgrade_desk`, for the database at ``path``."""
    before = _ready_to_copy(path, key)
    if before == REVISION:
        return None
    copy = _copied(path, before)
    engine = open_of_any_step(path, key)
    try:
        with engine.begin() as connection:
            migrate(connection)
            detail = {"from": before, "to": REVISION}
            append(connection, Event(clock(), actor, Action.DATABASE_UPGRADED, detail=detail))
    finally:
        engine.dispose()
    copy.unlink()
    return before


def _ready_to_copy(path: Path, key: bytes) -> str:
    """The step that the database is of; afterwards its file alone is all of it."""
    engine = open_of_any_step(path, key)
    try:
        step = step_of(engine)
        if step not in STEPS:
            raise newer_than_this()
        if step != REVISION:
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
