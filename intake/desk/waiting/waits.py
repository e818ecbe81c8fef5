"""A wait as it stands: its dates against the norm, what bridges the time, and when somebody asks next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection, RowMapping, select

from intake.desk.errors import DeskError
from intake.desk.tables import waits
from intake.marking import N_
from intake.working_days import WorkingDays

BRIDGES = ("poh-ggz", "ambassador", "group", "information")
"""What bridges the time: one of these or several."""
RHYTHM = 28
"""Days between questions how it goes, unless a nurse chose otherwise: nobody who waits is left alone for months."""


@dataclass(frozen=True, slots=True, repr=False)
class Wait:
    """Dates are ISO 8601. ``referral`` is its number; ``entry`` the destination's id in the network book.

    ``expected`` is what was said there; ``rhythm`` counts days, ``check_on`` is when somebody asks next.
    """

    referral: int
    case: int
    destination: str
    entry: str | None
    since: str
    intake_by: str | None
    treatment_by: str | None
    expected: str | None
    intake_on: str | None
    treatment_on: str | None
    bridges: tuple[str, ...]
    rhythm: int | None
    check_on: str | None
    ended: str | None

    @property
    def by(self) -> str | None:
        """By when the norm asks for what comes next: the intake, or after it the treatment."""
        return self.intake_by if self.intake_on is None else self.treatment_by

    def past(self, now: date) -> bool:
        """Does the person wait longer than the norm?"""
        return self.ended is None and (self.by or "9") < now.isoformat()

    def due(self, now: date) -> bool:
        """Is somebody to ask how it goes?"""
        return self.ended is None and (self.check_on or "9") <= now.isoformat()

    def days(self, now: date) -> int:
        """How long they wait, or waited."""
        return (date.fromisoformat(self.ended or now.isoformat()) - date.fromisoformat(self.since)).days


def waits_of(connection: Connection, case: int) -> list[Wait]:
    """Those of ``case``, what is open first."""
    rows = connection.execute(select(waits).where(waits.c.case == case).order_by(waits.c.referral)).mappings()
    return sorted(map(wait_in, rows), key=lambda each: each.ended is not None)


def wait_of(connection: Connection, referral: int) -> Wait | None:
    """That of a referral; None where there is none."""
    row = connection.execute(select(waits).where(waits.c.referral == referral)).mappings().first()
    return None if row is None else wait_in(row)


def open_wait(connection: Connection, case: int, referral: int | None = None) -> Wait:
    """One of ``case`` that has not ended: that of ``referral``, or the only one. Raises DeskError."""
    found = [each for each in waits_of(connection, case) if each.ended is None and referral in (None, each.referral)]
    if not found:
        raise DeskError(
            N_("nobody waits by this referral"),
            N_("A wait begins where the referral is put on “on their waiting list”."),
        )
    if len(found) > 1:
        raise DeskError(N_("this person waits at more than one place"), N_("Say which referral you mean."))
    return found[0]


def next_check(day: date, rhythm: int | None, days: WorkingDays) -> str | None:
    """When somebody asks next, ``rhythm`` days after ``day``, and never on a day on which nobody works; ISO 8601."""
    return None if rhythm is None else _at_work(day + timedelta(days=rhythm), days)


def at_work(day: str | None, days: WorkingDays) -> str | None:
    """``day``, or the first working day after it."""
    return None if day is None else _at_work(date.fromisoformat(day), days)


def wait_in(row: RowMapping) -> Wait:
    """Of a row that has its columns."""
    names = [name for name in Wait.__slots__ if name != "bridges"]
    return Wait(bridges=tuple(row["bridges"].split()), **{name: row[name] for name in names})


def _at_work(day: date, days: WorkingDays) -> str:
    return (day if days.works(day) else days.after(day, 1)).isoformat()
