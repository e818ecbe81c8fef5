"""One signal, as the book keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import get_args

from sqlalchemy import Connection, RowMapping, select

from intake.exchange.book import Signal as Exported
from intake.exchange.book import Topic
from intake.marking import N_
from intake.network.errors import NetworkError
from intake.network.filling import filled_in
from intake.network.tables import signals

TOPICS: tuple[Topic, ...] = get_args(Topic)


@dataclass(frozen=True, slots=True, repr=False)
class Signal:
    """``region`` is a GGD's name, ``quarter`` ``2026-Q4``. ``exported`` is the first export it stands in: from then on
    nobody edits it. ``withdrawn`` is the day from which no new export has it."""

    number: int
    revision: int
    topic: Topic
    region: str
    quarter: str
    pattern: str
    gap: str | None
    recommendation: str | None
    exported: int | None
    withdrawn: date | None
    at: str
    actor: str

    @property
    def editable(self) -> bool:
        """Has it not left yet?"""
        return self.exported is None and self.withdrawn is None

    def as_typed(self) -> dict[str, object]:
        """As it would be filled in."""
        return filled_in(self, "topic", "region", "quarter", "pattern", "gap", "recommendation")


def all_signals(connection: Connection, quarter: str | None = None) -> tuple[Signal, ...]:
    """Those of a quarter or all, the newest quarter first."""
    asked = select(signals).order_by(signals.c.quarter.desc(), signals.c.topic, signals.c.number)
    if quarter is not None:
        asked = asked.where(signals.c.quarter == quarter)
    return tuple(map(_of_row, connection.execute(asked).mappings()))


def read_signal(connection: Connection, number: int) -> Signal:
    """One; raises NetworkError where there is none."""
    row = connection.execute(select(signals).where(signals.c.number == number)).mappings().first()
    if row is None:
        raise NetworkError(N_("there is no such signal"), N_("Look at the list again."))
    return _of_row(row)


def signals_for_book(connection: Connection) -> tuple[Exported, ...]:
    """All that were not withdrawn, as the exported book has them."""
    return tuple(
        Exported(each.topic, each.region, each.quarter, each.pattern, each.gap, each.recommendation)
        for each in all_signals(connection)
        if each.withdrawn is None
    )


def _of_row(row: RowMapping) -> Signal:
    found = {name: row[name] for name in Signal.__slots__ if name != "withdrawn"}
    return Signal(**found, withdrawn=date.fromisoformat(row["withdrawn"]) if row["withdrawn"] else None)
