"""Writing sessions down, putting them right, and withdrawing what never was."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, delete, insert, select

from intake.local.clock import stamp
from intake.local.local_time import today
from intake.marking import N_
from intake.network.filling import Filling
from intake.network.log import Action, Thing
from intake.network.people import EVERYBODY
from intake.network.revision import claim
from intake.network.sessions.model import TOPICS, read_session
from intake.network.tables import ambassadors, session_ambassadors, sessions
from intake.network.unlock import OpenNetwork
from intake.places.municipalities import load_municipalities
from intake.questionnaire.naming import is_named

MOST = 2000
"""People in one room."""


def add_session(book: OpenNetwork, connection: Connection, typed: Mapping[str, object]) -> int:
    """One that was held; gives its number. Raises UnfitError, NetworkError."""
    book.require(connection, *EVERYBODY)
    row, told = _fields(book, connection, typed)
    row |= {"at": stamp(book.clock()), "actor": book.actor}
    number: int = connection.execute(insert(sessions).returning(sessions.c.number), row).scalar_one()
    _tell(connection, number, told)
    book.record(connection, Action.ADDED, Thing.SESSION, number)
    return number


def change_session(
    book: OpenNetwork, connection: Connection, number: int, seen: int, typed: Mapping[str, object]
) -> int:
    """All its fields as they are now; gives the new revision. Raises as `claim`, UnfitError, NetworkError."""
    book.require(connection, *EVERYBODY)
    read_session(connection, number)
    row, told = _fields(book, connection, typed)
    taken = claim(connection, sessions, number, seen, **row)
    connection.execute(delete(session_ambassadors).where(session_ambassadors.c.session == number))
    _tell(connection, number, told)
    book.record(connection, Action.CHANGED, Thing.SESSION, number)
    return taken


def withdraw_session(book: OpenNetwork, connection: Connection, number: int, seen: int) -> int:
    """It was written down by mistake; gives the new revision. Raises ChangedMeanwhileError, NetworkError."""
    book.require(connection, *EVERYBODY)
    read_session(connection, number)
    taken = claim(connection, sessions, number, seen, withdrawn=today(book.clock()).isoformat())
    book.record(connection, Action.WITHDRAWN, Thing.SESSION, number)
    return taken


def _fields(
    book: OpenNetwork, connection: Connection, typed: Mapping[str, object]
) -> tuple[dict[str, object], tuple[str, ...]]:
    filling = Filling(typed)
    known = list(connection.execute(select(ambassadors.c.id)).scalars())
    day, tag = filling.day("day", needed=True), filling.line("language", longest=20)
    row: dict[str, object] = {
        "day": day.isoformat() if day else None,
        "topic": filling.choice("topic", TOPICS, needed=True),
        "reached": filling.whole("reached", 0, MOST, needed=True),
        "place": filling.choice("place", load_municipalities().by_code),
        "venue": filling.line("venue"),
        "language": tag,
        "organisation": filling.line("organisation", longest=80),
        "note": filling.text("note", longest=400),
    }
    told = filling.choices("ambassadors", known)
    if tag and not is_named(tag):
        filling.fault("language", N_("is not a language that has a name here"))
    if day and day > today(book.clock()):
        filling.fault("day", N_("lies in the future"))
    filling.refuse()
    return row, told


def _tell(connection: Connection, number: int, told: tuple[str, ...]) -> None:
    for each in told:
        connection.execute(insert(session_ambassadors), {"session": number, "ambassador": each})
