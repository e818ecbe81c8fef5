"""The next tables of an audience, as they would be released: through disclosure control, beside the whole ledger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import msgspec
from sqlalchemy import Connection

from intake.config import Desk
from intake.desk.disclosure.grid import REST, Released
from intake.desk.disclosure.ledger import read_ledger
from intake.desk.disclosure.memory import read_memory
from intake.desk.disclosure.protecting import Needs, protect
from intake.desk.disclosure.told import Told, named_parts
from intake.desk.disclosure.worlds import Memory
from intake.desk.figures.counting import read_counts
from intake.desk.figures.counts import Counts
from intake.desk.figures.measures import Measure
from intake.desk.figures.quarters import Quarter
from intake.desk.report.audiences import Audience, Definition, rows_of, tables_for
from intake.desk.report.counted import as_known, counted_of
from intake.desk.report.days import days_of
from intake.desk.report.periods import Period, first_quarter, next_period


@dataclass(frozen=True, slots=True)
class Report:
    """All tables of one audience and period. ``released``: they left, and stay as they are."""

    audience: Audience
    period: Period
    tables: tuple[Told, ...]
    released: bool

    @property
    def empty(self) -> bool:
        """Too small to tell anything?"""
        return all(table.empty for table in self.tables)

    @property
    def hidden(self) -> int:
        """How many cells are not shown."""
        return sum(table.hidden for table in self.tables)

    @property
    def cells(self) -> int:
        """How many there are."""
        return sum(len(table.rows) * len(table.columns) for table in self.tables)


@dataclass(frozen=True, slots=True)
class Draft:
    """Tables that are not released; ``ledger`` is how many were when it was made. ``memory`` is for the next."""

    audience: Audience
    period: Period
    tables: tuple[Told, ...]
    ledger: int
    memory: Memory = field(repr=False)

    @property
    def report(self) -> Report:
        """To look at."""
        return Report(self.audience, self.period, self.tables, released=False)


def upcoming(connection: Connection, section: Desk, audience: Audience, now: Quarter) -> Period | None:
    """The period that can be released next; None where none is over that is large enough."""
    first = first_quarter(connection)
    if first is None or first > now or not has_tables(section, audience):
        return None
    last = last_told(read_ledger(connection), audience)
    start = first if last is None else last.next
    counts = read_counts(connection, section, first, now)
    yearly = audience is Audience.POLICY
    while start < now:
        # What stands before a desk's first people is no period of its own.
        if last is None and not yearly and not counts.total(Measure.OPENED, [start]):
            start = start.next
            continue
        found = next_period(counts, start, now, enough=section.figures.enough, yearly=yearly)
        if found is not None:
            return found
        start = start.whole_year[-1].next if yearly else start.next
    return None


def before(connection: Connection, section: Desk, audience: Audience, period: Period) -> Period | None:
    """What municipalities get first, or else nothing would be left of it: None where there is nothing to wait for.

    Their two columns are why they take part. The manager's table has the same rows and more columns: told first, it
    would take all the room that there is between sums.
    """
    if audience is not Audience.MANAGER:
        return None
    found = upcoming(connection, section, Audience.MUNICIPALITY, period.last.next)
    return found if found is not None and found.quarters[0] <= period.last else None


def last_told(ledger: Sequence[Told], audience: Audience) -> Quarter | None:
    """The last quarter of which this audience has tables."""
    mine = (table.quarters[-1] for table in ledger if table.audience == audience)
    return max((Quarter.read(quarter) for quarter in mine), default=None)


def make_draft(connection: Connection, section: Desk, audience: Audience, period: Period) -> Draft:
    """The tables of one audience and period; slow: seconds. Raises DisclosureError where it cannot be worked out."""
    ledger = read_ledger(connection)
    first = first_quarter(connection) or period.quarters[0]
    last = max([period.last, *(Quarter.read(table.quarters[-1]) for table in ledger)])
    counts = read_counts(connection, section, min(first, period.quarters[0]), last)
    empty = [_empty(table, section, period) for table in tables_for(audience) if _wanted(table, section)]
    memory = read_memory(connection)
    maker = _Maker(counts, ledger, empty, memory)
    return Draft(audience, period, tuple(maker.make(each, period) for each in empty), len(ledger), memory)


def has_tables(section: Desk, audience: Audience) -> bool:
    """Municipalities have none where it stands nowhere in which of them links are handed out."""
    return any(_wanted(table, section) for table in tables_for(audience))


def _wanted(table: Definition, section: Desk) -> bool:
    """A table of one row, besides that of all, would say the same twice."""
    return len(rows_of(table, section)) != 2


def _empty(table: Definition, section: Desk, period: Period) -> Told:
    rows = rows_of(table, section)
    return Told(
        v=1,
        audience=table.audience.value,
        table=table.name,
        period=str(period),
        quarters=period.names,
        threshold=section.figures.threshold,
        rounding=section.figures.rounding,
        rows=tuple((row.by, row.key) for row in rows),
        columns=table.columns,
        cells=tuple((None,) * len(table.columns) for _ in rows),
    )


class _Maker:
    """Makes one table after the other, each beside those before it."""

    def __init__(self, counts: Counts, ledger: Sequence[Told], new: Sequence[Told], memory: Memory) -> None:
        self._counts = counts
        self._named = named_parts([*ledger, *new])
        self._counted = counted_of(counts, self._named)
        # A table that tells nothing narrows nothing.
        self._released = [as_known(self._as_released(each), self._counted) for each in ledger if not each.empty]
        self._memory, self._needs = memory, Needs()

    def make(self, empty: Told, period: Period) -> Told:
        grid = self._as_released(empty).grid
        cells = protect(grid, self._counted, self._released, self._memory, self._needs)
        if cells is None:
            return empty
        self._released.append(Released(grid, cells))
        told = msgspec.structs.replace(empty, cells=cells)
        return msgspec.structs.replace(told, days=days_of(told, self._counts, period))

    def _as_released(self, told: Told) -> Released:
        by = next((by for by, key in told.rows if key == REST), None)
        return told.released(self._named.get(by or "", ()))
