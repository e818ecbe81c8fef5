"""Erases ambassadors who stopped: every row about them, for good. What stays has no person in it.

Requests and sessions keep their numbers without whoever did them; the log keeps an id that leads nowhere. Deleted rows
are overwritten at once (secure_delete), and `rewrite` writes the file anew.
"""

from __future__ import annotations

from sqlalchemy import Connection, delete, update
from sqlalchemy.exc import DBAPIError

from intake.local.local_time import today
from intake.marking import N_
from intake.network.ambassadors.reading import read_ambassador
from intake.network.errors import ChangedMeanwhileError, NetworkError
from intake.network.log import Action, Thing
from intake.network.people import Role
from intake.network.tables import ambassadors, attendance, hours, introductions, requests, session_ambassadors, steps
from intake.network.unlock import OpenNetwork
from intake.sqlcipher import DatabaseError, compact, log_is_empty

_OF_THEM = (hours, steps, introductions, attendance, session_ambassadors)


def erase(book: OpenNetwork, connection: Connection, wanted: str, seen: int) -> None:
    """Raises NetworkError for who has not stopped yet, ChangedMeanwhileError where ``seen`` is not the revision."""
    book.require(connection, Role.COORDINATOR)
    found = read_ambassador(connection, wanted)
    if found.revision != seen:
        raise ChangedMeanwhileError
    if not found.left(today(book.clock())):
        raise NetworkError(
            N_("only who has stopped can be erased"), N_("Write down first that they stopped, and on which day.")
        )
    # A correction names the entry that it takes away: it goes first.
    connection.execute(delete(hours).where(hours.c.ambassador == wanted, hours.c.corrects.is_not(None)))
    for table in _OF_THEM:
        connection.execute(delete(table).where(table.c.ambassador == wanted))
    connection.execute(update(requests).where(requests.c.ambassador == wanted).values(ambassador=None))
    connection.execute(delete(ambassadors).where(ambassadors.c.id == wanted))
    book.record(connection, Action.ERASED, Thing.AMBASSADOR, wanted)


def rewrite(book: OpenNetwork) -> None:
    """Write the database's file anew, and empty its log. Raises DatabaseError; what was erased is gone all the same."""
    assert book.engine.dialect.dbapi is not None
    try:
        compact(book.engine)
        done = log_is_empty(book.engine)
    except (DBAPIError, book.engine.dialect.dbapi.Error):
        done = False
    if not done:
        raise DatabaseError(
            N_("it is erased, but the file could not be written anew while somebody works"),
            N_("Do it once more when nobody does, and there is room: it then goes on here."),
        )
