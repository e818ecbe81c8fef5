"""Who looks after the case: a part of its page."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, request
from sqlalchemy import Connection, select
from werkzeug.wrappers import Response as Answer

from intake.desk.cases import Case
from intake.desk.casework.absences import away
from intake.desk.casework.assigning import assign, colleagues
from intake.desk.local_time import today
from intake.desk.tables import cases
from intake.desk.unlock import OpenDesk
from intake.desk.web.case.changing import changing
from intake.desk.web.case.deeds import back
from intake.web.words import N_


def read_assigned(desk: OpenDesk, connection: Connection, case: Case) -> Mapping[str, object]:
    """Who has it, whether they are away, and who else could have it."""
    assigned = connection.execute(select(cases.c.assigned).where(cases.c.number == case.number)).scalar_one()
    absent = away(connection, today(desk.clock()))
    names = colleagues(connection)
    return {"assigned": assigned, "away": absent.get(assigned), "absent": absent, "colleagues": names}


def assigning(room: Blueprint) -> None:
    """Add its form to the room."""

    @room.post("/cases/<int:number>/assign", endpoint="assign")
    def give(number: int) -> Answer:
        to = request.form.get("to") or None
        with changing(number, to=N_("Colleague")) as change:
            assign(change.desk, change.connection, number, change.seen, to)
        return back(number, "assigned")
