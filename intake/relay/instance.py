"""One relay as it is made (`make_relay`) and as it runs (`open_relay`): its folder, its keys, its database.

    relay.locked    the keys of the two databases and the signing key of bundles, behind a passphrase
    relay.pub       the public half of the signing key, which the desk pins
    relay.sqlite    everything it keeps (intake.relay.tables)
    handout.sqlite  the accounts of those who hand out (intake.relay.handout.tables)

It holds no key that opens an envelope, and nothing here could use one.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from nacl.signing import SigningKey
from sqlalchemy import Engine, insert, select

from intake.config import Inbox, Relay
from intake.envelope.encoding import base64url
from intake.locked import COST, LockedFileError, Secret, lock, unlock
from intake.relay import tables
from intake.relay.database import make_database, open_database
from intake.relay.errors import RelayError
from intake.relay.handout.database import make_staff_database

LOCKED, PUBLIC, SLOT = "relay.locked", "relay.pub", "relay"


@dataclass(frozen=True, slots=True, repr=False)
class OpenRelay:
    """A relay with its database open. ``instance`` is its random id, ``epoch`` how often it was restored."""

    config: Relay
    engine: Engine
    signing: SigningKey
    instance: str
    epoch: int

    def inbox(self, name: str) -> Inbox | None:
        """The inbox of this id, if the relay has it."""
        return self.config.inbox(name)


def make_relay(config: Relay, passphrase: str, *, cost: tuple[int, int] = COST) -> bytes:
    """Make folder, keys and database; the public signing key (32 bytes), also in ``relay.pub``.

    Raises LockedFileError or DatabaseError, and never touches a relay that is there. ``cost`` is that of the lock.
    """
    config.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    signing, database_key, staff_key = SigningKey.generate(), os.urandom(32), os.urandom(32)
    public = signing.verify_key.encode()
    secrets = (
        Secret("database", "the relay's database", b"", database_key),
        Secret("handout", "the staff's database", b"", staff_key),
        Secret("signing", "the relay's bundles", public, signing.encode()),
    )
    lock(config.data / LOCKED, secrets, {SLOT: passphrase}, cost=cost)
    engine = make_database(config.data, database_key)
    with engine.begin() as connection:
        connection.execute(insert(tables.relay).values(instance=base64url(os.urandom(16)), epoch=1))
    engine.dispose()
    make_staff_database(config.data, staff_key).dispose()
    (config.data / PUBLIC).write_text(base64url(public) + "\n", encoding="ascii")
    return public


def open_relay(config: Relay, passphrase: str) -> OpenRelay:
    """The relay in ``config.data``; raises LockedFileError, DatabaseError or RelayError."""
    return open_unlocked(config, unlock_relay(config, passphrase))


def unlock_relay(config: Relay, passphrase: str) -> Mapping[str, Secret]:
    """The relay's secrets, to be opened by `open_unlocked`: in the process that serves, which must not ask again."""
    _refuse_missing(config.data / LOCKED)
    return unlock(config.data / LOCKED, passphrase)


def open_unlocked(config: Relay, secrets: Mapping[str, Secret]) -> OpenRelay:
    """The relay whose `secrets` these are."""
    try:
        key, signing = secrets["database"].secret, SigningKey(secrets["signing"].secret)
    except (KeyError, ValueError):
        raise LockedFileError(f"{config.data / LOCKED} is not a relay's", "Is [relay] data the right folder?") from None
    engine = open_database(config.data, key)
    with engine.connect() as connection:
        itself = connection.execute(select(tables.relay)).one()
    return OpenRelay(config, engine, signing, itself.instance, itself.epoch)


def _refuse_missing(path: Path) -> None:
    if not path.is_file():
        raise RelayError(f"there is no relay in {path.parent}", "Make it with `intake relay init`.")
