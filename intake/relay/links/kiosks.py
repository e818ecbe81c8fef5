"""The links of an organisation's tablets: which there are, and ending one that is lost or no longer used.

Ending moves a link's last day to yesterday: from that moment it opens no more, and for SENDING_DAYS what still waits
on the tablet is taken. It is what staff do, never what a newcomer does: no use of a form changes a row. A tablet is
named by the beginning of its link's hash, which opens nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection, RowMapping, select, update

from intake.envelope.link import Token, link_hash
from intake.relay.errors import RelayError
from intake.relay.links.organisations import organisation_of
from intake.relay.links.register import Kind, Register, look_once
from intake.relay.links.tables import link

ID_LENGTH = 10
"""Hexadecimal digits: 40 bits, so that no two tablets of an organisation are the same."""


@dataclass(frozen=True, slots=True)
class Kiosk:
    """A tablet's link. ``expires`` is the last day on which it opens."""

    id: str
    expires: date


def kiosk_id(token: Token) -> str:
    """By what `kiosks` lists the tablet that this link was opened on."""
    return _id(link_hash(token))


def kiosks(register: Register, organisation: str, today: date) -> Sequence[Kiosk]:
    """Those that still open on ``today``, in the order of their ids; raises RelayError for an unknown organisation."""
    with register.engine.begin() as connection:
        rows = _opening(connection, organisation_of(register.config, connection, organisation).id, today)
    return [Kiosk(_id(row["hash"]), row["expires"]) for row in rows]


def end_kiosk(
    register: Register, organisation: str, typed: str, today: date, *, told: Callable[[], None] = lambda: None
) -> Kiosk:
    """End the one tablet whose id begins with ``typed``; raises RelayError where there is none, or more than one.

    ``told`` is called when it is sure to be ended and not yet written for good: so what it writes is never missing.
    """
    yesterday = today - timedelta(days=1)
    with register.engine.begin() as connection:
        rows = _opening(connection, organisation_of(register.config, connection, organisation).id, today)
        meant = [bytes(row["hash"]) for row in rows if typed and _id(row["hash"]).startswith(typed.lower())]
        if len(meant) != 1:
            raise _refusal(len(meant))
        connection.execute(update(link).where(link.c.hash == meant[0]).values(expires=yesterday))
        told()
    look_once(register.engine, meant)
    return Kiosk(_id(meant[0]), yesterday)


def _opening(connection: Connection, organisation: str, today: date) -> Sequence[RowMapping]:
    own = (link.c.organisation == organisation) & (link.c.kind == Kind.KIOSK) & (link.c.expires >= today)
    query = select(link.c.hash, link.c.expires).where(own).order_by(link.c.hash)
    return connection.execute(query).mappings().all()


def _id(name: bytes) -> str:
    return bytes(name).hex()[:ID_LENGTH]


def _refusal(matches: int) -> RelayError:
    if matches:
        return RelayError("more than one tablet's id begins so", "Type all of it: `intake links kiosks` lists them.")
    return RelayError("the organisation has no such tablet", "`intake links kiosks` lists those that still open.")
