"""What a nurse looks at on a Monday morning: who waits, what is one's own, and whether anything needs care.

Counts only, but for one's own cases and for pairs of cases that may be one person's. Nothing here changes anything.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection, text

from intake.config import Retention
from intake.desk.audit import Action
from intake.desk.casework.calling import count_now
from intake.desk.casework.reminders import overdue, reminders_for
from intake.desk.local_time import today as day_of
from intake.desk.queue.counting import Tally, tally, total
from intake.desk.queue.green import GREEN
from intake.desk.queue.paging import numbers_after
from intake.desk.queue.rows import Row, rows_of
from intake.desk.queue.wanted import Wanted
from intake.desk.slips.kept import KeptSlip, outcomes_to_look_at
from intake.desk.unlock import OpenDesk
from intake.desk.waiting.listing import Counts, Waiter, count_waiting, longest

MINE = 5
PAIRS = 8
LONGEST = 3


@dataclass(frozen=True, slots=True)
class Alike:
    """Open cases that share a card, or else a number or address, with their numbers."""

    by: str
    cases: tuple[int, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Today:
    """``levels`` is the whole queue; ``mine`` are one's own cases, the first few of ``own``; ``greens`` are new.

    ``calls`` may be called at this time. ``longest`` wait for care longest, past the norm. ``outcomes`` came from the
    network book and wait for an answer. ``due`` and ``late_reminders`` count one's own reminders. ``ever``: has any
    case come to this desk?
    """

    day: date
    ever: bool
    levels: Mapping[str, Tally]
    greens: int
    calls: int
    waiting: Counts
    longest: tuple[Waiter, ...]
    outcomes: tuple[KeptSlip, ...]
    own: int
    mine: tuple[Row, ...]
    due: int
    late_reminders: int
    alike: tuple[Alike, ...]
    terms_over: bool


def read_today(desk: OpenDesk) -> Today:
    """For whoever asks; that they saw the head of the queue is recorded."""
    day, mine = day_of(desk.clock()), Wanted(assigned=desk.actor)
    with desk.reading() as connection:
        own = rows_of(connection, numbers_after(connection, mine, day, None, MINE).cases)
        reminders = reminders_for(connection, desk.actor)
        found = Today(
            day=day,
            ever=connection.execute(text("SELECT 1 FROM cases LIMIT 1")).first() is not None,
            levels=tally(connection, day),
            greens=total(connection, GREEN, day),
            calls=count_now(desk, connection),
            waiting=count_waiting(connection, day),
            longest=longest(connection, day, LONGEST),
            outcomes=tuple(outcomes_to_look_at(connection)),
            own=total(connection, mine, day),
            mine=own,
            due=sum(each.due <= day.isoformat() for each in reminders),
            late_reminders=overdue(reminders, day),
            alike=(*_alike(connection, "card"), *_alike(connection, "line"))[:PAIRS],
            terms_over=_terms_over(connection, desk.section.retention, day),
        )
    with desk.writing() as connection:
        desk.record(connection, Action.QUEUE_VIEWED, {"cases": len(own)})
    return found


def _alike(connection: Connection, column: str) -> list[Alike]:
    """The newest cases first, by the smallest number of each group. ``column`` is one of ours."""
    found = connection.execute(
        text(
            f"SELECT group_concat(number) FROM cases INDEXED BY cases_open_{column} "  # noqa: S608
            f"WHERE closed IS NULL AND {column} IS NOT NULL GROUP BY {column} HAVING count(*) > 1 "
            "ORDER BY max(number) DESC LIMIT :most"
        ),
        {"most": PAIRS},
    )
    return [Alike(column, tuple(sorted(map(int, numbers.split(","))))) for numbers in found.scalars()]


def _terms_over(connection: Connection, terms: Retention, day: date) -> bool:
    """Was something kept for its term? Only that: `intake.desk.retention` says what."""
    closed = text("SELECT 1 FROM cases INDEXED BY cases_by_closing WHERE closed IS NOT NULL AND closed <= :day LIMIT 1")
    if connection.execute(closed, {"day": (day - timedelta(days=terms.closed)).isoformat()}).first() is not None:
        return True
    green = text(
        'SELECT 1 FROM decisions JOIN cases ON cases.number = decisions."case" WHERE decisions.at < :day '
        "AND cases.closed IS NULL AND cases.level = 'green' AND cases.status = 'triaged' LIMIT 1"
    )
    return connection.execute(green, {"day": (day - timedelta(days=terms.green)).isoformat()}).first() is not None
