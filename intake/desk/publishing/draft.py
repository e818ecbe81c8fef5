"""What would be public, before anybody signs it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

import msgspec
from sqlalchemy import Connection, select

from intake.desk.local_time import today
from intake.desk.publishing.ambassadors import Counted, speaking
from intake.desk.publishing.destinations import public_destinations
from intake.desk.publishing.walking_in import walk_in
from intake.desk.report.published import released_tables
from intake.desk.tables import network
from intake.desk.unlock import OpenDesk
from intake.envelope.canonical import canonical
from intake.exchange.book import Book
from intake.exchange.files import read_own
from intake.exchange.published import PublicDestination, Published, PublishedTable, WalkIn


@dataclass(frozen=True, slots=True)
class Draft:
    """``book`` is the day of the network book that it was made from."""

    walk_in: WalkIn | None
    counted: Counted
    destinations: tuple[PublicDestination, ...]
    figures: tuple[PublishedTable, ...]
    book: date | None

    @property
    def empty(self) -> bool:
        """Would it tell nothing?"""
        return self.walk_in is None and not (self.counted.speaking or self.destinations or self.figures)

    def published(self, inbox: str, sequence: int, issued: date) -> Published:
        """As it is signed."""
        return Published(
            v=1,
            inbox=inbox,
            sequence=sequence,
            issued=issued,
            walk_in=self.walk_in,
            ambassadors=self.counted.speaking,
            destinations=self.destinations,
            figures=self.figures,
        )

    def digest(self) -> bytes:
        """SHA-256 of what everybody would read: who says that they saw it saw just this."""
        return digest_of(self.published("", 1, date.min))


def digest_of(said: Published) -> bytes:
    """The same for a file: its number and its day make no difference."""
    members = msgspec.to_builtins(said) | {"inbox": "", "sequence": 1, "issued": date.min.isoformat()}
    return hashlib.sha256(canonical(members)).digest()


def draft_of(desk: OpenDesk, connection: Connection) -> Draft:
    """Made from what the desk has now. Raises ExchangeError where the network book it keeps is damaged."""
    book, configured, day = _book(connection), desk.section.walk_in, today(desk.clock())
    return Draft(
        walk_in=None if configured is None else walk_in(configured),
        counted=Counted() if book is None else speaking(book, day),
        destinations=() if book is None else public_destinations(book),
        figures=released_tables(connection),
        book=None if book is None else book.issued,
    )


def _book(connection: Connection) -> Book | None:
    """The network book, verified again."""
    row = connection.execute(select(network.c.content, network.c.public)).one_or_none()
    return None if row is None else read_own(row.content, Book, public=row.public)
