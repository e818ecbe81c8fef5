"""One line of the queue: what of a case helps to choose it, and nothing by which the person could be named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, RowMapping, func, select

from intake.desk.cases import PastReason, reasons_of
from intake.desk.tables import cases, judgements


@dataclass(frozen=True, slots=True, repr=False)
class Row:
    """``due`` is an ISO 8601 date, None where no contact is asked for; ``closed`` the day, None while it is open.

    ``allowed``: somebody may call or write. ``professional`` is woman, man, any or None; ``age`` 16-17, 18+ or None.
    """

    number: int
    revision: int
    code: str
    questionnaire: str
    version: str
    language: str
    place: str | None
    level: str
    due: str | None
    status: str
    assigned: str | None
    professional: str | None
    age: str | None
    paper: bool
    allowed: bool
    closed: str | None
    reasons: tuple[PastReason, ...]


_COLUMNS = ("number", "revision", "code", "questionnaire", "version", "language", "place", "level", "due", "status")
_MORE = ("assigned", "professional", "age", "paper", "allowed", "closed")


def rows_of(connection: Connection, numbers: Sequence[int]) -> tuple[Row, ...]:
    """The cases with these numbers, in this order; those that are not there are left out."""
    each = judgements.alias()
    newest = select(func.max(each.c.number)).where(each.c.case == cases.c.number).scalar_subquery()
    query = (
        select(*(cases.c[name] for name in (*_COLUMNS, *_MORE)), judgements.c.reasons)
        .select_from(cases)
        .join(judgements, judgements.c.number == newest)
        .where(cases.c.number.in_(numbers))
    )
    found = {row["number"]: _row(row) for row in connection.execute(query).mappings()}
    return tuple(found[number] for number in numbers if number in found)


def versions_of(rows: Iterable[Row]) -> tuple[tuple[str, str], ...]:
    """The questionnaires behind these lines, each once."""
    return tuple(dict.fromkeys((row.questionnaire, row.version) for row in rows))


def _row(row: RowMapping) -> Row:
    members = {name: row[name] for name in (*_COLUMNS, *_MORE)}
    members |= {"paper": bool(row["paper"]), "allowed": bool(row["allowed"])}
    return Row(**members, reasons=reasons_of(row["reasons"]))
