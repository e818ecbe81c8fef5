"""Makes a network book from a backup, in a folder where there is none: wholly, or not at all.

Its next export must not look older to the desk than one that left after the backup was made: whoever brings it back
says the number of the last export that the desk has.
"""

from __future__ import annotations

from pathlib import Path

import msgspec
from sqlalchemy import select, update

from intake.config import Network
from intake.local.clock import Clock, utc_now
from intake.local.folders import place, refuse_taken
from intake.locked import unlock_slot
from intake.network.backup.manifest import ARCHIVE, decode, digests_in
from intake.network.errors import NetworkError
from intake.network.folder import Folder
from intake.network.keys import Keys
from intake.network.log import Action, Thing
from intake.network.people import Role
from intake.network.tables import book
from intake.network.unlock import open_network
from intake.sqlcipher import refuse_damaged


def restore(
    section: Network,
    passphrase: str,
    file: Path,
    *,
    name: str | None = None,
    exported: int = 0,
    outcomes: int = 0,
    trying: bool = False,
    clock: Clock = utc_now,
) -> str:
    """Make the book in ``section.data`` from the backup ``file``; gives the stamp of when that was made.

    ``exported`` and ``outcomes`` are the numbers of the last files of each that left. With ``trying`` everything is
    done as in earnest, beside the place, and then thrown away. Raises NetworkError, LockedFileError, DatabaseError.
    """
    if not trying:
        refuse_taken(section.data, NetworkError, "[network] data")
    with place(section.data, NetworkError, keep=not trying) as folder:
        sealed = decode(ARCHIVE.unpack(file, folder, digests_in))
        there = msgspec.structs.replace(section, data=folder)
        _, secrets = unlock_slot(Folder(folder).locked, passphrase, name=name)
        sealed.refuse_foreign(Keys.of(secrets).database)
        _begin(there, passphrase, name, exported, outcomes, clock)
        return sealed.backup.made


def _begin(section: Network, passphrase: str, name: str | None, exported: int, outcomes: int, clock: Clock) -> None:
    """Read it through, and count on from what left since."""
    with open_network(section, passphrase, name=name, clock=clock) as network:
        refuse_damaged(network.engine)
        with network.writing() as connection:
            network.require(connection, Role.COORDINATOR)
            now = connection.execute(select(book)).one()
            values = {"sequence": max(now.sequence, exported), "outcomes": max(now.outcomes, outcomes)}
            connection.execute(update(book).values(**values))
            network.record(connection, Action.RESTORED, Thing.BOOK, detail=values)
