"""One step, writing it down, and withdrawing one that never was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, RowMapping, insert, select, update

from intake.local.clock import stamp
from intake.local.local_time import today
from intake.marking import N_
from intake.network.ambassadors.reading import read_ambassador
from intake.network.errors import NetworkError
from intake.network.filling import Filling
from intake.network.log import Action, Thing
from intake.network.people import Role
from intake.network.tables import steps
from intake.network.unlock import OpenNetwork

STEPS = (
    "talk",
    "language",
    "course",
    "diploma",
    "internship",
    "application",
    "interview",
    "contract",
    "own-business",
    "other",
)


@dataclass(frozen=True, slots=True, repr=False)
class Step:
    """``step`` is a fixed word; ``withdrawn`` the day on which it was taken back."""

    number: int
    ambassador: str
    day: date
    step: str
    organisation: str | None
    note: str | None
    withdrawn: str | None


def steps_of(connection: Connection, ambassador: str) -> tuple[Step, ...]:
    """Those of one ambassador that stand, the last one first."""
    asked = select(steps).where(steps.c.ambassador == ambassador, steps.c.withdrawn.is_(None))
    rows = connection.execute(asked.order_by(steps.c.day.desc(), steps.c.number.desc())).mappings()
    return tuple(map(_of_row, rows))


def add_step(book: OpenNetwork, connection: Connection, ambassador: str, typed: Mapping[str, object]) -> int:
    """``typed`` has day, step, organisation, note; gives its number. Raises UnfitError, NetworkError."""
    book.require(connection, Role.COORDINATOR)
    read_ambassador(connection, ambassador)
    filling = Filling(typed)
    day = filling.day("day", needed=True)
    row: dict[str, object] = {
        "ambassador": ambassador,
        "day": day.isoformat() if day else None,
        "step": filling.choice("step", STEPS, needed=True),
        "organisation": filling.line("organisation", longest=80),
        "note": filling.line("note", longest=200),
        "at": stamp(book.clock()),
        "actor": book.actor,
    }
    filling.refuse()
    number: int = connection.execute(insert(steps).returning(steps.c.number), row).scalar_one()
    book.record(connection, Action.ADDED, Thing.STEP, number, {"ambassador": ambassador})
    return number


def withdraw_step(book: OpenNetwork, connection: Connection, number: int) -> None:
    """It was written down by mistake. Raises NetworkError where there is none."""
    book.require(connection, Role.COORDINATOR)
    gone = update(steps).where(steps.c.number == number, steps.c.withdrawn.is_(None))
    if connection.execute(gone.values(withdrawn=today(book.clock()).isoformat())).rowcount != 1:
        raise NetworkError(N_("there is no such step"), N_("Look at the list again."))
    book.record(connection, Action.WITHDRAWN, Thing.STEP, number)


def _of_row(row: RowMapping) -> Step:
    found = {name: row[name] for name in Step.__slots__ if name != "day"}
    return Step(**found, day=date.fromisoformat(row["day"]))
