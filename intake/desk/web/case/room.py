"""The page of one case. Whoever opens it is in the audit trail, in the transaction that read it."""

from __future__ import annotations

from flask import Blueprint, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from intake.desk.audit import Action
from intake.desk.cases import read_case
from intake.desk.casework.history import newest_entry
from intake.desk.web.case.changing import answer_stopped
from intake.desk.web.case.deeds import deeds
from intake.desk.web.case.panels import PANELS
from intake.desk.web.service import Service, open_desk
from intake.desk.wording import Dictionary


def case(service: Service) -> Blueprint:
    """One case, and finding one."""
    room = Blueprint("case", __name__)
    answer_stopped(room)
    deeds(room)

    @room.get("/cases/<int:number>")
    def page(number: int) -> str:
        desk = open_desk()
        with desk.writing() as connection:
            found = read_case(connection, str(number))
            desk.record(connection, Action.CASE_VIEWED, case=found.number)
            entry = newest_entry(connection)
            shown = [(panel, panel.read(desk, connection, found)) for panel in PANELS]
        wording = Dictionary(desk.library, g.language).of(found.questionnaire, found.version)
        seen = {"revision": found.revision, "entry": entry}
        return render_template("case/page.html", case=found, safe=found.safe, wording=wording, panels=shown, **seen)

    @room.post("/find")
    def find() -> Answer:
        """By number or short code: in the body, so that no code stands in an address."""
        with open_desk().reading() as connection:
            found = read_case(connection, request.form.get("wanted", ""))
        return redirect(url_for("case.page", number=found.number), 303)

    return room
