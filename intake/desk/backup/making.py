"""Makes a backup while people work: one look at the database, copied whole, then read back from where it was written.

A backup is as secret as the desk itself: with it and one passphrase somebody reads every case. It holds no recovery
key. What is older than the relay's hold loses envelopes: the relay has erased by then what this desk acknowledged.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, func, insert, select, update

from intake.desk.audit import Action, Head, head, verify
from intake.desk.backup.archive import ARCHIVE, digest_of, pack, refuse_other
from intake.desk.backup.manifest import VERSION, Manifest
from intake.desk.clock import stamp
from intake.desk.database import open_database
from intake.desk.errors import DeskError
from intake.desk.folder import Folder, refuse_unwritable
from intake.desk.people import Role, require
from intake.desk.tables import backups, cases, instance
from intake.desk.unlock import OpenDesk
from intake.envelope.encoding import base64url
from intake.local.folders import beside
from intake.marking import N_
from intake.sqlcipher import copy_into, reading, refuse_damaged


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that was written and read back. ``at`` is a stamp, ``digest`` the file's SHA-256."""

    file: Path
    at: str
    digest: bytes
    cases: int
    audit: Head


def back_up(desk: OpenDesk, out: Path) -> Made:
    """Write a backup of the desk to the new file ``out``, and read it back.

    Raises DeskError or DatabaseError. Needs twice its size of room beside ``out``.
    """
    refuse_unwritable(out)
    with desk.reading() as connection:
        require(connection, desk.actor, Role.COORDINATOR)
    at = stamp(desk.clock())
    with beside(out, ARCHIVE.cannot_write(out)) as folder:
        copy = folder / "desk.sqlite"
        copy_into(desk.engine, copy)
        found, number = _looked_through(copy, desk.bunch.database)
        # Locked files change within transactions that write: while this one has the lock, nobody changes them.
        with desk.writing():
            files = {**_copied(Folder(desk.section.data), folder), "desk.sqlite": copy}
        digests = {name: base64url(digest_of(path)) for name, path in files.items()}
        manifest = Manifest(
            VERSION, at, desk.instance.inbox, desk.instance.desk, desk.instance.epoch, base64url(found.hash), digests
        )
        digest = pack(manifest.encode(desk.bunch.database), files, out)
    refuse_other(out, digests)
    made = Made(out, at, digest, number, found)
    with desk.writing() as connection:
        remember(connection, desk.actor, made)
        desk.record(connection, Action.BACKUP_MADE, {"backup": base64url(digest), "audit_head": base64url(found.hash)})
    return made


def move_away(desk: OpenDesk, out: Path) -> Made:
    """Make a backup to go on with on another machine; from then on this copy of the desk does nothing any more."""
    made = back_up(desk, out)
    with desk.writing() as connection:
        if head(connection).entries != made.audit.entries + 1:  # that there is this backup
            raise DeskError(
                N_("somebody worked while the backup was made"), N_("Let everybody lock the desk, then try again.")
            )
        desk.record(connection, Action.DESK_MOVED, {"backup": base64url(made.digest)})
        connection.execute(update(instance).values(moved=stamp(desk.clock())))
    return made


def remember(connection: Connection, actor: str, made: Made) -> None:
    """Write down that there is this backup."""
    row = {"at": made.at, "actor": actor, "digest": made.digest, "cases": made.cases, "audit_head": made.audit.hash}
    connection.execute(insert(backups), row)


def name_for(moment: datetime) -> str:
    """What to call the file of a backup made at ``moment``."""
    return f"envelop-desk-{moment:%Y-%m-%d-%H%M}.backup"


def _looked_through(copy: Path, key: bytes) -> tuple[Head, int]:
    """Open the copy as a restore would: every page, and the whole trail. Afterwards its file alone is all of it."""
    engine = open_database(copy, key)
    try:
        refuse_damaged(engine)
        with reading(engine).begin() as connection:
            return verify(connection), connection.execute(select(func.count()).select_from(cases)).scalar_one()
    finally:
        engine.dispose()


def _copied(desk: Folder, folder: Path) -> Mapping[str, Path]:
    """Everything beside the database, as it is at this moment, by its name in the backup."""
    single = (desk.desk, desk.identity, desk.ring, desk.certificate)
    kept = sorted(path for path in desk.questionnaires.rglob("*") if path.is_file())
    kept = [path for path in kept if not any(part.startswith(".") for part in path.relative_to(desk.root).parts)]
    copies = {}
    for path in (*(each for each in single if each.exists()), *kept):
        name = path.relative_to(desk.root).as_posix()
        copies[name] = folder / name
        copies[name].parent.mkdir(parents=True, exist_ok=True)
        copies[name].write_bytes(path.read_bytes())
    return copies
