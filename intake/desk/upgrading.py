"""Brings a desk's database that an older version made up to date: copied first, then changed in one transaction.

Lock the desk before.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection

from intake.config import Desk
from intake.desk.audit import Action, Event, append
from intake.desk.clock import Clock, utc_now
from intake.desk.database import DATABASE
from intake.desk.folder import Folder
from intake.desk.keys.bunch import Bunch
from intake.local import upgrading
from intake.locked import unlock_slot


def upgrade_desk(section: Desk, passphrase: str, *, name: str | None = None, clock: Clock = utc_now) -> str | None:
    """Bring the desk to the newest step; the step it was of, or None where that was it.

    Raises DeskError, LockedFileError or DatabaseError; then nothing was changed.
    """
    folder = Folder(section.data)
    actor, secrets = unlock_slot(folder.desk, passphrase, name=name)
    return bring_up(folder.database, Bunch.of(secrets).database, actor=actor, clock=clock)


def bring_up(path: Path, key: bytes, *, actor: str, clock: Clock) -> str | None:
    """As `upgrade_desk`, for the database at ``path``."""

    def record(connection: Connection, before: str, after: str) -> None:
        append(connection, Event(clock(), actor, Action.DATABASE_UPGRADED, detail={"from": before, "to": after}))

    return upgrading.bring_up(DATABASE, path, key, record)
