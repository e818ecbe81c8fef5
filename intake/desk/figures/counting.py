"""Counts what stands in the database: cases that are still here, and tallies of those that were erased."""

from __future__ import annotations

from collections import Counter

from sqlalchemy import Connection, select

from intake.config import Desk
from intake.desk.figures.counts import Cell, Counts
from intake.desk.figures.measures import By, Measure
from intake.desk.figures.quarters import Quarter
from intake.desk.tables import tallies


def read_counts(connection: Connection, section: Desk, first: Quarter, last: Quarter) -> Counts:
    """Everything that is counted in the quarters from ``first`` to ``last``."""
    return Counts.made(first.until(last), _tallied(connection, first, last))


def _tallied(connection: Connection, first: Quarter, last: Quarter) -> Counter[Cell]:
    query = select(tallies).where(tallies.c.quarter >= str(first), tallies.c.quarter <= str(last))
    return Counter(
        {
            Cell(Measure(row.measure), Quarter.read(row.quarter), By(row.by), row.key, row.days): row.count
            for row in connection.execute(query)
        }
    )
