"""Takes in a desk's slips as requests: of a desk whose key was compared, each once, whole or not at all.

A slip for an ambassador who is not here any more is taken in too, and named: what came of it, so nothing, goes back to
the desk with the outcomes, and the nurse asks somebody else.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import msgspec
from sqlalchemy import Connection, insert, select

from intake.envelope.signatures import fingerprint
from intake.exchange.files import Slips, certified_by, read_certified
from intake.exchange.slip import Slip
from intake.local.clock import stamp
from intake.local.local_time import today
from intake.marking import N_, filled
from intake.network.ambassadors.reading import everybody
from intake.network.errors import NetworkError
from intake.network.exchanging.desks import believe, believed
from intake.network.log import Action, Thing
from intake.network.people import Role
from intake.network.requests.model import State
from intake.network.tables import requests
from intake.network.unlock import OpenNetwork


class Standing(StrEnum):
    """What the desk that signed is to this book."""

    FIRST = "first"
    """Nobody compared its GGD's key yet."""
    KNOWN = "known"
    OTHER = "other"
    """Another GGD's key was compared for this inbox."""


@dataclass(frozen=True, slots=True, repr=False)
class Offered:
    """A file that was read. ``new`` are its slips that did not come before, ``known`` how many did.

    ``astray`` are ids of the new ones whose ambassador is not in this book any more, or never was.
    """

    inbox: str
    identity: bytes
    standing: Standing
    new: tuple[Slip, ...]
    known: int
    astray: tuple[str, ...]

    @property
    def fingerprint(self) -> str:
        """Of the GGD's identity, as people compare it."""
        return fingerprint(self.identity)


def look_at_slips(network: OpenNetwork, connection: Connection, data: bytes) -> Offered:
    """What is in the file; nothing is taken in. Raises ExchangeError, or NetworkError for a slip that was changed."""
    identity, inbox = certified_by(data)
    content = read_certified(data, Slips, identity=identity, inbox=inbox)
    _refuse_doubled(content)
    desks = believed(connection)
    standing = Standing.FIRST
    if any(desk.identity == identity for desk in desks.values()):
        standing = Standing.KNOWN
    if inbox in desks and desks[inbox].identity != identity:
        standing = Standing.OTHER
    new = tuple(slip for slip in content.slips if _is_new(connection, slip, inbox))
    here = {each.id for each in everybody(connection) if not each.left(today(network.clock()))}
    astray = tuple(slip.id for slip in new if slip.ambassador not in here)
    return Offered(inbox, identity, standing, new, len(content.slips) - len(new), astray)


def take_slips(network: OpenNetwork, connection: Connection, data: bytes, *, compared: str | None = None) -> Offered:
    """Take them in as requests. ``compared`` is the fingerprint that somebody compared, for a desk that is new here.

    Raises NetworkError, ExchangeError; then nothing was taken in.
    """
    network.require(connection, Role.COORDINATOR)
    found = look_at_slips(network, connection, data)
    if found.standing is Standing.OTHER:
        raise NetworkError(
            N_("another GGD's key was compared for this inbox before"),
            N_("Take nothing in. Ask the GGD by telephone; if its key did change, forget that desk first."),
        )
    if found.standing is Standing.FIRST:
        _refuse_uncompared(found, compared)
    if found.inbox not in believed(connection):
        believe(network, connection, found.inbox, found.identity)
    known = {each.id for each in everybody(connection)}
    for slip in found.new:
        connection.execute(insert(requests), _row(network, found.inbox, slip, known))
    detail = {"new": len(found.new), "known": found.known, "astray": len(found.astray)}
    network.record(connection, Action.IMPORTED, Thing.SLIPS, found.inbox, detail)
    return found


def _refuse_doubled(content: Slips) -> None:
    if len({slip.id for slip in content.slips}) != len(content.slips):
        raise NetworkError(N_("a slip stands in this file twice"), N_("Ask the desk for a new file."))


def _is_new(connection: Connection, slip: Slip, inbox: str) -> bool:
    """Raises NetworkError where it came before and says something else now."""
    row = connection.execute(select(requests.c.content, requests.c.inbox).where(requests.c.slip == slip.id)).first()
    if row is None:
        return True
    # What was said of the person is cleared some time after the end.
    if row.inbox != inbox or (row.content is not None and row.content != msgspec.json.encode(slip)):
        raise NetworkError(
            filled(N_("slip %(slip)s came before, and said something else"), slip=slip.id),
            N_("Nothing was taken in. Ask the desk which of the two holds."),
        )
    return False


def _refuse_uncompared(found: Offered, compared: str | None) -> None:
    if compared is None:
        raise NetworkError(
            filled(N_("nobody has compared the key of this GGD yet: %(key)s"), key=found.fingerprint),
            N_("Ask the GGD by telephone to read out its fingerprint, and confirm it where it is the same."),
        )
    if compared.strip() != found.fingerprint:
        raise NetworkError(
            N_("the fingerprint is not that of this file"),
            N_("Take nothing in. Ask the GGD, by telephone, who made it."),
        )


def _row(network: OpenNetwork, inbox: str, slip: Slip, known: set[str]) -> dict[str, object]:
    now = stamp(network.clock())
    return {
        "asker": "ggd",
        "often": slip.often,
        "tasks": msgspec.json.encode(slip.tasks).decode(),
        "language": slip.language,
        "first_name": slip.first_name,
        "day": slip.day and slip.day.isoformat(),
        "time": slip.time,
        "place": slip.place,
        "note": slip.note,
        "ambassador": slip.ambassador if slip.ambassador in known else None,
        "state": State.ASKED.value,
        "slip": slip.id,
        "inbox": inbox,
        "issued": slip.issued.isoformat(),
        "content": msgspec.json.encode(slip),
        "received": now,
        "changed": now,
        "actor": network.actor,
    }
