"""When the post of an inbox was last collected: a receipt was taken, at this relay or another on the same database.

By the day this is known in memory only, from looking every few minutes whether another receipt is the newest. A day on
disk would say of envelopes that wait whether they came before or after it, which is finer than their week. After a
restart the weeks that the database tells stand in for it: the week of the newest acknowledgement; and, because a
receipt of nothing leaves none, the week of the newest bundle, unless something of an earlier week still waits, which a
receipt of that bundle would have taken. Of such a week the last day is believed, for an alarm too late by days is
better than alarms that are wrong; but never a day after this process began to look, so that a relay that is started
anew every night raises its alarms too. Where the calendar leaps between two looks, a clock was set right or wrong:
what was believed of days is forgotten, as after a restart.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection, select

from intake.relay.carrying.receipts import newest_desk
from intake.relay.clock import last_day
from intake.relay.mailbox.kept import acknowledged_by_week, waiting_by_week
from intake.relay.tables import bundle, receipt

LEAP = timedelta(days=7)
Seen = tuple[str, int, int] | None
"""The newest receipt: its desk, epoch and sequence."""


@dataclass(frozen=True, slots=True)
class _Last:
    seen: Seen
    day: date
    looked: date


class Collected:
    """What this process knows of each inbox since it first looked."""

    def __init__(self) -> None:
        self._last: dict[str, _Last] = {}

    def look(self, connection: Connection, inbox: str, today: date) -> date:
        """The day on which the inbox's post was collected last, or at the latest."""
        seen = _newest_receipt(connection, inbox)
        last = self._last.get(inbox)
        if last is None or abs(today - last.looked) > LEAP:
            day = _by_week(connection, inbox) or today
        else:
            day = last.day if last.seen == seen else today
        self._last[inbox] = _Last(seen, min(day, today), today)
        return self._last[inbox].day


def _newest_receipt(connection: Connection, inbox: str) -> Seen:
    columns = select(receipt.c.desk, receipt.c.epoch, receipt.c.sequence)
    row = connection.execute(columns.where(receipt.c.inbox == inbox, receipt.c.newest)).one_or_none()
    return None if row is None else (row.desk, row.epoch, row.sequence)


def _by_week(connection: Connection, inbox: str) -> date | None:
    """The last day on which it can have been, as far as the database tells; None where it tells nothing.

    Where nobody ever collected, the oldest envelope tells since when there was something to collect.
    """
    desk = newest_desk(connection, inbox)
    oldest = min(waiting_by_week(connection, inbox, desk), default=None)
    if desk is None:
        return None if oldest is None else last_day(oldest)
    cut = connection.scalar(select(bundle.c.week).where(bundle.c.inbox == inbox))
    weeks = set(acknowledged_by_week(connection, inbox, desk))
    if cut is not None and (oldest is None or oldest >= cut):
        weeks.add(cut)
    return last_day(max(weeks)) if weeks else None
