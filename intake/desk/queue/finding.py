"""Looking for cases by what a person says at the counter or on the telephone: number, short code, or how to reach them.

What was typed is compared and forgotten: the audit trail holds by what kind of thing somebody looked, and how many
cases there were.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, select

from intake.desk.audit import Action
from intake.desk.cases import CODE_BYTES
from intake.desk.line import line_of
from intake.desk.queue.rows import Row, rows_of
from intake.desk.tables import cases
from intake.desk.unlock import OpenDesk
from intake.envelope.encoding import crockford, from_crockford

MOST = 50
SHORTEST_LINE = 6
"""Fewer digits are no telephone number, and would be found by chance."""


def find_cases(desk: OpenDesk, typed: str) -> tuple[Row, ...]:
    """The cases that ``typed`` may mean, newest first, at most MOST; closed ones too. The search is recorded."""
    conditions = _conditions(typed.strip())
    with desk.reading() as connection:
        found = {kind: _numbers(connection, condition) for kind, condition in conditions.items()}
        every = sorted({number for numbers in found.values() for number in numbers}, reverse=True)[:MOST]
        rows = rows_of(connection, every)
    with desk.writing() as connection:
        by = " ".join(kind for kind, numbers in found.items() if numbers) or "nothing"
        desk.record(connection, Action.CASES_SOUGHT, {"found_by": by, "cases": len(rows)})
    return rows


def _conditions(typed: str) -> dict[str, ColumnElement[bool]]:
    """Every way to read it: eight digits may be a code, a number and a telephone."""
    found: dict[str, ColumnElement[bool]] = {}
    code, line = _code(typed), line_of(typed)
    if code is not None:
        found["code"] = cases.c.code == code
    if typed.isascii() and typed.isdigit() and len(typed) < 16:
        found["number"] = cases.c.number == int(typed)
    if line is not None and ("@" in line or len(line) >= SHORTEST_LINE):
        found["line"] = cases.c.line == line
    return found


def _numbers(connection: Connection, condition: ColumnElement[bool]) -> list[int]:
    query = select(cases.c.number).where(condition).order_by(cases.c.number.desc()).limit(MOST)
    return list(connection.execute(query).scalars())


def _code(typed: str) -> str | None:
    try:
        return crockford(from_crockford(typed, CODE_BYTES))
    except ValueError:
        return None
