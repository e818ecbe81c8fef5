"""What a request says of a person goes so many days after its end, on a coordinator's word.

The numbers stay: who asked, which language and task, what came of it, and the minutes.
"""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import Connection, select, update

from intake.local.local_time import today
from intake.network.log import Action, Thing
from intake.network.people import Role
from intake.network.requests.model import OPEN
from intake.network.tables import requests
from intake.network.unlock import OpenNetwork

AFTER = 90
"""Days."""
_OF_THE_PERSON = ("first_name", "day", "time", "place", "what", "note", "content")


def due(connection: Connection, now: date) -> tuple[int, ...]:
    """The numbers of the requests whose term is over, in their order."""
    until = (now - timedelta(days=AFTER)).isoformat()
    asked = select(requests.c.number).where(
        requests.c.outcome_on <= until,
        requests.c.cleared.is_(None),
        requests.c.state.not_in([state.value for state in OPEN]),
    )
    return tuple(connection.execute(asked.order_by(requests.c.number)).scalars())


def clear(book: OpenNetwork, connection: Connection, shown: date) -> tuple[int, ...]:
    """Clear what was due on the day that the list was ``shown``; gives the numbers. Raises NetworkError."""
    book.require(connection, Role.COORDINATOR)
    now = today(book.clock())
    numbers = due(connection, min(shown, now))
    gone: dict[str, object] = dict.fromkeys(_OF_THE_PERSON)
    for number in numbers:
        connection.execute(update(requests).where(requests.c.number == number).values(**gone, cleared=now.isoformat()))
    if numbers:
        book.record(connection, Action.ERASED, Thing.REQUEST, None, {"requests": len(numbers)})
    return numbers
