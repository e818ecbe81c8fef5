"""Which desks this book believes: the GGD's identity for each inbox, once people compared its fingerprint."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select

from intake.envelope.signatures import fingerprint
from intake.local.clock import stamp
from intake.marking import N_
from intake.network.errors import NetworkError
from intake.network.log import Action, Thing
from intake.network.people import Role
from intake.network.tables import desks
from intake.network.unlock import OpenNetwork


@dataclass(frozen=True, slots=True)
class Desk:
    """``identity`` is its GGD's key (32 bytes); ``since`` a stamp."""

    inbox: str
    identity: bytes
    since: str

    @property
    def fingerprint(self) -> str:
        """Of the identity, as people compare it."""
        return fingerprint(self.identity)


def believed(connection: Connection) -> dict[str, Desk]:
    """All of them, by inbox."""
    rows = connection.execute(select(desks).order_by(desks.c.inbox))
    return {row.inbox: Desk(row.inbox, row.identity, row.at) for row in rows}


def believe(network: OpenNetwork, connection: Connection, inbox: str, identity: bytes) -> None:
    """From now on."""
    row = {"inbox": inbox, "identity": identity, "at": stamp(network.clock()), "actor": network.actor}
    connection.execute(insert(desks), row)
    network.record(connection, Action.COMPARED, Thing.DESK, inbox, {"key": fingerprint(identity)})


def forget(network: OpenNetwork, connection: Connection, inbox: str) -> None:
    """No more: the next file of that inbox is compared anew. Requests that came stay. Raises NetworkError."""
    network.require(connection, Role.COORDINATOR)
    if connection.execute(delete(desks).where(desks.c.inbox == inbox)).rowcount != 1:
        raise NetworkError(N_("no desk of this inbox was compared here"), N_("Look at the list of desks."))
    network.record(connection, Action.REMOVED, Thing.DESK, inbox)
