"""Envelopes that nobody ever collected: deleted only because an operator says so, inbox and weeks by name.

Nothing does this by itself, and nothing can do it to a week that ended less than 13 weeks ago: by then `status` has
called it urgent for a month, the links of that time send no more, and a health service that wants what was never opened
gone after 90 days has it gone. Before that there is no reason to delete that is better than the reason to collect; a
disk that is too small is not one.

Each leaves its digest behind, like what was collected and erased: a late retry still hears "stored".
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from sqlalchemy import Connection, delete, insert, select

from intake.relay.carrying.receipts import newest_desk
from intake.relay.clock import iso_week
from intake.relay.errors import RelayError
from intake.relay.instance import OpenRelay
from intake.relay.mailbox.kept import not_of, waiting_by_week
from intake.relay.mailbox.settling import settle
from intake.relay.store import compact_settled
from intake.relay.tables import envelope, tombstone
from intake.sqlcipher import reading

LONG_AGO = timedelta(weeks=13)
ROWS_A_STEP = 64


def discardable(relay: OpenRelay, inbox: str, before: str, today: date) -> Mapping[str, int]:
    """How many envelopes of ``inbox`` wait from the weeks before the ISO week ``before``, by week.

    Raises RelayError where there is no such inbox, or a week among them did not end long ago.
    """
    if relay.inbox(inbox) is None:
        raise RelayError("there is no such inbox", "[[relay.inboxes]] of the configuration names them.")
    newest = iso_week(today - LONG_AGO)
    if before > newest:
        raise RelayError(
            f"{before} is not long enough ago",
            f"Today only what came before {newest} can be deleted: 13 weeks are there to collect it.",
        )
    with reading(relay.engine).begin() as connection:
        waiting = waiting_by_week(connection, inbox, newest_desk(connection, inbox))
    return {week: count for week, count in sorted(waiting.items()) if week < before}


def discard(relay: OpenRelay, inbox: str, before: str, today: date) -> int:
    """Delete them for good, and write the file anew; how many there were. May be interrupted and run again.

    Raises RelayError as `discardable` does.
    """
    discardable(relay, inbox, before, today)
    settle(relay.engine, iso_week(today))
    deleted = 0
    while step := _some(relay, inbox, before, iso_week(today)):
        deleted += step
    compact_settled(relay.engine)
    return deleted


def _some(relay: OpenRelay, inbox: str, before: str, week: str) -> int:
    """A few in one transaction, so that nobody waits long; what a desk acknowledges meanwhile is left alone."""
    with relay.engine.begin() as connection:
        stones = _next(connection, inbox, before, week)
        if stones:
            connection.execute(insert(tombstone), stones)
            connection.execute(delete(envelope).where(envelope.c.key.in_([stone["key"] for stone in stones])))
    return len(stones)


def _next(connection: Connection, inbox: str, before: str, week: str) -> list[dict[str, object]]:
    uncollected = envelope.c.inbox == inbox, envelope.c.week < before, not_of(envelope, newest_desk(connection, inbox))
    rows = connection.execute(
        select(envelope.c.key, envelope.c.digest).where(*uncollected).order_by(envelope.c.key).limit(ROWS_A_STEP)
    )
    return [{"key": row.key, "digest": row.digest, "erased": week} for row in rows]
