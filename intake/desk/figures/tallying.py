"""Counts cases before they are erased, so that figures are the same before and after: numbers, and no row for a person.

Every erasure is counted, whatever its ground: at the end of a term, at somebody's own request, or because a desk was
brought back from a backup of before the case was erased. That backup's tallies are of before too, so nothing is
counted twice.
"""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection
from sqlalchemy.dialects.sqlite import insert

from intake.desk.figures.counting import count_cases
from intake.desk.figures.quarters import Quarter
from intake.desk.tables import tallies
from intake.desk.unlock import OpenDesk

_KEY = ("measure", "quarter", "by", "key", "days")


def tally(desk: OpenDesk, connection: Connection, cases: Collection[int]) -> None:
    """Add what ``cases`` count for to the tallies, in the transaction of ``connection`` that erases them next."""
    found = count_cases(connection, desk.section, cases, Quarter.at(desk.clock()))
    rows = [
        {
            "measure": cell.measure.value,
            "quarter": str(cell.quarter),
            "by": cell.by.value,
            "key": cell.key,
            "days": cell.days,
            "count": count,
        }
        for cell, count in found.items()
    ]
    if rows:
        added = insert(tallies)
        more = {"count": tallies.c.count + added.excluded.count}
        connection.execute(added.on_conflict_do_update(index_elements=_KEY, set_=more), rows)
