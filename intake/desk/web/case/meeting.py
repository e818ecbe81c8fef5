"""Appointments and interpreters: a part of a case's page."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, request
from sqlalchemy import Connection
from werkzeug.wrappers import Response as Answer

from intake.desk.cases import Case
from intake.desk.casework.appointments import Kept, appointments_of, change_appointment, make_appointment
from intake.desk.casework.facts import Facts, read_facts
from intake.desk.casework.interpreters import Booked, ask_for_interpreter, bookings_of, change_booking, for_nothing
from intake.desk.unlock import OpenDesk
from intake.desk.web.case.changing import changing
from intake.desk.web.case.deeds import back, sent
from intake.questionnaire import LANGUAGES
from intake.web.words import N_


def read_meetings(desk: OpenDesk, connection: Connection, case: Case) -> Mapping[str, object]:
    """What was agreed on, who interprets, and what the talk told about that."""
    made, booked = appointments_of(connection, case.number), bookings_of(connection, case.number)
    written = read_facts(connection, case.number)
    return {
        "appointments": made,
        "bookings": booked,
        "for_nothing": {each.number for each in booked if for_nothing(each, made)},
        "facts": written.facts if written else Facts(),
        "languages": [language.tag for language in LANGUAGES],
    }


def meeting(room: Blueprint) -> None:
    """Add its forms to the room."""

    @room.post("/cases/<int:number>/appointments")
    def appoint(number: int) -> Answer:
        typed = {name: request.form.get(name, "") for name in ("starts", "place", "whom")}
        with changing(number, starts=N_("Day and time"), place=N_("Place"), whom=N_("With whom")) as change:
            make_appointment(change.desk, change.connection, number, change.seen, **typed)
        return back(number, "meetings")

    @room.post("/cases/<int:number>/appointments/<int:which>")
    def appointment(number: int, which: int) -> Answer:
        to = sent(Kept, "to")
        with changing(number, to=(N_("Appointment"), "appointment")) as change:
            change_appointment(change.desk, change.connection, number, change.seen, which, to)
        return back(number, "meetings")

    @room.post("/cases/<int:number>/interpreters")
    def interpret(number: int) -> Answer:
        fields = {
            "other_language": N_("Which other language"),
            "dialect": N_("Dialect"),
            "avoid": N_("Who it must not be"),
        }
        with changing(number, **fields) as change:
            typed = request.form.to_dict()
            typed["language"] = typed.get("language") or typed.get("other_language", "")
            not_own = "not_own_community" in typed
            ask_for_interpreter(change.desk, change.connection, number, change.seen, typed, not_own=not_own)
        return back(number, "meetings")

    @room.post("/cases/<int:number>/interpreters/<int:which>")
    def booking(number: int, which: int) -> Answer:
        to = sent(Booked, "to")
        with changing(number, to=(N_("Interpreter"), "booking")) as change:
            change_booking(change.desk, change.connection, number, change.seen, which, to)
        return back(number, "meetings")
