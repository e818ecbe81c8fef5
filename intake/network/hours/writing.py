"""Writing hours down: an entry within the cap, one past it with a coordinator's reason, and a correction.

An entry is never changed or deleted. What was wrong is taken away by an entry that corrects it, in the month of the
day that the wrong one was of.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, insert

from intake.local.clock import stamp
from intake.local.local_time import today
from intake.marking import N_, filled
from intake.network.ambassadors.model import Ambassador
from intake.network.ambassadors.reading import read_ambassador
from intake.network.errors import NetworkError
from intake.network.filling import NEEDED, Filling
from intake.network.hours.caps import Cap, Standing, Total
from intake.network.hours.entries import WHAT, corrected, read_entry, total_of
from intake.network.hours.month import Month
from intake.network.log import Action, Thing
from intake.network.people import EVERYBODY, Role
from intake.network.tables import hours
from intake.network.unlock import OpenNetwork

LONGEST_DAY, MOST_PAID = 24 * 60, 1000_00
"""Minutes and cents of one entry."""
REASON = 200


class OverCapError(NetworkError):
    """The month would go past the cap. ``total`` is what it would come to; nothing was written."""

    def __init__(self, total: Total, cap: Cap, month: Month) -> None:
        said = filled(
            N_("%(month)s would have %(hours)s hours of %(most_hours)s, and %(euros)s euros of %(most_euros)s"),
            month=str(month),
            hours=_hours(total.minutes),
            most_hours=_hours(cap.minutes),
            euros=_euros(total.cents),
            most_euros=_euros(cap.cents),
        )
        super().__init__(said, N_("A coordinator can let it pass, and says why."))
        self.total, self.cap, self.month = total, cap, month


@dataclass(frozen=True, slots=True)
class Entered:
    """What was written: its number, and how its month stands now."""

    number: int
    month: Month
    total: Total
    cap: Cap

    @property
    def standing(self) -> Standing:
        """Below the warning, near the cap, or past it."""
        return self.cap.standing(self.total)


@dataclass(frozen=True, slots=True, repr=False)
class Work:
    """What is to be entered. ``override`` is why it may go past the cap."""

    day: date
    minutes: int
    cents: int
    what: str
    note: str | None = None
    override: str | None = None
    request: int | None = None
    meeting: int | None = None
    session: int | None = None

    @classmethod
    def read(cls, typed: Mapping[str, object], now: date) -> Work:
        """Raises UnfitError. ``typed`` has day, minutes (``90`` or ``1:30``), euros, what, note and override."""
        filling = Filling(typed)
        day = filling.day("day", needed=True)
        minutes, cents = filling.minutes("minutes", LONGEST_DAY), filling.cents("euros", MOST_PAID)
        what = filling.choice("what", WHAT[:-1], needed=True)
        note, override = filling.line("note"), filling.line("override", longest=REASON)
        if not minutes and not cents and not {"minutes", "euros"} & filling.faults.keys():
            filling.fault("minutes", NEEDED)
        if day is not None and day > now:
            filling.fault("day", N_("lies in the future"))
        filling.refuse()
        assert day is not None
        assert what is not None
        return cls(day, minutes or 0, cents or 0, what, note, override)


def enter(book: OpenNetwork, connection: Connection, ambassador: str, work: Work) -> Entered:
    """Write it down. Raises OverCapError past the cap, unless a coordinator said why; NetworkError."""
    book.require(connection, *EVERYBODY)
    found = read_ambassador(connection, ambassador)
    _refuse_outside(found, work.day, today(book.clock()))
    cap, month = Cap.of(book.section, found), Month.of(work.day)
    before, entry = total_of(connection, ambassador, month), Total(work.minutes, work.cents)
    over = cap.refuses(before, entry)
    if over:
        if work.override is None:
            raise OverCapError(before + entry, cap, month)
        book.require(connection, Role.COORDINATOR)
    number = _write(book, connection, ambassador, work, override=work.override if over else None)
    if over:
        book.record(connection, Action.OVERRIDDEN, Thing.HOURS, number, {"ambassador": ambassador})
    return Entered(number, month, before + entry, cap)


def correct(book: OpenNetwork, connection: Connection, number: int, why: str) -> Entered:
    """Take away what an entry counted; gives the correction. Raises NetworkError where that was done before."""
    book.require(connection, *EVERYBODY)
    entry = read_entry(connection, number)
    reason = Filling({"why": why}).line("why", longest=REASON)
    if not reason:
        raise NetworkError(N_("a correction needs a reason"), N_("Say in a few words what was wrong."))
    if entry.corrects is not None or number in corrected(connection, entry.ambassador):
        raise NetworkError(N_("this entry was corrected before"), N_("Enter what is right as a new one."))
    work = Work(entry.day, -entry.minutes, -entry.cents, WHAT[-1], reason, None, entry.request)
    taken = _write(book, connection, entry.ambassador, work, corrects=number)
    month = Month.of(entry.day)
    cap = Cap.of(book.section, read_ambassador(connection, entry.ambassador))
    return Entered(taken, month, total_of(connection, entry.ambassador, month), cap)


def _refuse_outside(found: Ambassador, day: date, now: date) -> None:
    if day > now:
        raise NetworkError(N_("this day lies in the future"), N_("Enter hours when they were worked."))
    if day < found.since or (found.until is not None and day > found.until):
        raise NetworkError(
            N_("on this day they were no ambassador here"),
            N_("Look at the day, and when they began."),
        )


def _write(
    book: OpenNetwork,
    connection: Connection,
    ambassador: str,
    work: Work,
    *,
    override: str | None = None,
    corrects: int | None = None,
) -> int:
    row = {"ambassador": ambassador, "day": work.day.isoformat(), "minutes": work.minutes, "cents": work.cents}
    row |= {"what": work.what, "note": work.note, "request": work.request, "meeting": work.meeting}
    row |= {"session": work.session, "override": override, "corrects": corrects}
    row |= {"at": stamp(book.clock()), "actor": book.actor}
    number: int = connection.execute(insert(hours).returning(hours.c.number), row).scalar_one()
    action = Action.ADDED if corrects is None else Action.WITHDRAWN
    book.record(connection, action, Thing.HOURS, number, {"ambassador": ambassador})
    return number


def _hours(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"


def _euros(cents: int) -> str:
    return f"{cents // 100},{cents % 100:02}"
