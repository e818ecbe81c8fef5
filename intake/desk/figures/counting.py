"""Counts what stands in the database: cases that are still here, and tallies of those that were erased."""

# ruff: noqa: S608 - made of fixed words; values are bound
from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, RowMapping, select, text

from intake.config import Desk
from intake.desk.days import working_days
from intake.desk.figures.adding import Row, added, with_implied
from intake.desk.figures.calendar import Calendar
from intake.desk.figures.counts import NO_DAYS, Cell, Counts
from intake.desk.figures.events import IMPLIED, first_events
from intake.desk.figures.families import EVER_MERGED, Event, Families
from intake.desk.figures.handing_out import handed_out
from intake.desk.figures.measures import By, Measure
from intake.desk.figures.quarters import Quarter
from intake.desk.figures.signals import signals
from intake.desk.tables import tallies

_THESE = '"case" IN (SELECT value FROM json_each(:cases))'
_ALONE = f'"case" NOT IN ({EVER_MERGED})'
_SPLIT = "measure, quarter, language, place, destination, days"
_WITHIN = "WHERE quarter BETWEEN 0 AND :last"


def read_counts(connection: Connection, section: Desk, first: Quarter, last: Quarter) -> Counts:
    """Everything that is counted in the quarters from ``first`` to ``last``."""
    asked = tuple(first.until(last))
    handed = handed_out(connection, section.figures.places)
    found = _tallied(connection, first, last)
    found.update(_alone(connection, section, asked))
    found.update(_together(connection, section, Families(connection), _ever_merged(connection), last))
    found.update(handed.cells)
    found.update(signals(connection))
    return Counts.made(asked, found, handed.until)


def count_cases(connection: Connection, section: Desk, cases: Collection[int], last: Quarter) -> Mapping[Cell, int]:
    """What would be missing without these cases, in all quarters up to ``last``.

    It can be less than nothing: where one of a family goes, what the others did counts for itself.
    """
    families = Families(connection)
    merged = _ever_merged(connection) & set(cases)
    found = _alone(connection, section, _quarters(connection, cases, last), set(cases) - merged)
    around = families.connected(merged)
    found.update(_together(connection, section, families, around, last))
    found.subtract(_together(connection, section, families, around - merged, last))
    return {cell: count for cell, count in found.items() if count}


def _alone(
    connection: Connection, section: Desk, quarters: Sequence[Quarter], cases: Collection[int] | None = None
) -> Counter[Cell]:
    """Cases that were never put together with others: all there are, or ``cases``."""
    those, values = (_ALONE, {}) if cases is None else (_THESE, _bound(cases))
    if not quarters:
        return Counter()
    events = first_events(Calendar(quarters, working_days(section)), those)
    query = f"{events} SELECT {_SPLIT}, count(*) FROM events {_WITHIN} GROUP BY {_SPLIT}"
    # Very many rows: below SQLAlchemy each costs half.
    driver: Any = connection.connection.driver_connection
    return with_implied(added(driver.execute(query, {"last": len(quarters) - 1} | values), quarters))


def _together(
    connection: Connection, section: Desk, families: Families, cases: Collection[int], last: Quarter
) -> Counter[Cell]:
    """Cases that were put together with others at some time, as far as they are here: few, looked at one by one."""
    quarters = _quarters(connection, cases, last)
    if not quarters:
        return Counter()
    events = first_events(Calendar(quarters, working_days(section)), _THESE)
    query = f'{events} SELECT {_SPLIT}, "case", at FROM events {_WITHIN}'
    rows = connection.execute(text(query), {"last": len(quarters) - 1} | _bound(cases)).mappings()
    counted = families.count([event for row in rows for event in _events(row, quarters)], quarters)
    return added((_row(event, quarters) for event in counted), quarters)


def _bound(cases: Collection[int]) -> dict[str, str]:
    return {"cases": json.dumps(sorted(cases))}


def _quarters(connection: Connection, cases: Collection[int], last: Quarter) -> Sequence[Quarter]:
    """From the first in which one of ``cases`` was opened up to ``last``; none where none of them is here."""
    first = connection.execute(text(f"SELECT min(made) FROM judgements WHERE {_THESE}"), _bound(cases)).scalar()
    return () if first is None else tuple(Quarter.of(date.fromisoformat(first)).until(last))


def _events(row: RowMapping, quarters: Sequence[Quarter]) -> Iterator[Event]:
    names = ("case", "at", "days", "destination", "language", "place")
    said = {name: row[name] for name in names}
    event = Event(Measure(row["measure"]), quarter=quarters[row["quarter"]], **said)
    yield event
    yield from (replace(event, measure=each, days=NO_DAYS) for each in IMPLIED.get(row["measure"], ()))


def _row(event: Event, quarters: Sequence[Quarter]) -> Row:
    quarter = quarters.index(event.quarter)
    return event.measure.value, quarter, event.language, event.place, event.destination, event.days, 1


def _ever_merged(connection: Connection) -> set[int]:
    return set(connection.execute(text(EVER_MERGED)).scalars())


def _tallied(connection: Connection, first: Quarter, last: Quarter) -> Counter[Cell]:
    query = select(tallies).where(tallies.c.quarter >= str(first), tallies.c.quarter <= str(last))
    return Counter(
        {
            Cell(Measure(row.measure), Quarter.read(row.quarter), By(row.by), row.key, row.days): row.count
            for row in connection.execute(query)
        }
    )
