"""The record of the reporting code: folded on the page of a case, and on a page of its own. Each look is recorded."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, redirect, render_template, request, url_for
from sqlalchemy import Connection
from werkzeug.wrappers import Response as Answer

from intake.desk.cases import Case
from intake.desk.casework.history import newest_entry
from intake.desk.casework.meldcode import OUTCOMES, STEPS, WEIGHED, look_at_record, opened, write_step
from intake.desk.casework.revision import revision_of
from intake.desk.unlock import OpenDesk
from intake.desk.web.case.changing import changing
from intake.desk.web.service import open_desk
from intake.web.words import N_


def read_meldcode(desk: OpenDesk, connection: Connection, case: Case) -> Mapping[str, object]:
    """Only whether there is one."""
    return {"opened": opened(connection, case.number)}


def meldcode(room: Blueprint) -> None:
    """Add its page and form to the room."""

    @room.get("/cases/<int:number>/meldcode", endpoint="meldcode")
    def page(number: int) -> str:
        desk = open_desk()
        with desk.writing() as connection:
            revision = revision_of(connection, number)
            record = look_at_record(desk, connection, number)
            entry = newest_entry(connection)
        return render_template(
            "case/meldcode.html",
            number=number,
            record=record,
            steps=STEPS,
            outcomes=OUTCOMES,
            weighed=WEIGHED,
            revision=revision,
            entry=entry,
        )

    @room.post("/cases/<int:number>/meldcode/<int:step>")
    def meldcode_step(number: int, step: int) -> Answer:
        with changing(number, text=N_("What you wrote")) as change:
            write_step(change.desk, change.connection, number, change.seen, step, request.form.to_dict())
        return redirect(url_for("casework.meldcode", number=number, _anchor=f"step-{step}"), 303)
