"""Makes a network book: a locked file with one person's slot, and an empty database. All of it, or it can be taken up.

What a loss of power in between leaves is keys without a database: the same passphrase then goes on with them.
"""

from __future__ import annotations

import os
from enum import Enum, auto

from sqlalchemy import insert

from intake.config import Network
from intake.envelope.encoding import base64url
from intake.local.clock import Clock, stamp, utc_now
from intake.local.database import discard
from intake.locked import COST, lock, unlock_slot
from intake.network.database import DATABASE
from intake.network.folder import FILES, Folder
from intake.network.keys import Keys
from intake.network.log import Action, Entry, Thing, append
from intake.network.people import ROSTER, Role
from intake.network.tables import book


class Stage(Enum):
    """What lies in the folder."""

    NOTHING = auto()
    KEYS = auto()
    """Keys and no database: it was interrupted, and can be taken up."""
    BOOK = auto()


def stage(folder: Folder) -> Stage:
    """What lies in ``folder``."""
    if folder.database.exists():
        return Stage.BOOK
    return Stage.KEYS if folder.locked.exists() else Stage.NOTHING


def make_network(
    section: Network, name: str, passphrase: str, *, cost: tuple[int, int] = COST, clock: Clock = utc_now
) -> bytes:
    """Make the book of ``section``, with ``name`` as its coordinator; gives the key (32 bytes) that desks compare.

    Raises NetworkError, LockedFileError, WeakPassphraseError or DatabaseError. ``cost`` is Argon2id's.
    """
    folder = Folder(section.data)
    FILES.refuse_existing(folder.database)
    actor, keys = _keys(folder, name, passphrase, cost)
    try:
        _fill(folder, keys, actor, clock)
    finally:
        discard(folder.database)
    return keys.public


def _keys(folder: Folder, name: str, passphrase: str, cost: tuple[int, int]) -> tuple[str, Keys]:
    """New ones, or those that an interrupted try left."""
    if stage(folder) is Stage.KEYS:
        actor, secrets = unlock_slot(folder.locked, passphrase)
        return actor, Keys.of(secrets)
    keys = Keys.new()
    made = FILES.make_folder(folder.root)
    try:
        lock(folder.locked, keys.secrets(), {name: passphrase}, cost=cost)
    except BaseException:
        if made:
            folder.root.rmdir()
        raise
    return name, keys


def _fill(folder: Folder, keys: Keys, actor: str, clock: Clock) -> None:
    """The database, with its first rows."""
    own, now = base64url(os.urandom(16)), clock()
    engine = DATABASE.make(folder.database, keys.database)
    try:
        with engine.begin() as connection:
            connection.execute(insert(book), {"one": 1, "book": own, "made": stamp(now)})
            ROSTER.appoint(connection, actor, Role.COORDINATOR, now.date())
            append(connection, Entry(now, actor, Action.MADE, Thing.BOOK))
    finally:
        engine.dispose()
    DATABASE.publish(folder.database)
