"""Bring a relay back from a backup, into a place where there is none.

It is another epoch of the same relay: its bundles say so, the desk tells it to the nurse, and everything that is held
is offered until this desk has acknowledged it once more. What that loses, and what it brings back, is said plainly.
"""

from __future__ import annotations

from pathlib import Path

import msgspec
from sqlalchemy import update

from intake.config import Relay
from intake.relay import tables
from intake.relay.backup.archive import About, unpack
from intake.relay.backup.copying import RELAY_TABLES, copy_tables
from intake.relay.errors import RelayError
from intake.relay.handout.database import open_staff_database
from intake.relay.instance import open_unlocked, unlock_relay
from intake.relay.placing import place_for_new
from intake.relay.store import compact_arrivals, make_store, refuse_taken
from intake.relay.upgrading import upgrade_relay
from intake.sqlcipher import empty_logs, refuse_damaged


def restore(config: Relay, passphrase: str, file: Path) -> About:
    """Make the relay in ``config.data`` from the backup ``file``: wholly, or not at all; what it is now.

    Where the configuration names a server, the relay's tables go there, whatever they were in. ``passphrase`` is the
    relay's of the day of the backup. Raises RelayError, LockedFileError or DatabaseError.
    """
    refuse_taken(config)
    try:
        with place_for_new(config) as folder:
            about = unpack(file, folder)
            epoch = _begin_epoch(msgspec.structs.replace(config, data=folder, database=None), passphrase, config)
    except OSError:
        raise RelayError(
            f"the relay could not be brought back to {config.data}", "Is there room, and may you write there?"
        ) from None
    return msgspec.structs.replace(about, epoch=epoch)


def _begin_epoch(unpacked: Relay, passphrase: str, config: Relay) -> int:
    """Bring the unpacked relay to the newest step, read it through, and count its epoch on."""
    upgrade_relay(unpacked, passphrase)
    secrets = unlock_relay(unpacked, passphrase)
    relay, staff = open_unlocked(unpacked, secrets), open_staff_database(unpacked.data, secrets["handout"].secret)
    for engine in (relay.engine, staff):
        refuse_damaged(engine)
    with relay.engine.begin() as connection:
        connection.execute(update(tables.relay).values(epoch=relay.epoch + 1))
    if config.database is not None:
        server = make_store(config, b"")
        copy_tables(relay.engine, server, RELAY_TABLES)
        compact_arrivals(server)
        server.dispose()
    for engine in (relay.engine, staff):
        empty_logs(engine)
        engine.dispose()
    return relay.epoch + 1
