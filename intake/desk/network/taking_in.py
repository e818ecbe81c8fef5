"""Brings a network book in: shown first, then taken in, whole or not at all.

Believed is the book of one key. The first time, people compare its fingerprint; from then on a file of another key, of
another book, or one that is not newer is refused. To believe another is a deed of its own, by a coordinator, with a
reason. The audit trail has numbers, the key's fingerprint and fixed words, never who stands in the book.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import Connection
from sqlalchemy.dialects.sqlite import insert as upsert

from intake.desk.audit import Action
from intake.desk.clock import stamp
from intake.desk.errors import DeskError
from intake.desk.local_time import today
from intake.desk.network.changes import Changes, Entry, of_ambassadors, of_destinations
from intake.desk.network.kept import Kept, read_kept
from intake.desk.people import Role, require
from intake.desk.tables import network
from intake.desk.unlock import OpenDesk
from intake.envelope.signatures import fingerprint
from intake.exchange.book import Book
from intake.exchange.files import read_own, signed_by
from intake.marking import N_, filled


class Standing(StrEnum):
    """What a file is to this desk."""

    FIRST = "first"
    """No book was brought in yet: its key must be compared."""
    NEWER = "newer"
    """Of the book that is believed, and newer."""
    OTHER = "other"
    """Of another key, or another book: only a coordinator puts it in the place of the one that is believed."""


class Reason(StrEnum):
    """Why another book is believed from now on."""

    NEW_COMPUTER = "new-computer"
    OTHER_ORGANISATION = "other-organisation"
    KEY_LOST = "key-lost"
    MISTAKE = "mistake"


@dataclass(frozen=True, slots=True, repr=False)
class Offered:
    """A file that was read and believed of its own key; ``before`` is the book of now."""

    book: Book
    public: bytes
    standing: Standing
    before: Kept | None
    ambassadors: Changes
    destinations: Changes

    @property
    def fingerprint(self) -> str:
        """Of its key, as people compare it."""
        return fingerprint(self.public)

    @property
    def numbers(self) -> dict[str, int]:
        """For the audit trail."""
        both = (self.ambassadors, self.destinations)
        found = {"sequence": self.book.sequence, "ambassadors": len(self.book.ambassadors)}
        found |= {"destinations": len(self.book.destinations)}
        return found | {name: sum(len(getattr(each, name)) for each in both) for name in ("new", "changed", "gone")}


def look_at_file(connection: Connection, data: bytes, today: date) -> Offered:
    """What the file is on the day ``today``, and what it would change; nothing is taken in.

    Raises ExchangeError for what is no network book, DeskError for one that is not newer than the one of now, or that
    cannot be right.
    """
    public = signed_by(data, Book)
    book = read_own(data, Book, public=public)
    before = read_kept(connection)
    _refuse_unlikely(book, today)
    standing = _standing(before, book, public)
    if standing is Standing.NEWER and before is not None:
        _refuse_older(before.book, book)
    known = None if before is None else before.book
    return Offered(book, public, standing, before, of_ambassadors(known, book), of_destinations(known, book))


def take_in(
    desk: OpenDesk, connection: Connection, data: bytes, *, compared: str | None = None, reason: str | None = None
) -> Offered:
    """Take the file in, in the place of the book of now.

    ``compared`` is the fingerprint that somebody compared, where the key is met for the first time; ``reason`` one of
    Reason, where another book is put in the place of the one that is believed. Raises DeskError, ExchangeError.
    """
    found = look_at_file(connection, data, today(desk.clock()))
    if found.standing is Standing.OTHER:
        require(connection, desk.actor, Role.COORDINATOR)
        if reason not in tuple(Reason):
            raise _another()
    if found.standing is not Standing.NEWER:
        _refuse_uncompared(found, compared)
    _write(desk, connection, found, data)
    _record(desk, connection, found, reason)
    return found


def _standing(before: Kept | None, book: Book, public: bytes) -> Standing:
    if before is None:
        return Standing.FIRST
    same = before.public == public and before.book.book == book.book
    return Standing.NEWER if same else Standing.OTHER


def _refuse_unlikely(book: Book, today: date) -> None:
    if book.issued > today + timedelta(days=1):
        raise DeskError(
            N_("this network book is of a day that is still to come"),
            N_("Is the clock of this computer right, and that of the coordinator’s?"),
        )
    entries: tuple[Entry, ...] = (*book.ambassadors, *book.destinations)
    ids = [each.id for each in entries]
    if len(set(ids)) < len(ids):
        raise DeskError(
            N_("somebody stands twice in this network book"), N_("Ask the coordinator to export it once more.")
        )


def _refuse_older(before: Book, book: Book) -> None:
    if book.sequence > before.sequence:
        return
    numbers = {"number": book.sequence, "newest": before.sequence}
    if book.sequence == before.sequence:
        raise DeskError(
            filled(N_("export %(number)s of the network book was brought in already"), number=book.sequence),
            N_("There is nothing to do. Ask the coordinator for a new export when it is old."),
        )
    raise DeskError(
        filled(N_("export %(number)s of the network book is older than %(newest)s, which the desk has"), **numbers),
        N_("Take the newest file. An older one never takes its place."),
    )


def _refuse_uncompared(found: Offered, compared: str | None) -> None:
    if compared is None:
        raise DeskError(
            filled(N_("nobody has compared the key of this network book yet: %(key)s"), key=found.fingerprint),
            N_("Ask the coordinator by telephone to read out the fingerprint, and confirm it where it is the same."),
        )
    if compared.strip() != found.fingerprint:
        raise DeskError(
            N_("the fingerprint is not that of this file"),
            N_("Do not take it in. Ask the coordinator, by telephone, who made it."),
        )


def _another() -> DeskError:
    return DeskError(
        N_("this is another network book, or of another key, than the one that this desk believes"),
        N_("Ask the network’s coordinator by telephone. A coordinator here can put it in its place, and says why."),
    )


def _write(desk: OpenDesk, connection: Connection, found: Offered, data: bytes) -> None:
    book = found.book
    row: dict[str, object] = {"one": 1, "book": book.book, "public": found.public, "sequence": book.sequence}
    row |= {"issued": book.issued.isoformat(), "imported": stamp(desk.clock()), "content": data}
    # Outcomes are counted by each book anew.
    row |= {} if found.standing is Standing.NEWER else {"outcomes": 0}
    connection.execute(upsert(network).values(row).on_conflict_do_update(index_elements=["one"], set_=row))


def _record(desk: OpenDesk, connection: Connection, found: Offered, reason: str | None) -> None:
    if found.standing is Standing.FIRST:
        desk.record(connection, Action.NETWORK_BELIEVED, {"key": found.fingerprint})
    elif found.standing is Standing.OTHER and found.before is not None:
        keys = {"key": found.fingerprint, "before": found.before.fingerprint}
        desk.record(connection, Action.NETWORK_REPLACED, keys | {"reason": Reason(reason or "").value})
    desk.record(connection, Action.NETWORK_TAKEN_IN, found.numbers)
