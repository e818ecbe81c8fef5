"""One session, and what the sessions of a quarter come to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, RowMapping, select

from intake.marking import N_
from intake.network.errors import NetworkError
from intake.network.filling import filled_in
from intake.network.hours.month import quarter_of
from intake.network.tables import session_ambassadors, sessions

TOPICS = (
    "health-care", "gp", "insurance", "medicines", "mental-health", "sexual-health", "violence", "fgm", "palliative",
    "children", "other",
)  # fmt: skip


@dataclass(frozen=True, slots=True, repr=False)
class Session:
    """``reached`` is how many were there; ``place`` a CBS municipality code, ``venue`` where in it."""

    number: int
    revision: int
    day: date
    topic: str
    reached: int
    place: str | None
    venue: str | None
    language: str | None
    organisation: str | None
    note: str | None
    withdrawn: date | None
    ambassadors: tuple[str, ...]

    def as_typed(self) -> dict[str, object]:
        """As it would be filled in."""
        names = ("day", "topic", "reached", "place", "venue", "language", "organisation", "note")
        return {**filled_in(self, *names), "ambassadors": list(self.ambassadors)}


@dataclass(frozen=True, slots=True)
class Quarter:
    """``quarter`` is ``2026-Q4``; ``topics`` says how many were reached on each topic that there was."""

    quarter: str
    sessions: int
    reached: int
    topics: tuple[tuple[str, int], ...]


def all_sessions(connection: Connection) -> tuple[Session, ...]:
    """Those that were not withdrawn, the last one first."""
    told: dict[int, list[str]] = {}
    for row in connection.execute(select(session_ambassadors).order_by(session_ambassadors.c.ambassador)):
        told.setdefault(row.session, []).append(row.ambassador)
    asked = select(sessions).where(sessions.c.withdrawn.is_(None))
    rows = connection.execute(asked.order_by(sessions.c.day.desc(), sessions.c.number.desc())).mappings()
    return tuple(_of_row(row, tuple(told.get(row["number"], ()))) for row in rows)


def read_session(connection: Connection, number: int) -> Session:
    """One; raises NetworkError where there is none, or not any more."""
    for each in all_sessions(connection):
        if each.number == number:
            return each
    raise NetworkError(N_("there is no such session"), N_("Look at the list again."))


def by_quarter(those: Iterable[Session]) -> tuple[Quarter, ...]:
    """What they come to, the last quarter first."""
    found: dict[str, list[Session]] = {}
    for each in those:
        found.setdefault(quarter_of(each.day), []).append(each)
    return tuple(_quarter(name, found[name]) for name in sorted(found, reverse=True))


def _quarter(name: str, those: list[Session]) -> Quarter:
    topics = {topic: [each.reached for each in those if each.topic == topic] for topic in TOPICS}
    reached = tuple((topic, sum(counts)) for topic, counts in topics.items() if counts)
    return Quarter(name, len(those), sum(each.reached for each in those), reached)


def _of_row(row: RowMapping, told: tuple[str, ...]) -> Session:
    found = {name: row[name] for name in Session.__slots__ if name not in ("day", "withdrawn", "ambassadors")}
    withdrawn = date.fromisoformat(row["withdrawn"]) if row["withdrawn"] else None
    return Session(**found, day=date.fromisoformat(row["day"]), withdrawn=withdrawn, ambassadors=told)
