"""Writing signals down, editing them until they have left, and withdrawing them. A coordinator's work."""

from __future__ import annotations

import re
from collections.abc import Mapping

from sqlalchemy import Connection, insert, select, update

from intake.local.clock import stamp
from intake.local.local_time import today
from intake.marking import N_
from intake.network.errors import NetworkError
from intake.network.filling import Filling
from intake.network.hours.month import quarter_of
from intake.network.log import Action, Thing
from intake.network.people import Role
from intake.network.revision import claim
from intake.network.signals.model import TOPICS, Signal, read_signal
from intake.network.signals.refusing import what_is_personal
from intake.network.tables import ambassadors, signals
from intake.network.unlock import OpenNetwork
from intake.places.municipalities import load_municipalities

_QUARTER = re.compile(r"20\d\d-Q[1-4]")
_LONGEST = 600


def add_signal(book: OpenNetwork, connection: Connection, typed: Mapping[str, object]) -> int:
    """``typed`` has topic, region, quarter, pattern, gap, recommendation; gives its number.

    Raises UnfitError where one of them has a person in it, or what looks like one; NetworkError.
    """
    book.require(connection, Role.COORDINATOR)
    row = _fields(book, connection, typed) | {"at": stamp(book.clock()), "actor": book.actor}
    number: int = connection.execute(insert(signals).returning(signals.c.number), row).scalar_one()
    book.record(connection, Action.ADDED, Thing.SIGNAL, number)
    return number


def change_signal(
    book: OpenNetwork, connection: Connection, number: int, seen: int, typed: Mapping[str, object]
) -> int:
    """All its fields as they are now; gives the new revision. One that has left is refused."""
    book.require(connection, Role.COORDINATOR)
    _editable(read_signal(connection, number))
    taken = claim(connection, signals, number, seen, **_fields(book, connection, typed))
    book.record(connection, Action.CHANGED, Thing.SIGNAL, number)
    return taken


def withdraw_signal(book: OpenNetwork, connection: Connection, number: int, seen: int) -> int:
    """The next export does not have it any more; gives the new revision. Raises ChangedMeanwhileError, NetworkError."""
    book.require(connection, Role.COORDINATOR)
    read_signal(connection, number)
    taken = claim(connection, signals, number, seen, withdrawn=today(book.clock()).isoformat())
    book.record(connection, Action.WITHDRAWN, Thing.SIGNAL, number)
    return taken


def mark_exported(connection: Connection, sequence: int) -> None:
    """What `signals_for_book` gave has left, in the export with this number: from now on nobody edits it."""
    new = update(signals).where(signals.c.exported.is_(None), signals.c.withdrawn.is_(None))
    connection.execute(new.values(exported=sequence))


def _editable(found: Signal) -> None:
    if not found.editable:
        raise NetworkError(N_("this signal has left, or was withdrawn"), N_("Withdraw it, and write down a new one."))


def _fields(book: OpenNetwork, connection: Connection, typed: Mapping[str, object]) -> dict[str, object]:
    filling = Filling(typed)
    names = list(connection.execute(select(ambassadors.c.name)).scalars())
    row: dict[str, object] = {
        "topic": filling.choice("topic", TOPICS, needed=True),
        "region": filling.choice("region", load_municipalities().ggds) or book.section.region,
        "quarter": filling.line("quarter", longest=7) or quarter_of(today(book.clock())),
    }
    if row["region"] is None:
        filling.fault("region", N_("is needed"))
    if not _QUARTER.fullmatch(str(row["quarter"])):
        filling.fault("quarter", N_("is not a quarter: write it as 2026-Q4"))
    for name in ("pattern", "gap", "recommendation"):
        row[name] = filling.text(name, longest=_LONGEST, needed=name == "pattern")
        if found := what_is_personal(str(row[name] or ""), names):
            filling.fault(name, found)
    filling.refuse()
    return row
