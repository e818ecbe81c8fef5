"""Making a card or letter of introduction; that one was made is kept, and until when it holds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlalchemy import Connection, insert, select

from intake.local.clock import stamp
from intake.local.local_time import today
from intake.marking import N_
from intake.network.ambassadors.reading import read_ambassador
from intake.network.errors import NetworkError
from intake.network.introducing.frame import KINDS, Introduction
from intake.network.introducing.introduced import Introduced, Sender
from intake.network.introducing.words import TONGUES
from intake.network.log import Action, Thing
from intake.network.people import Role
from intake.network.tables import introductions
from intake.network.unlock import OpenNetwork

MOST = 200
"""Cards of one print."""
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Issued:
    """A card or letter that was made. ``at`` is a stamp, ``until`` the last day on which it holds."""

    at: str
    actor: str
    kind: str
    language: str
    until: date


def introduction(
    book: OpenNetwork, connection: Connection, kind: str, wanted: Sequence[str], tongue: str, copies: int = 1
) -> Introduction:
    """A card (kind ``card``, ``copies`` of each) or ``letter`` for these ambassadors. Raises NetworkError."""
    book.require(connection, Role.COORDINATOR)
    if kind not in KINDS or tongue not in TONGUES or not wanted or not 1 <= copies * len(wanted) <= MOST:
        raise NetworkError(N_("nothing was chosen to print"), N_("Choose whom to introduce, and how."))
    now = today(book.clock())
    people = tuple(Introduced.of(read_ambassador(connection, each), now) for each in dict.fromkeys(wanted))
    return Introduction(kind, tongue, Sender.of(book.section), _signed(book), now, people, copies)


def print_introduction(
    book: OpenNetwork,
    connection: Connection,
    made: Introduction,
    make: Callable[[Introduction], Made],
    keep: Callable[[Made], None] | None = None,
) -> Made:
    """What ``make`` makes of it, once it is recorded that it was printed.

    ``keep`` is given it before that is certain: where it fails, nothing is recorded.
    """
    done = make(made)
    for each in made.people:
        row = {"ambassador": each.ambassador.id, "kind": made.kind, "language": made.tongue}
        row |= {"until": each.until.isoformat(), "at": stamp(book.clock()), "actor": book.actor}
        connection.execute(insert(introductions), row)
        book.record(connection, Action.PRINTED, Thing.INTRODUCTION, each.ambassador.id, {"kind": made.kind})
    if keep is not None:
        keep(done)
    return done


def issued(connection: Connection, ambassador: str) -> tuple[Issued, ...]:
    """What was made for an ambassador, the last first."""
    asked = select(introductions).where(introductions.c.ambassador == ambassador)
    rows = connection.execute(asked.order_by(introductions.c.number.desc()))
    return tuple(Issued(row.at, row.actor, row.kind, row.language, date.fromisoformat(row.until)) for row in rows)


def _signed(book: OpenNetwork) -> str:
    """The name under a letter: as it is configured for the slot, else the slot's."""
    for each in book.section.sender.professionals:
        if each.slot == book.actor:
            return each.name
    return book.actor
