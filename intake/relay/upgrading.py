"""Bring a relay that an older version made up to date: its databases, and the secrets it did not have yet.

A database that changes is copied first, and the copy stays until the change has succeeded; the change itself is one
transaction. What runs meanwhile knows nothing of it: stop the relay and the handout before.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from intake.config import Relay
from intake.locked import Secret, add_secret
from intake.relay import database
from intake.relay.handout import database as staff_database
from intake.relay.instance import COURIER, LOCKED, unlock_relay
from intake.relay.making import new_courier, new_staff_key
from intake.relay.migrating import names_of, run_steps, step_of
from intake.relay.store import SETTING, open_on_server
from intake.sqlcipher import DatabaseError, empty_logs, make_file, open_engine

STAFF = "handout"
NEW: Mapping[str, Callable[[], Secret]] = {STAFF: new_staff_key, COURIER: new_courier}
"""Secrets that came after the first version."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a database lies, and by which steps it changes. ``beside``: files that some step added, by schema."""

    path: Path
    steps: Path
    newest: str
    page_size: int
    beside: Mapping[str, Path] = field(default_factory=dict)


def upgrade_relay(config: Relay, passphrase: str) -> Sequence[str]:
    """What was brought up to date, in words. Raises LockedFileError, RelayError or DatabaseError."""
    secrets = unlock_relay(config, passphrase)
    done = []
    for name, make in NEW.items():
        if name not in secrets:
            secrets = {**secrets, name: (new := make())}
            add_secret(config.data / LOCKED, new, passphrase)
            done.append(f"{LOCKED} has the key of {new.purpose}")
    relay, staff = places(config.data)
    if (step := bring_server_up(config)) is not None:
        done.append(f"the server's database went from step {step} to {database.NEWEST_STEP}")
    if not staff.path.exists():
        staff_database.make_staff_database(config.data, secrets[STAFF].secret).dispose()
        done.append(f"{staff.path.name} was made")
    files = [(staff, secrets[STAFF].secret)]
    if config.database is None:
        files.append((relay, secrets["database"].secret))
    for place, key in files:
        if (before := bring_up(place, key)) is not None:
            done.append(f"{place.path.name} went from step {before} to {place.newest}")
    return done


def places(folder: Path) -> tuple[Place, Place]:
    """The relay's database and the staff's, in ``folder``."""
    return (
        Place(
            folder / database.FILE,
            database.STEPS,
            database.NEWEST_STEP,
            database.PAGE_SIZE,
            {database.ARRIVALS: folder / database.ARRIVALS_FILE},
        ),
        Place(
            folder / staff_database.FILE,
            staff_database.STEPS,
            staff_database.NEWEST_STEP,
            staff_database.PAGE_SIZE,
        ),
    )


def bring_server_up(config: Relay) -> str | None:
    """The same on a server, which keeps no copy: `intake relay backup` by the older version is one."""
    if config.database is None:
        return None
    engine = open_on_server(config.database, SETTING)
    before = _known(step_of(engine), database.STEPS, SETTING)
    if before != database.NEWEST_STEP:
        run_steps(engine, database.STEPS)
    engine.dispose()
    return None if before == database.NEWEST_STEP else before


def bring_up(place: Place, key: bytes) -> str | None:
    """Bring a database to its newest step; the step it was of, or None where that was it. Raises DatabaseError."""
    before = _known(_step(place, key), place.steps, place.path.name)
    if before == place.newest:
        return None
    copies = [_copy(path, before) for path in (place.path, *place.beside.values()) if path.exists()]
    for path in place.beside.values():
        if not path.exists():
            make_file(path)
    engine = open_engine(place.path, key, page_size=place.page_size, beside=place.beside)
    run_steps(engine, place.steps)
    engine.dispose()
    for copy in copies:
        copy.unlink()
    return before


def _known(step: str | None, steps: Path, name: str) -> str:
    if step is None or step not in names_of(steps):
        raise DatabaseError(f"{name} was made by a newer version of this program", "Update this program.")
    return step


def _step(place: Place, key: bytes) -> str | None:
    """A file beside it may not be there yet. Its logs are empty afterwards, so that it can be copied."""
    there = {schema: path for schema, path in place.beside.items() if path.exists()}
    engine = open_engine(place.path, key, page_size=place.page_size, beside=there)
    step = step_of(engine)
    empty_logs(engine)
    engine.dispose()
    return step


def _copy(path: Path, step: str) -> Path:
    """Beside it, under the name of its step; what an interrupted try left there is written again."""
    copy, part = path.with_name(f"{path.name}.{step}"), path.with_name(f"{path.name}.{step}.part")
    try:
        part.unlink(missing_ok=True)
        shutil.copy2(path, part)
        with part.open("rb") as file:
            os.fsync(file.fileno())
        part.replace(copy)
    except OSError:
        raise DatabaseError(f"cannot copy {path.name}", "Nothing was changed. Is there room for two?") from None
    return copy
