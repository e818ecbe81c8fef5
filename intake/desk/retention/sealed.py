"""Envelopes that the desk holds sealed: set aside, or parked until it has their questionnaire.

They are answers too. Where the desk's keys open one, it belongs to a person whose code and id stand in it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, select, update

from intake.desk.importing.examining import Aside
from intake.desk.importing.writing import ASIDE, PARKED
from intake.desk.opening import open_envelope
from intake.desk.tables import damaged, envelopes
from intake.desk.unlock import OpenDesk
from intake.envelope.errors import EnvelopeError

ERASED = "erased"
"""The state of an envelope of which nothing is left but its digest."""


@dataclass(frozen=True, slots=True, repr=False)
class Held:
    """A sealed envelope that opens, and whose it is."""

    digest: bytes
    id: str
    code: str


def held(desk: OpenDesk, connection: Connection) -> Iterator[Held]:
    """All that open: parked ones, and second ones."""
    wanted = (envelopes.c.state == PARKED) | (envelopes.c.reason == Aside.SECOND.value)
    query = select(envelopes.c.digest, envelopes.c.sealed).where(wanted, envelopes.c.sealed.is_not(None))
    for row in connection.execute(query).all():
        try:
            opened = open_envelope(row.sealed, desk.bunch.opening, desk.instance.inbox, carried_as=row.digest)
        except EnvelopeError:
            continue
        yield Held(row.digest, opened.submission.id, opened.submission.code)


def forget_copies(desk: OpenDesk, connection: Connection, ids: Collection[str]) -> None:
    """Let go of the sealed bytes of second envelopes with these inner ids."""
    forget(connection, [each.digest for each in held(desk, connection) if each.id in ids])


def forget(connection: Connection, digests: Iterable[bytes]) -> int:
    """Let go of the bytes of these envelopes; their digests stay, so that they never come in again. Of how many."""
    return sum(
        connection.execute(
            update(envelopes)
            .where(envelopes.c.digest == digest, envelopes.c.sealed.is_not(None))
            .values(state=ERASED, reason=None, sealed=None)
        ).rowcount
        for digest in digests
    )


def waiting_since(connection: Connection, until: str) -> tuple[list[bytes], int]:
    """Envelopes set aside or parked that came on the day ``until`` or before; and how many damaged ones did."""
    old = (envelopes.c.state.in_((ASIDE, PARKED)), envelopes.c.arrived <= until)
    digests = list(connection.execute(select(envelopes.c.digest).where(*old)).scalars())
    pieces = connection.execute(select(damaged.c.digest).where(damaged.c.arrived <= until)).all()
    return digests, len(pieces)
