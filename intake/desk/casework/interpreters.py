"""Interpreters: asked for, booked, cancelled, used. Who it must not be stands with every booking.

Never a relative, never a child: the page says so. Nothing is sent; whoever books calls the agency.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection, insert, select, update

from intake.desk.audit import Action
from intake.desk.casework.appointments import Appointment, Kept
from intake.desk.casework.revision import claim
from intake.desk.casework.states import refuse_closed
from intake.desk.casework.typed import line, local_minute, needed, one_of, text
from intake.desk.clock import stamp
from intake.desk.errors import DeskError
from intake.desk.tables import bookings
from intake.desk.unlock import OpenDesk
from intake.marking import N_

GENDERS = ("woman", "man", "any")
WAYS = ("phone", "video", "on-site")


class Booked(StrEnum):
    """How far a booking is."""

    ASKED = "asked"
    BOOKED = "booked"
    CANCELLED = "cancelled"
    USED = "used"


LIVE = (Booked.ASKED, Booked.BOOKED)


@dataclass(frozen=True, slots=True, repr=False)
class Booking:
    """``language`` is a tag, or words where the desk knows no tag; ``starts`` is Dutch local time."""

    number: int
    case: int
    language: str
    dialect: str | None
    gender: str
    way: str
    starts: str | None
    avoid: str | None
    not_own_community: bool
    state: Booked


def ask_for_interpreter(
    desk: OpenDesk, connection: Connection, case: int, seen: int, typed: Mapping[str, str], *, not_own: bool
) -> int:
    """An interpreter is needed: the members of Booking, as they were ``typed``; gives the new revision."""
    row = {
        "language": needed(line(typed.get("language"), longest=60)),
        "dialect": line(typed.get("dialect")),
        "gender": one_of(typed.get("gender"), GENDERS),
        "way": one_of(typed.get("way"), WAYS),
        "starts": local_minute(typed.get("starts")),
        "avoid": text(typed.get("avoid"), longest=500),
        "not_own_community": int(not_own),
    }
    refuse_closed(connection, case)
    taken = claim(connection, case, seen)
    row |= {"case": case, "at": stamp(desk.clock()), "actor": desk.actor, "state": Booked.ASKED.value}
    number = connection.execute(insert(bookings).returning(bookings.c.number), row).scalar_one()
    desk.record(connection, Action.INTERPRETER_ASKED, {"booking": number}, case=case)
    return taken


def change_booking(desk: OpenDesk, connection: Connection, case: int, seen: int, number: int, state: Booked) -> int:
    """How far it is now; gives the new revision. Raises DeskError where ``case`` has no such booking."""
    taken = claim(connection, case, seen)
    mine = update(bookings).where(bookings.c.number == number, bookings.c.case == case)
    if connection.execute(mine.values(state=state.value)).rowcount != 1:
        raise DeskError(N_("this case has no such booking"), N_("Look at the case again."))
    desk.record(connection, Action.INTERPRETER_CHANGED, {"booking": number}, case=case)
    return taken


def bookings_of(connection: Connection, case: int) -> list[Booking]:
    """Those of ``case``, in the order in which they were asked for."""
    rows = connection.execute(select(bookings).where(bookings.c.case == case).order_by(bookings.c.number)).mappings()
    names = ("number", "case", "language", "dialect", "gender", "way", "starts", "avoid")
    return [
        Booking(
            not_own_community=bool(row["not_own_community"]),
            state=Booked(row["state"]),
            **{name: row[name] for name in names},
        )
        for row in rows
    ]


def for_nothing(booked: Booking, made: list[Appointment]) -> bool:
    """Is somebody asked for or booked for a time at which there is no appointment any more?"""
    at_that_time = [each.state for each in made if each.starts == booked.starts]
    return booked.state in LIVE and bool(at_that_time) and Kept.PLANNED not in at_that_time
