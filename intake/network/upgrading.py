"""Brings a book's database that an older version made up to date: copied first, then changed in one transaction."""

from __future__ import annotations

from sqlalchemy import Connection

from intake.config import Network
from intake.local.clock import Clock, utc_now
from intake.local.upgrading import bring_up
from intake.locked import unlock_slot
from intake.network.database import DATABASE
from intake.network.folder import Folder
from intake.network.keys import Keys
from intake.network.log import Action, Entry, Thing, append


def upgrade_network(
    section: Network, passphrase: str, *, name: str | None = None, clock: Clock = utc_now
) -> str | None:
    """Bring the book to the newest step; the step it was of, or None where that was it. Nobody works with it then.

    Raises NetworkError, LockedFileError or DatabaseError; then nothing was changed.
    """
    folder = Folder(section.data)
    actor, secrets = unlock_slot(folder.locked, passphrase, name=name)

    def record(connection: Connection, before: str, after: str) -> None:
        append(connection, Entry(clock(), actor, Action.UPGRADED, Thing.BOOK, None, {"from": before, "to": after}))

    return bring_up(DATABASE, folder.database, Keys.of(secrets).database, record)
