"""Makes a backup while people work: one look at the database, copied whole, then read back from its disk."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from sqlalchemy import insert

from intake.envelope.encoding import base64url
from intake.local.archive import digest_of
from intake.local.clock import stamp
from intake.local.folders import beside
from intake.network.backup.manifest import ARCHIVE, DATABASE, LOCKED, VERSION, Manifest
from intake.network.database import DATABASE as DATABASES
from intake.network.folder import FILES, Folder
from intake.network.log import Action, Thing
from intake.network.people import Role
from intake.network.tables import exports
from intake.network.unlock import OpenNetwork
from intake.sqlcipher import copy_into, refuse_damaged


def back_up(network: OpenNetwork, out: Path) -> None:
    """Write a backup to the new file ``out``, and read it back. Needs twice its size of room beside ``out``.

    Raises NetworkError or DatabaseError.
    """
    FILES.refuse_unwritable(out)
    with network.reading() as connection:
        network.require(connection, Role.COORDINATOR)
    at = stamp(network.clock())
    with beside(out, ARCHIVE.cannot_write(out)) as folder:
        copy, locked = folder / DATABASE, folder / LOCKED
        copy_into(network.engine, copy)
        _look_through(copy, network.keys.database)
        # The locked file changes within transactions that write: while this one has the lock, nobody changes it.
        with network.writing():
            locked.write_bytes(Folder(network.section.data).locked.read_bytes())
        files = {LOCKED: locked, DATABASE: copy}
        digests = {name: base64url(digest_of(path)) for name, path in files.items()}
        manifest = Manifest(VERSION, at, network.book, digests)
        digest = ARCHIVE.pack(manifest.encode(network.keys.database), files, out)
    ARCHIVE.refuse_other(out, digests)
    with network.writing() as connection:
        row = {"kind": "backup", "at": at, "actor": network.actor, "digest": digest}
        connection.execute(insert(exports), row)
        network.record(connection, Action.MADE, Thing.BACKUP)


def name_for(moment: datetime) -> str:
    """What to call the file of a backup made at ``moment``."""
    return f"envelop-network-{moment:%Y-%m-%d-%H%M}.backup"


def _look_through(copy: Path, key: bytes) -> None:
    """Open the copy as a restore would, every page. Afterwards its file alone is all of it."""
    engine = DATABASES.open(copy, key)
    try:
        refuse_damaged(engine)
    finally:
        engine.dispose()
