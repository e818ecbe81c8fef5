"""Reading a page of the queue: the lines, the counts, and that somebody looked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from intake.desk.audit import Action
from intake.desk.local_time import today
from intake.desk.queue.counting import Counts, count
from intake.desk.queue.paging import SIZE, Key, numbers_after, numbers_before
from intake.desk.queue.rows import Row, rows_of
from intake.desk.queue.wanted import Wanted
from intake.desk.unlock import OpenDesk


@dataclass(frozen=True, slots=True, repr=False)
class Page:
    """Some lines of the queue. ``before`` and ``after`` are the keys of the pages beside it, None at an end."""

    rows: tuple[Row, ...]
    counts: Counts
    today: date
    before: Key | None
    after: Key | None


def read_page(
    desk: OpenDesk, wanted: Wanted, *, after: Key | None = None, before: Key | None = None, size: int = SIZE
) -> Page:
    """The page after or before a key, or the first. Only then is the look written down, and the page given."""
    day = today(desk.clock())
    with desk.reading() as connection:
        if before is not None:
            found = numbers_before(connection, wanted, day, before, size)
        else:
            found = numbers_after(connection, wanted, day, after, size)
        rows = rows_of(connection, found.cases)
        counts = count(connection, wanted, day)
    with desk.writing() as connection:
        desk.record(connection, Action.QUEUE_VIEWED, {"cases": len(rows)})
    first, last = (Key.of(rows[0]), Key.of(rows[-1])) if rows else (None, None)
    return Page(rows, counts, day, first if found.before else None, last if found.after else None)
