"""Erases cases: every row about them, in every table, for good; what stays says that, not what.

The envelope's row keeps its digest and inner id, so that the same envelope never becomes a case again. The audit trail
and the list of erasures keep the case's number and a fixed word. Deleted rows are overwritten at once (secure_delete);
`rewrite` then writes the file anew, so that nothing is left in it or beside it. Counts of what happened outlive a case
(`intake.desk.figures`): numbers by quarter, and no row for a person.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from enum import StrEnum
from itertools import islice

from sqlalchemy import Connection, Table, delete, insert, select, update
from sqlalchemy.exc import DBAPIError

from intake.desk.audit import Action, Why
from intake.desk.clock import stamp
from intake.desk.figures.tallying import tally
from intake.desk.retention.sealed import forget_copies
from intake.desk.tables import audit, cases, erasures, metadata
from intake.desk.unlock import OpenDesk
from intake.marking import N_
from intake.sqlcipher import DatabaseError, compact, log_is_empty

_STEP = 500


class Ground(StrEnum):
    """Why a case was erased. It stays, so it tells nothing of the case."""

    TERM = "term"
    REQUEST_WGBO = "request (WGBO, BW 7:455)"
    REQUEST_GDPR = "request (GDPR, article 17)"
    RESTORED = "erased before the desk was restored"


_WHY = {
    Ground.TERM: Why.RETENTION,
    Ground.REQUEST_WGBO: Why.REQUEST,
    Ground.REQUEST_GDPR: Why.REQUEST,
    Ground.RESTORED: Why.RETENTION,
}
_STAYS = (audit, erasures)


def of_cases() -> tuple[Table, ...]:
    """Every table with rows about a case, in an order in which they can go."""
    return tuple(table for table in reversed(metadata.sorted_tables) if "case" in table.c and table not in _STAYS)


def with_merged(connection: Connection, numbers: Iterable[int]) -> list[int]:
    """``numbers``, and the cases that were put together with them: they are about the same person."""
    found, ask = set(numbers), set(numbers)
    while ask:
        near: set[int] = set()
        for part in _parts(sorted(ask)):
            into = select(cases.c.merged).where(cases.c.number.in_(part), cases.c.merged.is_not(None))
            from_them = select(cases.c.number).where(cases.c.merged.in_(part))
            near |= set(connection.execute(into).scalars()) | set(connection.execute(from_them).scalars())
        ask = near - found
        found |= ask
    return sorted(found)


def erase(desk: OpenDesk, connection: Connection, numbers: Collection[int], ground: Ground) -> list[int]:
    """Erase these cases, in the transaction of ``connection``; gives those that there were.

    Envelopes that were set aside as a second one of the same person go with them.
    """
    tally(desk, connection, numbers)
    erased: list[int] = []
    for part in _parts(sorted(numbers)):
        rows = connection.execute(select(cases.c.number, cases.c.digest, cases.c.id).where(cases.c.number.in_(part)))
        found = {row.number: row for row in rows}
        _delete(connection, list(found))
        forget_copies(desk, connection, {row.id for row in found.values()})
        for number, row in found.items():
            written = {"at": stamp(desk.clock()), "actor": desk.actor, "case": number, "ground": ground.value}
            connection.execute(insert(erasures), written | {"digest": row.digest})
            desk.record(connection, Action.CASE_ERASED, {"ground": ground.value}, case=number, why=_WHY[ground])
        erased += found
    return erased


def rewrite(desk: OpenDesk) -> None:
    """Write the database's file anew, and empty its log. Raises DatabaseError; what was erased is gone all the same."""
    assert desk.engine.dialect.dbapi is not None
    try:
        compact(desk.engine)
        # Where somebody reads at this moment, the log keeps what they may still need, and says so.
        done = log_is_empty(desk.engine)
    except (DBAPIError, desk.engine.dialect.dbapi.Error):
        done = False
    if not done:
        raise DatabaseError(
            N_("it is erased, but the file could not be written anew while somebody works"),
            N_("Do it once more when nobody does, and there is room: it then goes on here."),
        )


def _delete(connection: Connection, numbers: list[int]) -> None:
    connection.execute(update(cases).where(cases.c.merged.in_(numbers)).values(merged=None))
    for table in of_cases():
        connection.execute(delete(table).where(table.c.case.in_(numbers)))
    connection.execute(delete(cases).where(cases.c.number.in_(numbers)))


def _parts(numbers: Iterable[int]) -> Iterator[list[int]]:
    rest = iter(numbers)
    while part := list(islice(rest, _STEP)):
        yield part
