"""What came of a desk's slips, signed: every time all that is known, so that a lost file costs nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeVar

import msgspec
from sqlalchemy import Connection, select, update

from intake.exchange.files import sign_own
from intake.exchange.slip import Came, Outcomes
from intake.local.local_time import today
from intake.marking import N_
from intake.network.errors import NetworkError
from intake.network.exchanging.book_out import remember
from intake.network.exchanging.desks import believed
from intake.network.log import Action, Thing
from intake.network.people import Role
from intake.network.tables import book, requests
from intake.network.unlock import OpenNetwork

Kept = TypeVar("Kept")


def write_outcomes(
    network: OpenNetwork, keep: Callable[[bytes], Kept], *, inbox: str | None = None
) -> tuple[int, int, Kept]:
    """The number of the file, how many slips are in it, and what ``keep`` makes of it: where that fails, no number is
    used. Raises NetworkError where nothing came of any slip yet, or it is not clear for which inbox.
    """
    with network.writing() as connection:
        network.require(connection, Role.COORDINATOR)
        wanted = inbox or _only(connection)
        came = outcomes_of(connection, wanted)
        if not came:
            raise NetworkError(
                N_("nothing came of any slip of this desk yet"), N_("Write down first what came of its requests.")
            )
        sequence: int = connection.execute(select(book.c.outcomes)).scalar_one() + 1
        content = Outcomes(1, network.book, sequence, today(network.clock()), came)
        data = sign_own(network.keys.signing, content)
        connection.execute(update(book).values(outcomes=sequence))
        remember(network, connection, "outcomes", sequence, data)
        network.record(connection, Action.EXPORTED, Thing.OUTCOMES, wanted, {"sequence": sequence, "slips": len(came)})
        return sequence, len(came), keep(data)


def outcomes_of(connection: Connection, inbox: str) -> tuple[Came, ...]:
    """What came of each slip of this inbox, in the order of their ids; those of which nothing came are left out."""
    asked = select(requests).where(requests.c.inbox == inbox, requests.c.outcome.is_not(None))
    rows = connection.execute(asked.order_by(requests.c.slip))
    return tuple(
        msgspec.convert(
            {
                "slip": row.slip,
                "outcome": row.outcome,
                "on": date.fromisoformat(row.outcome_on),
                "minutes": row.minutes or 0,
            },
            Came,
        )
        for row in rows
    )


def _only(connection: Connection) -> str:
    """The inbox, where there is one."""
    known = list(believed(connection))
    if len(known) != 1:
        raise NetworkError(
            N_("it is not clear for which desk: none, or several, were compared here"), N_("Say which inbox it is for.")
        )
    return known[0]
