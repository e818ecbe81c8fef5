"""One relay as it runs: its folder, its keys, its database. intake.relay.making makes it.

    relay.locked    the keys of the two databases, the signing key of bundles, and the key of the courier's page
                    (intake.relay.handout.courier), behind a passphrase
    relay.pub       the public half of the signing key, which the desk pins
    relay.sqlite    everything it keeps (intake.relay.tables)
    handout.sqlite  the accounts of those who hand out (intake.relay.handout.tables)

It holds no key that opens an envelope, and nothing here could use one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from nacl.signing import SigningKey
from sqlalchemy import Engine, select

from intake.config import Inbox, Relay
from intake.envelope.signatures import fingerprint
from intake.locked import LockedFileError, Secret, unlock
from intake.relay import tables
from intake.relay.errors import RelayError
from intake.relay.store import open_store
from intake.sqlcipher import reading

LOCKED, PUBLIC, SLOT = "relay.locked", "relay.pub", "relay"
COURIER = "courier"
"""The secret that is the key of the courier's page."""


@dataclass(frozen=True, slots=True, repr=False)
class OpenRelay:
    """A relay with its database open. ``instance`` is its random id, ``epoch`` how often it was restored.

    ``own_courier`` is the fingerprint of the courier's page; None where the relay was made before there was one.
    """

    config: Relay
    engine: Engine
    signing: SigningKey
    instance: str
    epoch: int
    own_courier: str | None = None

    def inbox(self, name: str) -> Inbox | None:
        """The inbox of this id, if the relay has it."""
        return self.config.inbox(name)


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
    engine = open_store(config, key)
    with reading(engine).begin() as connection:
        itself = connection.execute(select(tables.relay)).one()
    return OpenRelay(config, engine, signing, itself.instance, itself.epoch, _own_courier(secrets))


def _own_courier(secrets: Mapping[str, Secret]) -> str | None:
    return fingerprint(secrets[COURIER].public) if COURIER in secrets else None


def _refuse_missing(path: Path) -> None:
    if not path.is_file():
        raise RelayError(f"there is no relay in {path.parent}", "Make it with `intake relay init`.")
