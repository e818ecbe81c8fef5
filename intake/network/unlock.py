"""An open network book: keys in memory, the database open, and the name of who unlocked it.

Who acts is the slot that the passphrase opened; nobody can choose another name. Close it as soon as it is not needed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, select

from intake.config import Network
from intake.local.clock import Clock, utc_now
from intake.local.database import plainly
from intake.locked import unlock_slot
from intake.marking import N_
from intake.network.database import DATABASE
from intake.network.errors import NetworkError
from intake.network.folder import Folder
from intake.network.keys import Keys
from intake.network.log import Action, Detail, Entry, Thing, append
from intake.network.people import Role, require, role_of
from intake.network.tables import book
from intake.sqlcipher import reading

UNUSABLE = N_("the network book's database could not be used; nothing was half done")


@dataclass(frozen=True, slots=True, repr=False)
class OpenNetwork:
    """Everything a command needs. ``actor`` is the slot that was unlocked, ``book`` the book's random id."""

    section: Network
    actor: str
    keys: Keys
    engine: Engine
    book: str
    clock: Clock

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that holds the write lock; raises DatabaseError where the database cannot be written."""
        with plainly(self.engine, UNUSABLE), self.engine.begin() as connection:
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
        what: Thing,
        key: str | int | None = None,
        detail: Detail | None = None,
    ) -> None:
        """Write into the log what the actor does, in the transaction of ``connection``."""
        named = None if key is None else str(key)
        append(connection, Entry(self.clock(), self.actor, action, what, named, detail or {}))

    def role(self) -> Role:
        """The role of who unlocked it; raises NetworkError where they have none any more."""
        with self.reading() as connection:
            return role_of(connection, self.actor)

    def require(self, connection: Connection, *roles: Role) -> None:
        """Raise NetworkError unless who unlocked it has one of ``roles``."""
        require(connection, self.actor, *roles)

    def close(self) -> None:
        """Close the database. The keys go with the last reference to this object."""
        self.engine.dispose()

    def __enter__(self) -> OpenNetwork:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_network(section: Network, passphrase: str, *, name: str | None = None, clock: Clock = utc_now) -> OpenNetwork:
    """Unlock the book of ``section``, by the slot of ``name`` or by any.

    Raises NetworkError, LockedFileError or DatabaseError.
    """
    folder = Folder(section.data)
    if not folder.locked.exists():
        raise NetworkError(N_("there is no network book yet"), N_("Make it first: `intake network init`."))
    actor, secrets = unlock_slot(folder.locked, passphrase, name=name)
    keys = Keys.of(secrets)
    engine = DATABASE.open(folder.database, keys.database)
    with reading(engine).begin() as connection:
        own = connection.execute(select(book.c.book)).scalar_one()
    return OpenNetwork(section, actor, keys, engine, own, clock)
