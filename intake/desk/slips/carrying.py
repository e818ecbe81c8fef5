"""The file of slips for the network book's coordinator: signed by this desk, made on a person's word, carried by hand.

Only slips to which the person agrees now. What went out stands in each case's history; asked for again, it goes again
as it was, as long as nothing came of it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Connection, update

from intake.desk.audit import Action
from intake.desk.clock import stamp
from intake.desk.errors import DeskError
from intake.desk.people import CASE_WORKERS, require
from intake.desk.slips.kept import KeptSlip, every_slip
from intake.desk.tables import slips
from intake.desk.unlock import OpenDesk
from intake.envelope.encoding import base64url
from intake.exchange.files import Slips, sign_certified
from intake.marking import N_

Kept = TypeVar("Kept")


def to_carry(connection: Connection, *, again: bool = False) -> list[KeptSlip]:
    """Those that did not go out yet, the oldest first; with ``again`` also those of which nothing came yet."""
    found = [each for each in every_slip(connection) if each.goes_along and not each.closed and each.outcome is None]
    return [each for each in reversed(found) if again or each.carried is None]


def carry(desk: OpenDesk, keep: Callable[[bytes], Kept], *, again: bool = False) -> tuple[int, Kept]:
    """How many slips are in the file, and what ``keep`` makes of its bytes: where that fails, nothing was carried.

    Raises DeskError where there is none.
    """
    with desk.writing() as connection:
        require(connection, desk.actor, *CASE_WORKERS)
        found = to_carry(connection, again=again)
        if not found:
            raise DeskError(
                N_("no slip waits to be carried"),
                N_("A note for who goes along makes one. What went out already goes again where you ask for it."),
            )
        own = base64url(desk.ring.identity)
        content = Slips(1, desk.instance.inbox, tuple(each.content for each in found), own)
        data = sign_certified(desk.bunch.signing, desk.certificate, content)
        for each in found:
            row = update(slips).where(slips.c.number == each.number)
            connection.execute(row.values(carried=stamp(desk.clock())))
            desk.record(connection, Action.SLIPS_CARRIED, {"slip": each.number}, case=each.case)
        return len(found), keep(data)
