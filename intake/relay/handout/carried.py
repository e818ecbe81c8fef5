"""What couriers did, by the ISO week: the part of the staff's log that says no day.

When the post was fetched tells of envelopes whether they came before that: what the newest receipt lists did, the
others of that week did not. So of a courier's visits neither a moment nor an order nor a number is kept. Whoever did
a thing twice in a week did it once here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select

from intake.relay.clock import iso_week
from intake.relay.handout import log
from intake.relay.handout.log import Event
from intake.relay.handout.roles import Role
from intake.relay.handout.staff import Staff
from intake.relay.handout.tables import carried as table


@dataclass(frozen=True, slots=True)
class Visit:
    """``week`` is an ISO week (``2026-W48``), ``staff`` an account's id."""

    week: str
    event: Event
    staff: str


def write_visit(connection: Connection, event: Event, now: datetime, staff: Staff) -> None:
    """``staff`` came, carried or left: a courier in this week, everybody else in the log at this minute."""
    if staff.role is not Role.COURIER:
        log.write(connection, event, now, actor=staff.id, organisation=staff.organisation)
        return
    values = {"week": iso_week(now.date()), "staff": staff.id, "event": event}
    connection.execute(insert(table).prefix_with("OR IGNORE").values(values))


def read_visits(connection: Connection, *, most: int = 200) -> Sequence[Visit]:
    """The newest weeks first."""
    query = select(table.c.week, table.c.event, table.c.staff).order_by(table.c.week.desc(), table.c.staff)
    rows = connection.execute(query.order_by(table.c.event).limit(most))
    return [Visit(row.week, Event(row.event), row.staff) for row in rows]
