"""The register of links: which were handed out, by whom, and until when they open.

Of a link only the hash is kept, so the register alone opens no form. A row is written once, at hand-out, and next
touched when it is deleted, or when staff end a tablet (kiosks.py): opening and sending read it and change nothing,
here or in any counter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Protocol

from sqlalchemy import Connection, Engine, bindparam, insert, select, update

from intake.config import Relay
from intake.envelope.link import Token, link_hash, new_token
from intake.relay.links.tables import handed_out, link
from intake.sqlcipher import reading

# An envelope is taken this long after its link expired: a person may finish, and a tablet may find a network, later.
SENDING_DAYS = timedelta(days=30)
_BY_HASH = select(link.c.organisation, link.c.kind, link.c.expires).where(link.c.hash == bindparam("hash"))


class Kind(StrEnum):
    """What a link is printed on or shown by."""

    CARD = "card"
    KIOSK = "kiosk"


@dataclass(frozen=True, slots=True)
class Link:
    """A link as the register knows it: ``expires`` is the last day it opens."""

    organisation: str
    kind: Kind
    expires: date

    def opens(self, today: date) -> bool:
        """May a form be opened with it?"""
        return today <= self.expires

    def sends(self, today: date) -> bool:
        """May an envelope be sent with it?"""
        return today <= self.expires + SENDING_DAYS


class Register(Protocol):
    """A relay's links, and what its configuration says of them."""

    @property
    def config(self) -> Relay: ...
    @property
    def engine(self) -> Engine: ...


def new_links(
    connection: Connection, organisation: str, kind: Kind, *, now: datetime, days: int, count: int
) -> Sequence[Token]:
    """Make ``count`` links that open for ``days`` days."""
    tokens = [new_token() for _ in range(count)]
    expires = now.date() + timedelta(days=days)
    rows = [
        {"hash": link_hash(token), "organisation": organisation, "kind": kind, "expires": expires} for token in tokens
    ]
    connection.execute(insert(link), rows)
    return tokens


def look_once(engine: Engine, hashes: Sequence[bytes]) -> None:
    """Read rows that were just written, so that nothing that is done with their links changes a byte.

    A server notes in a row, when it is first read, that its writing was settled: unread, it would tell for a night
    which links were never opened.
    """
    with reading(engine).begin() as connection:
        connection.execute(select(link.c.kind).where(link.c.hash.in_(hashes))).all()


def count_handed_out(connection: Connection, organisation: str, *, now: datetime, count: int) -> None:
    """Add ``count`` to what the organisation handed out in this month: no finer, and of nobody in it."""
    month = f"{now:%Y-%m}"
    this = (handed_out.c.organisation == organisation) & (handed_out.c.month == month)
    if not connection.execute(update(handed_out).where(this).values(total=handed_out.c.total + count)).rowcount:
        connection.execute(insert(handed_out).values(organisation=organisation, month=month, total=count))


def find(connection: Connection, token: Token) -> Link | None:
    """What the register knows of a link, expired or not."""
    row = connection.execute(_BY_HASH, {"hash": link_hash(token)}).one_or_none()
    return None if row is None else Link(row.organisation, Kind(row.kind), row.expires)
