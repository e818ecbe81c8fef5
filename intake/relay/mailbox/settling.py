"""After their week has ended, envelopes move from ``arrival`` to ``envelope``, in the order of their keys.

So the file that is written anew every day (and whoever writes an envelope waits for that) holds one week's envelopes
and stays small, and the large one tells of an envelope its week, as its row does, and nothing finer.

Each step moves a few, in two transactions: first they are written to the one place, then they leave the other. After a
crash in between they stand in both, and the next run goes on.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Engine, delete, insert, select

from intake.relay.tables import arrival, envelope
from intake.sqlcipher import reading

ROWS_A_STEP = 32


def settle(engine: Engine, week: str) -> None:
    """Move what came before the ISO ``week``, the running one."""
    keys: Sequence[int] = ()
    while keys := _next(engine, week, after=keys[-1] if keys else -1):
        with engine.begin() as connection:
            there = select(envelope.c.key).where(envelope.c.key.in_(keys))
            new = select(arrival).where(arrival.c.key.in_(keys), arrival.c.key.not_in(there)).order_by(arrival.c.key)
            connection.execute(insert(envelope).from_select(list(envelope.c.keys()), new))
        with engine.begin() as connection:
            connection.execute(delete(arrival).where(arrival.c.key.in_(keys)))


def _next(engine: Engine, week: str, *, after: int) -> Sequence[int]:
    due = select(arrival.c.key).where(arrival.c.key > after, arrival.c.week < week)
    with reading(engine).begin() as connection:
        return connection.scalars(due.order_by(arrival.c.key).limit(ROWS_A_STEP)).all()
