"""An open desk: keys in memory, the database open, and the name of who unlocked it.

Who acts is the slot that the passphrase opened; nobody can choose another name. Close it as soon as it is not needed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, Engine

from intake.config import Desk
from intake.desk.audit import Action, Detail, Event, Head, Why, append
from intake.desk.clock import Clock, stamp, utc_now
from intake.desk.database import discard, make_database, open_database, publish
from intake.desk.errors import DeskError
from intake.desk.folder import Folder, refuse_existing
from intake.desk.instance import Instance, read_instance, refuse_moved, write_instance
from intake.desk.keys.bunch import Bunch
from intake.desk.keys.ring import FIRST, read_certificate, read_ring
from intake.desk.library import Library
from intake.envelope.canonical import Json
from intake.envelope.encoding import base64url
from intake.envelope.sheet import KeySheet
from intake.local.database import plainly
from intake.locked import unlock_slot
from intake.marking import N_
from intake.sqlcipher import reading

UNUSABLE = N_("the desk's database could not be used; nothing was half done")


@dataclass(frozen=True, slots=True, repr=False)
class OpenDesk:
    """Everything a command needs. ``actor`` is the slot that was unlocked."""

    section: Desk
    actor: str
    bunch: Bunch
    ring: KeySheet
    certificate: Mapping[str, Json]
    engine: Engine
    instance: Instance
    library: Library
    clock: Clock

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that holds the write lock; raises DatabaseError where the database cannot be written.

        Raises DeskError where the desk was moved away since it was unlocked here.
        """
        with plainly(self.engine, UNUSABLE), self.engine.begin() as connection:
            refuse_moved(connection)
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that only reads."""
        with plainly(self.engine, UNUSABLE), reading(self.engine).begin() as connection:
            yield connection

    def record(
        self,
        connection: Connection,
        action: Action,
        detail: Detail | None = None,
        *,
        case: int | None = None,
        why: Why | None = None,
    ) -> Head:
        """Write into the audit trail what the actor does, in the transaction of ``connection``.

        ``why`` where it is another ground than such a deed usually has.
        """
        return append(connection, Event(self.clock(), self.actor, action, case, detail or {}, why))

    def close(self) -> None:
        """Close the database. The keys go with the last reference to this object."""
        self.engine.dispose()

    def __enter__(self) -> OpenDesk:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_desk(section: Desk, passphrase: str, *, name: str | None = None, clock: Clock = utc_now) -> OpenDesk:
    """Unlock the desk of ``section``, by the slot of ``name`` or by any.

    Raises DeskError, LockedFileError or DatabaseError.
    """
    folder = Folder(section.data)
    actor, bunch, ring, certificate = _keys(section, folder, passphrase, name)
    engine = open_database(folder.database, bunch.database)
    try:
        with reading(engine).begin() as connection:
            instance = read_instance(connection, inbox=section.inbox)
            library = Library.of(folder.questionnaires, connection)
    except DeskError:
        engine.dispose()
        raise
    return OpenDesk(section, actor, bunch, ring, certificate, engine, instance, library, clock)


def init_desk(
    section: Desk,
    passphrase: str,
    *,
    relay_key: bytes,
    name: str | None = None,
    earlier: Sequence[tuple[Action, Detail]] = (),
    clock: Clock = utc_now,
) -> Instance:
    """Make the desk's database, pinned to the relay whose Ed25519 key (32 bytes) is given; raises as `open_desk`.

    ``earlier`` is what was done before there was a trail to say so: it stands after the trail's first entry.
    """
    folder = Folder(section.data)
    refuse_existing(folder.database)
    actor, bunch, _, _ = _keys(section, folder, passphrase, name)
    instance = Instance.new(inbox=section.inbox, relay_key=relay_key)
    try:
        engine = make_database(folder.database, bunch.database)
        with engine.begin() as connection:
            write_instance(connection, instance, stamp(clock()))
            append(connection, _first_event(clock, actor, bunch, instance))
            for action, detail in earlier:
                append(connection, Event(clock(), actor, action, detail=detail))
        engine.dispose()
        publish(folder.database)
    finally:
        discard(folder.database)
    return instance


def _keys(
    section: Desk, folder: Folder, passphrase: str, name: str | None = None
) -> tuple[str, Bunch, KeySheet, Mapping[str, Json]]:
    if not folder.desk.exists():
        raise DeskError(f"there are no keys in {folder.root}", FIRST)
    actor, secrets = unlock_slot(folder.desk, passphrase, name=name)
    bunch = Bunch.of(secrets)
    ring = read_ring(folder, inbox=section.inbox)
    certificate = read_certificate(folder, ring=ring, signing=bunch.signing.verify_key.encode())
    return actor, bunch, ring, certificate


def _first_event(clock: Clock, actor: str, bunch: Bunch, instance: Instance) -> Event:
    keys = " ".join(base64url(key) for key in bunch.opening)
    detail = {"desk": instance.desk, "opening_keys": keys, "relay_key": base64url(instance.relay_key)}
    return Event(clock(), actor, Action.DESK_MADE, detail=detail)
