"""After their week has ended, envelopes move from ``arrival`` to ``envelope``, in the order of their keys.

So the file that is written anew every day (and whoever writes an envelope waits for that) holds one week's envelopes
and stays small, and the large one tells of an envelope its week, as its row does, and nothing finer.

What a desk acknowledged in the very week in which it came is then said to be acknowledged in the week after, like what
it fetches on the next working day: the last bundle of a week would otherwise divide that week's envelopes for ever into
those that came before it and those that came after.

Each step moves a few, in two transactions: first they are written to the one place, then they leave the other. After a
crash in between they stand in both, and the next run goes on.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import Any

from sqlalchemy import Engine, Select, case, delete, insert, select

from intake.relay.clock import week_after
from intake.relay.tables import arrival, envelope
from intake.sqlcipher import reading

ROWS_A_STEP = 32


def settle(engine: Engine, week: str) -> None:
    """Move what came before the ISO ``week``, the running one."""
    due: Mapping[int, str] = {}
    while due := _next(engine, week, after=max(due, default=-1)):
        with engine.begin() as connection:
            there = select(envelope.c.key).where(envelope.c.key.in_(due))
            new = _settled(set(due.values())).where(arrival.c.key.in_(due), arrival.c.key.not_in(there))
            connection.execute(insert(envelope).from_select(list(envelope.c.keys()), new.order_by(arrival.c.key)))
        with engine.begin() as connection:
            connection.execute(delete(arrival).where(arrival.c.key.in_(due)))


def _next(engine: Engine, week: str, *, after: int) -> Mapping[int, str]:
    """The keys of a few, each with its week."""
    due = select(arrival.c.key, arrival.c.week).where(arrival.c.key > after, arrival.c.week < week)
    with reading(engine).begin() as connection:
        return {row.key: row.week for row in connection.execute(due.order_by(arrival.c.key).limit(ROWS_A_STEP))}


def _settled(weeks: Set[str]) -> Select[Any]:
    """Rows of arrivals, of these ``weeks``, as they will stand in ``envelope``."""
    own = arrival.c.acknowledged == arrival.c.week
    later = case({week: week_after(week) for week in sorted(weeks)}, value=arrival.c.week)
    columns = dict(arrival.c) | {"acknowledged": case((own, later), else_=arrival.c.acknowledged)}
    return select(*columns.values())
