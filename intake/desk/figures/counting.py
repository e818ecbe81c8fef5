"""Counts what stands in the database: cases that are still here, and tallies of those that were erased."""

# ruff: noqa: S608 - made of fixed words; values are bound
from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, RowMapping, select, text

from intake.config import Desk
from intake.desk.days import working_days
from intake.desk.figures.calendar import Calendar
from intake.desk.figures.counts import Cell, Counts
from intake.desk.figures.events import first_events
from intake.desk.figures.families import EVER_MERGED, Event, Families
from intake.desk.figures.handing_out import handed_out
from intake.desk.figures.languages import group_of
from intake.desk.figures.measures import DEFINITIONS, EVERYTHING, UNKNOWN, By, Measure
from intake.desk.figures.quarters import Quarter
from intake.desk.figures.signals import signals
from intake.desk.tables import tallies
from intake.destinations.kinds import kinds

_THESE = '"case" IN (SELECT value FROM json_each(:cases))'
_ALONE = f'"case" NOT IN ({EVER_MERGED})'
_CODE = re.compile(r"GM\d{4}")
_SPLIT = "measure, quarter, language, place, destination, days"


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
    """Cases that were never put together with others: all there are, or ``cases``. Summed up by the database."""
    if not quarters:
        return Counter()
    those = _ALONE if cases is None else _THESE
    events = first_events(Calendar(quarters, working_days(section)), those)
    query = (
        f"{events} SELECT {_SPLIT}, count(*) AS count FROM events WHERE quarter BETWEEN 0 AND :last GROUP BY {_SPLIT}"
    )
    values = {"last": len(quarters) - 1} | ({} if cases is None else {"cases": json.dumps(sorted(cases))})
    found: Counter[Cell] = Counter()
    for row in connection.execute(text(query), values).mappings():
        for cell in _cells(dict(row), quarters[row["quarter"]]):
            found[cell] += row["count"]
    return found


def _together(
    connection: Connection, section: Desk, families: Families, cases: Collection[int], last: Quarter
) -> Counter[Cell]:
    """Cases that were put together with others at some time, as far as they are here: few, looked at one by one."""
    quarters = _quarters(connection, cases, last)
    if not quarters:
        return Counter()
    events = first_events(Calendar(quarters, working_days(section)), _THESE)
    query = f'{events} SELECT {_SPLIT}, "case", at FROM events WHERE quarter BETWEEN 0 AND :last'
    values = {"last": len(quarters) - 1, "cases": json.dumps(sorted(cases))}
    rows = connection.execute(text(query), values).mappings()
    found: Counter[Cell] = Counter()
    for event in families.count([_event(row, quarters) for row in rows], quarters):
        values_of = {name: getattr(event, name) for name in ("measure", "days", "destination", "language", "place")}
        found.update(_cells(values_of, event.quarter))
    return found


def _quarters(connection: Connection, cases: Collection[int], last: Quarter) -> Sequence[Quarter]:
    """From the first in which one of ``cases`` was opened up to ``last``; none where none of them is here."""
    query = text(f"SELECT min(made) FROM judgements WHERE {_THESE}")
    first = connection.execute(query, {"cases": json.dumps(sorted(cases))}).scalar()
    return () if first is None else tuple(Quarter.of(date.fromisoformat(first)).until(last))


def _event(row: RowMapping, quarters: Sequence[Quarter]) -> Event:
    names = ("case", "at", "days", "destination", "language", "place")
    said = {name: row[name] for name in names}
    return Event(Measure(row["measure"]), quarter=quarters[row["quarter"]], **said)


def _cells(row: Mapping[str, Any], quarter: Quarter) -> Iterator[Cell]:
    """Where an event counts: once in each split, never in two at once. Only fixed words come along."""
    measure = Measure(row["measure"])
    keys = {
        By.ALL: EVERYTHING,
        By.LANGUAGE: group_of(row["language"]).key,
        By.PLACE: row["place"] if _CODE.fullmatch(row["place"] or "") else UNKNOWN,
        By.DESTINATION: row["destination"] if row["destination"] in kinds() else UNKNOWN,
    }
    for by in DEFINITIONS[measure].by:
        yield Cell(measure, quarter, by, keys[by], row["days"])


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
