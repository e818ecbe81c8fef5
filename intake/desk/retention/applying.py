"""What waits to be erased, shown beforehand, and erased on a coordinator's word. Nothing goes by itself."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection, delete

from intake.desk.audit import Action, Why
from intake.desk.errors import DeskError
from intake.desk.local_time import today
from intake.desk.people import Role, require
from intake.desk.retention.erasing import Ground, erase, rewrite
from intake.desk.retention.sealed import forget, waiting_since
from intake.desk.retention.terms import Due, Term, find_due
from intake.desk.tables import damaged
from intake.desk.unlock import OpenDesk
from intake.marking import N_


@dataclass(frozen=True, slots=True)
class Waiting:
    """``cases`` may go; ``meldcode`` would, and have a record of the reporting code. The rest are counts of what lies
    sealed: ``envelopes`` set aside or parked, ``damaged`` pieces."""

    cases: tuple[Due, ...]
    meldcode: tuple[int, ...]
    envelopes: int
    damaged: int

    def of(self, term: Term) -> list[Due]:
        """The cases of one term."""
        return [each for each in self.cases if each.term is term]


@dataclass(frozen=True, slots=True)
class Erased:
    """What went: the cases' numbers, and how many sealed envelopes and damaged pieces."""

    cases: tuple[int, ...]
    envelopes: int
    damaged: int


def what_waits(desk: OpenDesk) -> Waiting:
    """What may be erased today; the look is recorded. Raises DeskError but for a coordinator."""
    with desk.writing() as connection:
        require(connection, desk.actor, Role.COORDINATOR)
        found = find_due(connection, desk.section.retention, today(desk.clock()))
        digests, pieces = waiting_since(connection, _until(desk))
        desk.record(connection, Action.RETENTION_VIEWED, {"cases": len(found.due), "envelopes": len(digests)})
    return Waiting(found.due, found.meldcode, len(digests), pieces)


def erase_what_waits(desk: OpenDesk, terms: Collection[Term], *, sealed: bool, day: date | None = None) -> Erased:
    """Erase the cases of these ``terms``, and with ``sealed`` the envelopes that nobody could use.

    ``day`` is when the list was shown: what fell due since is not in it, and stays. Raises DeskError, or DatabaseError
    where all is erased and the file could not be written anew yet.
    """
    if not terms and not sealed:
        raise DeskError(N_("nothing was chosen"), N_("Choose what is to be erased."))
    with desk.writing() as connection:
        require(connection, desk.actor, Role.COORDINATOR)
        found = find_due(connection, desk.section.retention, min(day or today(desk.clock()), today(desk.clock())))
        numbers = erase(desk, connection, [each.case for each in found.due if each.term in terms], Ground.TERM)
        envelopes, pieces = _forget_sealed(desk, connection) if sealed else (0, 0)
    rewrite(desk)
    return Erased(tuple(numbers), envelopes, pieces)


def _forget_sealed(desk: OpenDesk, connection: Connection) -> tuple[int, int]:
    until = _until(desk)
    digests, _ = waiting_since(connection, until)
    envelopes = forget(connection, digests)
    pieces = connection.execute(delete(damaged).where(damaged.c.arrived <= until)).rowcount
    if envelopes or pieces:
        detail = {"envelopes": envelopes, "damaged": pieces}
        desk.record(connection, Action.ENVELOPES_ERASED, detail, why=Why.RETENTION)
    return envelopes, pieces


def _until(desk: OpenDesk) -> str:
    return (today(desk.clock()) - timedelta(days=desk.section.retention.sealed)).isoformat()
