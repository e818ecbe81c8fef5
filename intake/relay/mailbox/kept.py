"""What is kept of sealed envelopes: those of the running week in ``arrival``, all others in ``envelope``.

Whoever looks for an envelope asks ``arrival`` first and ``envelope`` after it, in two statements: one that moves in
between is then seen twice, never missed. For that moment, and after a crash until house is kept again, it stands in
both places; it counts once.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TypeVar

from sqlalchemy import ColumnElement, Connection, Table, bindparam, func, or_, select, true, union_all, update

from intake.relay.tables import arrival, envelope, tombstone

PLACES = (arrival, envelope)
DIGESTS_A_STATEMENT = 500
ROWS_A_READ = 1000

Desk = tuple[str, int]
"""A desk's id and its epoch."""
Item = TypeVar("Item")

# Every request asks these, so they are put together once.
_JUST_ARRIVED = select(arrival.c.digest).where(arrival.c.key == bindparam("key"))
_KEPT_OR_ERASED = union_all(
    *(select(table.c.digest).where(table.c.key == bindparam("key")) for table in (envelope, tombstone))
)


def row_key(digest: bytes) -> int:
    """The first 63 bits of a digest: rows lie in the order of their digests, never of their arrival."""
    return int.from_bytes(digest[:8]) >> 1


def known_digest(connection: Connection, digest: bytes) -> bool:
    """Is this very envelope stored, or was it?"""
    key = {"key": row_key(digest)}
    return any(digest in connection.scalars(query, key).all() for query in (_JUST_ARRIVED, _KEPT_OR_ERASED))


def under_keys(connection: Connection, keys: Sequence[int]) -> dict[int, bytes]:
    """The digests under ``keys``, of envelopes and of those that were erased."""
    found = (select(table.c.key, table.c.digest).where(table.c.key.in_(keys)) for table in (*PLACES, tombstone))
    return {row.key: row.digest for row in connection.execute(union_all(*found))}


def offered(connection: Connection, inbox: str, newest: Desk | None) -> Iterator[bytes]:
    """The digests of what ``newest``, the inbox's newest desk, has not acknowledged, sorted; all where there is none.

    Reads as it goes: take it in one transaction that only reads.
    """
    found = [_digests(connection, table, inbox, newest) for table in PLACES]
    before = None
    for digest in heapq.merge(*found):
        if digest != before:
            yield digest
        before = digest


def bytes_of(connection: Connection, digests: Sequence[bytes]) -> Sequence[bytes]:
    """The envelopes of these digests, a few, in their order; raises LookupError where one is gone."""
    found: dict[bytes, bytes] = {}
    keys = [row_key(digest) for digest in digests]
    for table in PLACES:
        rows = connection.execute(select(table.c.digest, table.c.bytes).where(table.c.key.in_(keys)))
        found |= {row.digest: row.bytes for row in rows}
    try:
        return [found[digest] for digest in digests]
    except KeyError:
        raise LookupError("an envelope of the bundle is gone") from None


def acknowledge(connection: Connection, inbox: str, digests: Iterable[bytes], desk: Desk, week: str) -> None:
    """Write down that ``desk`` has these, in ``week``.

    The first acknowledgement of a desk counts: its hold must not begin again with each receipt.
    """
    values = {"desk": desk[0], "desk_epoch": desk[1], "acknowledged": week}
    for some in in_parts(digests, DIGESTS_A_STATEMENT):
        keys = [row_key(digest) for digest in some]
        for table in PLACES:
            listed = table.c.key.in_(keys) & table.c.digest.in_(some) & (table.c.inbox == inbox)
            connection.execute(update(table).where(listed, not_of(table, desk)).values(values))


def stored_by_week(connection: Connection, inbox: str) -> Mapping[str, int]:
    """How many envelopes are held, by the ISO week in which they came."""
    return _counted(connection, inbox, None)


def waiting_by_week(connection: Connection, inbox: str, newest: Desk | None) -> Mapping[str, int]:
    """How many envelopes the next bundle would hold, by the ISO week in which they came."""
    return _counted(connection, inbox, newest)


def acknowledged_by_week(connection: Connection, inbox: str, desk: Desk) -> Mapping[str, int]:
    """How many envelopes are held that ``desk`` has, by the ISO week in which it first said so."""
    total: Counter[str] = Counter()
    for table in PLACES:
        here = table.c.inbox == inbox, table.c.desk == desk[0], table.c.desk_epoch == desk[1]
        weeks = select(table.c.acknowledged, func.count().label("held")).where(*here).group_by(table.c.acknowledged)
        total.update({row.acknowledged: row.held for row in connection.execute(weeks)})
    twice = select(envelope.c.acknowledged).join(arrival, envelope.c.key == arrival.c.key)
    both = envelope.c.inbox == inbox, envelope.c.desk == desk[0], envelope.c.desk_epoch == desk[1]
    total.subtract(connection.scalars(twice.where(*both)))
    return +total


def unsettled(connection: Connection, week: str) -> bool:
    """Does anything that came before the ISO ``week`` still lie where it arrived?"""
    return connection.scalar(select(arrival.c.key).where(arrival.c.week < week).limit(1)) is not None


def in_parts(items: Iterable[Item], length: int) -> Iterator[Sequence[Item]]:
    """``items`` in lists of at most ``length``."""
    rest = iter(items)
    while part := list(islice(rest, length)):
        yield part


def _digests(connection: Connection, table: Table, inbox: str, newest: Desk | None) -> Iterator[bytes]:
    """Asked for now, fetched as they are taken."""
    wanted = select(table.c.digest).where(table.c.inbox == inbox, not_of(table, newest)).order_by(table.c.key)
    return iter(connection.execute(wanted, execution_options={"yield_per": ROWS_A_READ}).scalars())


def not_of(table: Table, desk: Desk | None) -> ColumnElement[bool]:
    """What this desk, in this epoch, has not acknowledged."""
    if desk is None:
        return true()
    return or_(table.c.desk.is_distinct_from(desk[0]), table.c.desk_epoch.is_distinct_from(desk[1]))


def _counted(connection: Connection, inbox: str, newest: Desk | None) -> Mapping[str, int]:
    total: Counter[str] = Counter()
    for table in PLACES:
        here = table.c.inbox == inbox, not_of(table, newest)
        rows = connection.execute(select(table.c.week, func.count().label("held")).where(*here).group_by(table.c.week))
        total.update({row.week: row.held for row in rows})
    twice = select(arrival.c.week).join(envelope, envelope.c.key == arrival.c.key)
    total.subtract(connection.scalars(twice.where(arrival.c.inbox == inbox, not_of(envelope, newest))))
    return +total
