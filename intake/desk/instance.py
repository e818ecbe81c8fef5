"""Which desk this is: a random id, pinned to one inbox and one relay when it is made."""

from __future__ import annotations

import os
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select

from intake.desk.errors import DeskError
from intake.desk.tables import instance
from intake.envelope.encoding import base64url
from intake.marking import N_, filled


@dataclass(frozen=True, slots=True)
class Instance:
    """``desk`` is 22 base64url characters; ``relay_key`` (Ed25519, 32 bytes) signs the bundles that it accepts."""

    desk: str
    epoch: int
    inbox: str
    relay_key: bytes

    @classmethod
    def new(cls, *, inbox: str, relay_key: bytes) -> Instance:
        """A desk that was never restored: epoch 1."""
        return cls(base64url(os.urandom(16)), 1, inbox, relay_key)


def write_instance(connection: Connection, desk: Instance, made: str) -> None:
    """Write the one row; ``made`` is a stamp."""
    row = {"one": 1, "made": made, "desk": desk.desk, "epoch": desk.epoch}
    connection.execute(insert(instance), row | {"inbox": desk.inbox, "relay_key": desk.relay_key})


def read_instance(connection: Connection, *, inbox: str) -> Instance:
    """The one row; raises DeskError where the database is another inbox's, or work goes on on another machine."""
    row = connection.execute(select(instance)).one()
    if row.inbox != inbox:
        raise DeskError("this database is another inbox's", "Compare [desk] inbox and data.")
    refuse_moved(connection)
    return Instance(row.desk, row.epoch, row.inbox, row.relay_key)


def refuse_moved(connection: Connection) -> None:
    """Raise DeskError where work goes on on another machine."""
    moved = connection.execute(select(instance.c.moved)).scalar_one_or_none()
    if moved is not None:
        raise DeskError(
            filled(N_("this desk was moved to another machine on %(day)s"), day=moved[:10]),
            N_("Go on there. Did that fail? Bring the backup of that move back here, into another folder."),
        )
