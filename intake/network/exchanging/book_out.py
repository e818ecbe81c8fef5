"""The signed book for the desk: who can help whom, as it stands now. Each has a higher number than the one before."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import Connection, insert, select, update

from intake.exchange.book import Book
from intake.exchange.files import sign_own
from intake.local.clock import stamp
from intake.local.local_time import today
from intake.network.ambassadors.exporting import ambassadors_for_book
from intake.network.destinations.reading import offered
from intake.network.log import Action, Thing
from intake.network.people import Role
from intake.network.signals.model import signals_for_book
from intake.network.signals.writing import mark_exported
from intake.network.tables import book, exports
from intake.network.unlock import OpenNetwork

Kept = TypeVar("Kept")


@dataclass(frozen=True, slots=True)
class Exported:
    """What left: its number, and how many stand in it."""

    sequence: int
    ambassadors: int
    destinations: int
    signals: int


def export_book(network: OpenNetwork, keep: Callable[[bytes], Kept]) -> tuple[Exported, Kept]:
    """Sign the book of now, and what ``keep`` makes of the file: where that fails, nothing left and no number is used.

    Raises NetworkError but for a coordinator.
    """
    with network.writing() as connection:
        network.require(connection, Role.COORDINATOR)
        content = book_of_now(network, connection)
        data = sign_own(network.keys.signing, content)
        connection.execute(update(book).values(sequence=content.sequence))
        mark_exported(connection, content.sequence)
        counted = Exported(content.sequence, len(content.ambassadors), len(content.destinations), len(content.signals))
        numbers = {"sequence": counted.sequence, "ambassadors": counted.ambassadors}
        detail = numbers | {"destinations": counted.destinations, "signals": counted.signals}
        remember(network, connection, "network", content.sequence, data)
        network.record(connection, Action.EXPORTED, Thing.BOOK, detail=detail)
        return counted, keep(data)


def book_of_now(network: OpenNetwork, connection: Connection) -> Book:
    """What the next export would have in it."""
    day = today(network.clock())
    before: int = connection.execute(select(book.c.sequence)).scalar_one()
    return Book(
        v=1,
        book=network.book,
        sequence=before + 1,
        issued=day,
        organisation=network.section.organisation,
        coordinator=network.actor,
        destinations=tuple(each.what for each in offered(connection)),
        ambassadors=ambassadors_for_book(connection, network.section, day),
        signals=signals_for_book(connection),
    )


def remember(network: OpenNetwork, connection: Connection, kind: str, sequence: int | None, data: bytes) -> None:
    """Write down that a file left."""
    digest = hashlib.sha256(data).digest()
    row = {"kind": kind, "sequence": sequence, "at": stamp(network.clock()), "actor": network.actor, "digest": digest}
    connection.execute(insert(exports), row)
