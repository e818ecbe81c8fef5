"""What was worked and paid, as it stands in the table, and what it comes to in a month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, RowMapping, func, select

from intake.marking import N_
from intake.network.errors import NetworkError
from intake.network.hours.caps import Total
from intake.network.hours.month import Month
from intake.network.tables import hours

WHAT = ("request", "meeting", "intervision", "session", "training", "travel", "other", "correction")
"""What an entry is for. ``correction`` is written by `correct` only."""


@dataclass(frozen=True, slots=True, repr=False)
class Entry:
    """``minutes`` and ``cents`` are below 0 where it ``corrects`` another one. ``override`` is the reason."""

    number: int
    ambassador: str
    day: date
    minutes: int
    cents: int
    what: str
    note: str | None
    request: int | None
    meeting: int | None
    session: int | None
    override: str | None
    corrects: int | None
    at: str
    actor: str

    @property
    def counted(self) -> Total:
        """What it adds to its month."""
        return Total(self.minutes, self.cents)


def entries_of(connection: Connection, ambassador: str, month: Month | None = None) -> tuple[Entry, ...]:
    """Those of one ambassador, of one month or all, the newest day first."""
    asked = select(hours).where(hours.c.ambassador == ambassador)
    if month is not None:
        asked = asked.where(hours.c.day.between(month.first.isoformat(), month.last.isoformat()))
    rows = connection.execute(asked.order_by(hours.c.day.desc(), hours.c.number.desc())).mappings()
    return tuple(map(_of_row, rows))


def read_entry(connection: Connection, number: int) -> Entry:
    """One; raises NetworkError where there is none."""
    row = connection.execute(select(hours).where(hours.c.number == number)).mappings().first()
    if row is None:
        raise NetworkError(N_("there is no such entry of hours"), N_("Look at the month again."))
    return _of_row(row)


def corrected(connection: Connection, ambassador: str) -> frozenset[int]:
    """The numbers of the entries that another one takes away."""
    asked = select(hours.c.corrects).where(hours.c.ambassador == ambassador, hours.c.corrects.is_not(None))
    return frozenset(connection.execute(asked).scalars())


def totals(connection: Connection, month: Month) -> dict[str, Total]:
    """What a month comes to, by ambassador; nobody without an entry stands in it."""
    asked = (
        select(hours.c.ambassador, func.sum(hours.c.minutes), func.sum(hours.c.cents))
        .where(hours.c.day.between(month.first.isoformat(), month.last.isoformat()))
        .group_by(hours.c.ambassador)
    )
    return {ambassador: Total(minutes, cents) for ambassador, minutes, cents in connection.execute(asked)}


def total_of(connection: Connection, ambassador: str, month: Month) -> Total:
    """What a month of one ambassador comes to."""
    return totals(connection, month).get(ambassador, Total())


def entered_for(connection: Connection, request: int) -> int:
    """Minutes that were entered for a request, corrections taken away."""
    asked = select(func.coalesce(func.sum(hours.c.minutes), 0)).where(hours.c.request == request)
    return int(connection.execute(asked).scalar_one())


def _of_row(row: RowMapping) -> Entry:
    found = {name: row[name] for name in Entry.__slots__ if name != "day"}
    return Entry(**found, day=date.fromisoformat(row["day"]))
