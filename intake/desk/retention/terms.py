"""Which cases have been kept for their term, and on what ground; nothing is changed here.

An open case never is, unless a nurse confirmed that it is green and nothing else is going on, or the person said no. A
case with a record of the reporting code is left alone: how long that is kept is for people to decide, case by case.
Cases that were put together are about one person, and go together or not at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import Connection, Row, func, select

from intake.config import Retention
from intake.desk.casework.states import Outcome, Status
from intake.desk.local_time import today as day_of
from intake.desk.tables import cases, decisions, meldcode, states
from intake.questionnaire import Level


class Term(StrEnum):
    """Which of the configured terms."""

    GREEN = "green"
    DECLINED = "declined"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Due:
    """A case that was kept for its term. ``since`` is the ISO 8601 date that the term ran from."""

    case: int
    term: Term
    since: str
    level: str
    status: str
    outcome: str | None


@dataclass(frozen=True, slots=True)
class Found:
    """``due`` may go; ``meldcode`` are cases that would, and have a record of the reporting code."""

    due: tuple[Due, ...]
    meldcode: tuple[int, ...]


def find_due(connection: Connection, terms: Retention, today: date) -> Found:
    """All cases whose term is over on ``today``, by number."""
    days = {Term.GREEN: terms.green, Term.DECLINED: terms.declined, Term.CLOSED: terms.closed}
    over = [each for row in _candidates(connection) if (each := _due(row)) is not None]
    over = [each for each in over if date.fromisoformat(each.since) + timedelta(days=days[each.term]) <= today]
    reported = set(connection.execute(select(meldcode.c.case).distinct()).scalars())
    kept_back = tuple(each.case for each in over if each.case in reported)
    whole = _whole_families(connection, [each for each in over if each.case not in reported])
    return Found(tuple(whole), kept_back)


def _candidates(connection: Connection) -> Iterable[Row[tuple[object, ...]]]:
    """Cases that are closed, that a nurse decided on, or whose person said no; with the days on which that was."""
    decided = select(func.max(decisions.c.at)).where(decisions.c.case == cases.c.number).scalar_subquery()
    declined = select(func.max(states.c.at)).where(states.c.case == cases.c.number, states.c.status == Status.DECLINED)
    query = select(
        cases.c.number,
        cases.c.level,
        cases.c.status,
        cases.c.outcome,
        cases.c.closed,
        decided.label("decided"),
        declined.scalar_subquery().label("declined"),
    ).where(cases.c.status.in_((Status.CLOSED, Status.TRIAGED, Status.DECLINED)))
    return connection.execute(query.order_by(cases.c.number))


def _due(row: Row[tuple[object, ...]]) -> Due | None:
    """Which term runs, and since when; None where none does."""
    term, since = _term(row)
    return None if term is None or since is None else Due(row.number, term, since, row.level, row.status, row.outcome)


def _term(row: Row[tuple[object, ...]]) -> tuple[Term | None, str | None]:
    confirmed = None if row.decided is None else _day(row.decided)
    if row.level == Level.GREEN.value and confirmed is not None and row.status in (Status.TRIAGED, Status.CLOSED):
        return Term.GREEN, max(confirmed, row.closed or confirmed)
    if row.status == Status.DECLINED and row.declined is not None:
        return Term.DECLINED, _day(row.declined)
    if row.closed is not None:
        return (Term.DECLINED if row.outcome == Outcome.DECLINED else Term.CLOSED), row.closed
    return None, None


def _day(stamp: str) -> str:
    return day_of(datetime.fromisoformat(stamp)).isoformat()


def _whole_families(connection: Connection, over: list[Due]) -> list[Due]:
    """Those whose whole family is among them."""
    merged = select(cases.c.number, cases.c.merged).where(cases.c.merged.is_not(None))
    into = {row.number: row.merged for row in connection.execute(merged)}
    numbers = {each.case for each in over}
    waiting = {_root(into, member) for member in {*into, *into.values()} if member not in numbers}
    return [each for each in over if _root(into, each.case) not in waiting]


def _root(into: Mapping[int, int], case: int) -> int:
    """The case that this one was put together into, in the end."""
    while case in into:
        case = into[case]
    return case
