"""Reading requests: one, those of an ambassador, those that are open, and how many each has."""

from __future__ import annotations

from datetime import date

import msgspec
from sqlalchemy import Connection, RowMapping, Select, func, select

from intake.exchange.slip import Task
from intake.marking import N_
from intake.network.errors import NetworkError
from intake.network.requests.model import OPEN, Request, State
from intake.network.tables import requests

_DAYS = ("day", "outcome_on", "cleared")
_PLAIN = tuple(name for name in Request.__slots__ if name not in (*_DAYS, "tasks", "state"))
_STATES = sorted(state.value for state in OPEN)


def read_request(connection: Connection, number: int) -> Request:
    """One; raises NetworkError where there is none."""
    row = connection.execute(select(requests).where(requests.c.number == number)).mappings().first()
    if row is None:
        raise NetworkError(N_("there is no such request"), N_("Look at the list again."))
    return _of_row(row)


def open_requests(connection: Connection) -> tuple[Request, ...]:
    """All that are open, the first day first; those without a day at the end."""
    asked = select(requests).where(requests.c.state.in_(_STATES))
    return _read(connection, asked.order_by(requests.c.day.is_(None), requests.c.day, requests.c.number))


def closed_requests(connection: Connection, most: int = 200) -> tuple[Request, ...]:
    """Those with an end, the last one first."""
    asked = select(requests).where(requests.c.state.not_in(_STATES))
    return _read(connection, asked.order_by(requests.c.outcome_on.desc(), requests.c.number.desc()).limit(most))


def requests_of(connection: Connection, ambassador: str) -> tuple[Request, ...]:
    """Those of one ambassador, the newest first."""
    return _read(
        connection, select(requests).where(requests.c.ambassador == ambassador).order_by(requests.c.number.desc())
    )


def open_counts(connection: Connection) -> dict[str, int]:
    """How many open requests each ambassador has; nobody without one stands in it."""
    asked = (
        select(requests.c.ambassador, func.count())
        .where(requests.c.state.in_(_STATES), requests.c.ambassador.is_not(None))
        .group_by(requests.c.ambassador)
    )
    return {row.ambassador: row[1] for row in connection.execute(asked)}


def _read(connection: Connection, query: Select[tuple[object, ...]]) -> tuple[Request, ...]:
    return tuple(map(_of_row, connection.execute(query).mappings()))


def _of_row(row: RowMapping) -> Request:
    found = {name: row[name] for name in _PLAIN}
    found |= {name: date.fromisoformat(row[name]) if row[name] else None for name in _DAYS}
    tasks = msgspec.json.decode(row["tasks"], type=tuple[Task, ...])
    return Request(**found, tasks=tasks, state=State(row["state"]))
