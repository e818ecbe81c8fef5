"""Back up a relay while it serves: new, compact databases filled from one look at the old ones, in one file.

The same for every kind of database, so a backup may also be brought back to another kind. It holds nothing that the
relay does not: whoever has it, and the passphrase, knows what a thief of the relay would.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
from sqlalchemy import Engine, Table

from intake.config import Relay
from intake.relay.backup.archive import ABOUT, About, pack, refuse_existing
from intake.relay.backup.copying import RELAY_TABLES, STAFF_TABLES, copy_tables
from intake.relay.database import make_database
from intake.relay.errors import RelayError
from intake.relay.handout.database import make_staff_database, open_staff_database
from intake.relay.instance import LOCKED, PUBLIC, open_unlocked, unlock_relay
from intake.sqlcipher import empty_logs, refuse_damaged


def back_up(config: Relay, passphrase: str, out: Path, today: date) -> About:
    """Write a backup of the relay to the new file ``out``; what it says of itself.

    Raises RelayError, LockedFileError or DatabaseError. Needs twice its size of room beside ``out``.
    """
    refuse_existing(out)
    secrets = unlock_relay(config, passphrase)
    relay_key, staff_key = secrets["database"].secret, secrets["handout"].secret
    with ExitStack() as stack:
        relay = open_unlocked(config, secrets)
        stack.callback(relay.engine.dispose)
        staff = open_staff_database(config.data, staff_key)
        stack.callback(staff.dispose)
        folder = Path(stack.enter_context(_beside(out)))
        _fill(make_database(folder, relay_key), relay.engine, RELAY_TABLES)
        _fill(make_staff_database(folder, staff_key), staff, STAFF_TABLES)
        for name in (LOCKED, PUBLIC):
            shutil.copyfile(config.data / name, folder / name)
        about = About(1, today.isoformat(), relay.instance, relay.epoch)
        (folder / ABOUT).write_bytes(msgspec.json.encode(about))
        pack(folder, out)
    return about


def _beside(out: Path) -> TemporaryDirectory[str]:
    """A folder for its owner only, on the disk that the backup goes to."""
    try:
        return TemporaryDirectory(prefix=f".{out.name}.", dir=out.absolute().parent)
    except OSError:
        raise RelayError(f"cannot write {out}", "Does the folder exist, and may you write there?") from None


def _fill(copy: Engine, source: Engine, tables: Sequence[Table]) -> None:
    """Afterwards its files alone are whole, and were read back."""
    copy_tables(source, copy, tables)
    empty_logs(copy)
    refuse_damaged(copy)
    copy.dispose()
