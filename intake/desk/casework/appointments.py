"""Appointments for a conversation: when, at which safe place, with whom.

``starts`` is what a Dutch clock shows (2026-11-24T10:30), as it is said to the person. Nothing is sent.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection, insert, select, update

from intake.desk.audit import Action
from intake.desk.casework.revision import claim
from intake.desk.casework.states import refuse_closed
from intake.desk.casework.typed import line, local_minute, needed
from intake.desk.clock import stamp
from intake.desk.errors import DeskError
from intake.desk.tables import appointments
from intake.desk.unlock import OpenDesk
from intake.marking import N_


class Kept(StrEnum):
    """What became of an appointment."""

    PLANNED = "planned"
    ATTENDED = "attended"
    MISSED = "missed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, repr=False)
class Appointment:
    """``starts`` is Dutch local time, to the minute."""

    number: int
    case: int
    starts: str
    place: str
    whom: str
    state: Kept


def make_appointment(
    desk: OpenDesk, connection: Connection, case: int, seen: int, *, starts: str, place: str, whom: str
) -> int:
    """A time was agreed with the person; gives the new revision. Raises DeskError where something is missing."""
    written = {
        "starts": needed(local_minute(starts)),
        "place": needed(line(place)),
        "whom": needed(line(whom)),
    }
    refuse_closed(connection, case)
    taken = claim(connection, case, seen)
    row = {"case": case, "at": stamp(desk.clock()), "actor": desk.actor, "state": Kept.PLANNED.value, **written}
    number = connection.execute(insert(appointments).returning(appointments.c.number), row).scalar_one()
    desk.record(connection, Action.APPOINTMENT_MADE, {"appointment": number}, case=case)
    return taken


def change_appointment(desk: OpenDesk, connection: Connection, case: int, seen: int, number: int, state: Kept) -> int:
    """What became of it; gives the new revision. Raises DeskError where ``case`` has no such appointment."""
    taken = claim(connection, case, seen)
    mine = update(appointments).where(appointments.c.number == number, appointments.c.case == case)
    if connection.execute(mine.values(state=state.value)).rowcount != 1:
        raise DeskError(N_("this case has no such appointment"), N_("Look at the case again."))
    desk.record(connection, Action.APPOINTMENT_CHANGED, {"appointment": number}, case=case)
    return taken


def appointments_of(connection: Connection, case: int) -> list[Appointment]:
    """Those of ``case``, the next to come last."""
    rows = connection.execute(select(appointments).where(appointments.c.case == case).order_by(appointments.c.starts))
    return [Appointment(row.number, case, row.starts, row.place, row.whom, Kept(row.state)) for row in rows]
