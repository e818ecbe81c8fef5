"""Makes a desk from a backup, in a folder where there is none: wholly, or not at all.

It is another epoch of the same desk. Its receipts say so; the relay then offers it everything that it still holds, and
takes no receipt of the epoch before any more. Each restore counts one on. Who brings one backup back twice says so: the
second time must be another epoch than the first, or what only the first had would count as known.

What was erased since the backup was made comes back with it, unless the list of erasures that was kept elsewhere is
given.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import msgspec
from sqlalchemy import func, select, update

from intake.config import Desk
from intake.desk.audit import Action, Head, walk
from intake.desk.backup.archive import digest_of, unpack
from intake.desk.backup.making import Made, remember
from intake.desk.backup.manifest import Manifest, Sealed, decode
from intake.desk.clock import Clock, utc_now
from intake.desk.errors import DeskError
from intake.desk.folder import Folder
from intake.desk.keys.bunch import Bunch
from intake.desk.people import Role, require
from intake.desk.retention.erased import erase_again, read_erased_list
from intake.desk.tables import cases, instance
from intake.desk.unlock import OpenDesk, open_desk
from intake.desk.upgrading import bring_up
from intake.envelope.encoding import base64url, from_base64url
from intake.local.folders import place, refuse_taken
from intake.locked import unlock_slot
from intake.sqlcipher import compact, refuse_damaged


@dataclass(frozen=True, slots=True)
class Restored:
    """What came of a backup. ``made`` is the stamp of the backup, ``erased`` how many cases went at once."""

    made: str
    epoch: int
    cases: int
    erased: int


def restore(
    section: Desk,
    passphrase: str,
    file: Path,
    *,
    name: str | None = None,
    erased: Path | None = None,
    trying: bool = False,
    before: int = 0,
    clock: Clock = utc_now,
) -> Restored:
    """Make the desk in ``section.data`` from the backup ``file``; the passphrase is one of the backup's day.

    ``before`` is how often this very backup was brought back and worked with before.
    ``erased`` is a list of erasures, newer than the backup. With ``trying`` everything is done as in earnest, beside
    the place, and then thrown away. Raises DeskError, LockedFileError or DatabaseError.
    """
    if not trying:
        refuse_taken(section.data, DeskError, "[desk] data")
    with place(section.data, DeskError, keep=not trying) as folder:
        sealed = decode(unpack(file, folder))
        there = msgspec.structs.replace(section, data=folder)
        _prove(there, passphrase, name, sealed, clock)
        with open_desk(there, passphrase, name=name, clock=clock) as desk:
            return _begin_epoch(desk, sealed.backup, digest_of(file), erased, before)


def _prove(section: Desk, passphrase: str, name: str | None, sealed: Sealed, clock: Clock) -> None:
    """Is it a backup of this inbox, whole and from one piece? Then bring it to the newest step."""
    if sealed.backup.inbox != section.inbox:
        raise DeskError("the backup is another inbox's", "Compare [desk] inbox.")
    folder = Folder(section.data)
    actor, secrets = unlock_slot(folder.desk, passphrase, name=name)
    key = Bunch.of(secrets).database
    sealed.refuse_foreign(key)
    bring_up(folder.database, key, actor=actor, clock=clock)


def _begin_epoch(desk: OpenDesk, backup: Manifest, digest: bytes, erased: Path | None, before: int) -> Restored:
    """Read it through, count the epoch on, and erase again what was erased since."""
    refuse_damaged(desk.engine)
    gone = [] if erased is None else read_erased_list(erased, desk.bunch.database)
    with desk.writing() as connection:
        require(connection, desk.actor, Role.COORDINATOR)
        wanted = from_base64url(backup.audit, 32)
        found = next((reached for reached in walk(connection) if reached.hash == wanted), None)
        if found is None:
            raise DeskError("the audit trail in the backup is not the one it names", "Take another copy of it.")
        number = connection.execute(select(func.count()).select_from(cases)).scalar_one()
        epoch = desk.instance.epoch + 1 + before
        connection.execute(update(instance).values(epoch=epoch, moved=None))
        remember(connection, desk.actor, Made(Path(), backup.made, digest, number, Head(found.entries, wanted)))
        detail: dict[str, str | int] = {"backup": base64url(digest), "made": backup.made, "epoch": epoch}
        desk.record(connection, Action.DESK_RESTORED, detail)
        went = erase_again(desk, connection, gone)
    compact(desk.engine)
    return Restored(backup.made, epoch, number - went, went)
