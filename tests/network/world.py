"""A network book of a test, in a folder of its own, with a real encrypted database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from intake.config import Network, Professional, Sender
from intake.locked import FLOOR
from intake.network.database import DATABASE
from intake.network.folder import Folder
from intake.network.keys import Keys
from intake.network.making import make_network
from intake.network.unlock import OpenNetwork, open_network

PASSPHRASE, OTHER_PASSPHRASE = "seven lamps along the harbour wall", "nine herons under the railway bridge"
COORDINATOR, HELPER = "Joke Bakker", "Samira Haddad"
REGION = "GGD Haaglanden"
SENDER = Sender(
    address=("Spui 70", "2511 BT Den Haag"),
    phone="070 000 00 00",
    professionals=(Professional(COORDINATOR, "J. Bakker, coördinator"),),
)
NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


@dataclass(slots=True)
class Watch:
    """A clock that stands still until it is moved."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> None:
        """As timedelta."""
        self.now += timedelta(**by)


@dataclass(frozen=True, slots=True)
class World:
    """``keys`` are the book's, ``own`` its id."""

    section: Network
    watch: Watch
    keys: Keys
    own: str

    @property
    def public(self) -> bytes:
        """The book's key (32 bytes)."""
        return self.keys.public

    @contextmanager
    def network(self, name: str = COORDINATOR, passphrase: str = PASSPHRASE) -> Iterator[OpenNetwork]:
        """The open book."""
        with open_network(self.section, passphrase, name=name, clock=self.watch) as network:
            yield network

    @contextmanager
    def at_once(self) -> Iterator[OpenNetwork]:
        """The book, open to its coordinator, for what is not about opening it: no passphrase is derived."""
        engine = DATABASE.open(Folder(self.section.data).database, self.keys.database)
        with OpenNetwork(self.section, COORDINATOR, self.keys, engine, self.own, self.watch) as network:
            yield network

    def elsewhere(self, data: Path) -> World:
        """The same configuration with another folder."""
        return replace(self, section=msgspec.structs.replace(self.section, data=data))


def section(data: Path) -> Network:
    """As in a configuration."""
    return Network(data=data, organisation="Steunpunt Zuid", region=REGION, sender=SENDER)


def new_world(folder: Path) -> World:
    """A book that was just made."""
    own, watch = section(folder / "network"), Watch()
    make_network(own, COORDINATOR, PASSPHRASE, cost=FLOOR, clock=watch)
    with open_network(own, PASSPHRASE, clock=watch) as network:
        return World(own, watch, network.keys, network.book)
