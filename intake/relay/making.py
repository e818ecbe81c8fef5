"""One relay as it is made: folder, keys, and both databases, each with a key of its own."""

from __future__ import annotations

import os

import msgspec
from nacl.signing import SigningKey
from sqlalchemy import insert
from sqlalchemy.exc import DBAPIError

from intake.config import Relay
from intake.envelope.encoding import base64url
from intake.locked import COST, Secret, lock
from intake.relay import tables
from intake.relay.errors import RelayError
from intake.relay.handout.database import make_staff_database
from intake.relay.instance import COURIER, LOCKED, PUBLIC, SLOT
from intake.relay.placing import place_for_new
from intake.relay.store import make_store, refuse_taken


def make_relay(config: Relay, passphrase: str, *, cost: tuple[int, int] = COST) -> bytes:
    """Make folder, keys and database; the public signing key (32 bytes), also in ``relay.pub``.

    Raises LockedFileError, DatabaseError or RelayError, and then leaves nothing; it never touches a relay that is
    there. ``cost`` is that of the lock.
    """
    refuse_taken(config)
    try:
        with place_for_new(config) as folder:
            return _make(msgspec.structs.replace(config, data=folder), passphrase, cost)
    except (OSError, DBAPIError):
        raise RelayError(
            f"the relay could not be made in {config.data}", "Is there room, and may you write there? Nothing is left."
        ) from None


def _make(config: Relay, passphrase: str, cost: tuple[int, int]) -> bytes:
    """What may lie on a server is made last: there it cannot be taken away again."""
    signing, database_key, staff = SigningKey.generate(), os.urandom(32), new_staff_key()
    public = signing.verify_key.encode()
    secrets = (
        Secret("database", "the relay's database", b"", database_key),
        staff,
        Secret("signing", "the relay's bundles", public, signing.encode()),
        new_courier(),
    )
    lock(config.data / LOCKED, secrets, {SLOT: passphrase}, cost=cost)
    make_staff_database(config.data, staff.secret).dispose()
    (config.data / PUBLIC).write_text(base64url(public) + "\n", encoding="ascii")
    engine = make_store(config, database_key)
    with engine.begin() as connection:
        connection.execute(insert(tables.relay).values(instance=base64url(os.urandom(16)), epoch=1))
    engine.dispose()
    return public


def new_courier() -> Secret:
    """The key by which the courier's page asks the relay, as any courier does. A relay made before has none."""
    key = SigningKey.generate()
    return Secret(COURIER, "the courier's page", key.verify_key.encode(), key.encode())


def new_staff_key() -> Secret:
    """The key of the staff's database."""
    return Secret("handout", "the staff's database", b"", os.urandom(32))
