"""The network book as the desk has it: the newest export that was brought in. A desk may have none.

Verified when it was brought in; what stands in the desk's own database is read as it stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import msgspec
from sqlalchemy import Connection, select

from intake.desk.tables import network
from intake.envelope.signatures import fingerprint
from intake.exchange.book import Ambassador, Book, Destination

OLD = timedelta(days=30)
"""After so long a book is old: hours and waiting times in it are of another month."""
STALE = timedelta(days=180)
"""After so long somebody should look again whether a destination is as it stands there: names change often."""


class _Signed(msgspec.Struct, frozen=True):
    network: Book


@dataclass(frozen=True, slots=True, repr=False)
class Kept:
    """``public`` is the key (32 bytes) that this book is believed by; ``imported`` a stamp."""

    book: Book
    public: bytes
    imported: str

    @property
    def fingerprint(self) -> str:
        """Of the key, as people compare it."""
        return fingerprint(self.public)

    def old(self, today: date) -> bool:
        """Was it issued so long ago that a new one is to be asked for?"""
        return self.book.issued + OLD < today

    def destination(self, entry: str | None) -> Destination | None:
        """The one with this id."""
        return next((each for each in self.book.destinations if each.id == entry), None)

    def ambassador(self, entry: str | None) -> Ambassador | None:
        """The one with this id."""
        return next((each for each in self.book.ambassadors if each.id == entry), None)


def read_kept(connection: Connection) -> Kept | None:
    """The book of now; None where none was brought in yet."""
    row = connection.execute(select(network.c.public, network.c.imported, network.c.content)).first()
    return (
        None if row is None else Kept(msgspec.json.decode(row.content, type=_Signed).network, row.public, row.imported)
    )


def stale(each: Destination, today: date) -> bool:
    """Has nobody checked this destination, or so long ago that somebody should look again?"""
    return each.checked_on is None or each.checked_on + STALE < today
