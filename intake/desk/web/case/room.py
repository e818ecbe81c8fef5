"""The page of one case. Whoever opens it is in the audit trail, in the transaction that read it."""

from __future__ import annotations

from flask import Blueprint, g, render_template

from intake.desk.audit import Action
from intake.desk.cases import read_case
from intake.desk.casework.facts import read_facts
from intake.desk.casework.history import newest_entry
from intake.desk.casework.hour import hour_of, old
from intake.desk.local_time import today
from intake.desk.web.case.changing import answer_stopped
from intake.desk.web.case.deeds import deeds
from intake.desk.web.case.helping import look_for_help
from intake.desk.web.case.panels import PANELS
from intake.desk.web.service import Service, open_desk
from intake.desk.wording import Dictionary


def case(service: Service) -> Blueprint:
    """One case."""
    room = Blueprint("case", __name__)
    answer_stopped(room)
    deeds(room)

    @room.get("/cases/<int:number>")
    def page(number: int) -> str:
        desk = open_desk()
        with desk.writing() as connection:
            found = read_case(connection, str(number))
            desk.record(connection, Action.CASE_VIEWED, look_for_help(desk, connection, found), case=found.number)
            talk = read_facts(connection, found.number)
            entry = newest_entry(connection)
            parts = [(panel, panel.read(desk, connection, found)) for panel in PANELS]
            shown = [(panel, values) for panel, values in parts if values is not None]
        wording = Dictionary(desk.library, g.language).of(found.questionnaire, found.version)
        return render_template(
            "case/page.html",
            case=found,
            safe=found.safe,
            talk=None if talk is None else talk.facts,
            hour=hour_of(desk, found.safe),
            old=old(desk, found),
            today=today(desk.clock()).isoformat(),
            wording=wording,
            panels=shown,
            revision=found.revision,
            entry=entry,
        )

    return room
