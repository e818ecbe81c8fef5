"""Absence: who is away and who stands in, and the list of cases to hand over. Nothing goes over by itself."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from intake.desk.casework.absences import absences_from, end_absence, read_absence, set_absence
from intake.desk.casework.assigning import colleagues, hand_over, look_at_held
from intake.desk.local_time import today
from intake.desk.web.service import Service, open_desk
from intake.web.local.refusals import Refusal, Refused

FIELDS = ("person", "since", "until", "stand_in")


def away(service: Service) -> Blueprint:
    """The page of absences, and the list of one."""
    room = Blueprint("away", __name__)

    @room.get("/away")
    def page() -> str:
        now = today(service.clock())
        with open_desk().reading() as connection:
            found, names = absences_from(connection, now), colleagues(connection)
        return render_template("away/page.html", absences=found, names=names, today=now)

    @room.post("/away")
    def add() -> Answer:
        desk = open_desk()
        with desk.writing() as connection:
            number = set_absence(desk, connection, **{name: request.form.get(name, "") for name in FIELDS})
        return redirect(url_for("away.cases", number=number), 303)

    @room.post("/away/<int:number>/end")
    def end(number: int) -> Answer:
        desk = open_desk()
        with desk.writing() as connection:
            end_absence(desk, connection, number)
        return redirect(url_for("away.page"), 303)

    @room.get("/away/<int:number>")
    def cases(number: int) -> str:
        desk = open_desk()
        with desk.reading() as connection:
            absence, names = read_absence(connection, number), colleagues(connection)
        held = look_at_held(desk, absence.person)
        counts = {name: request.args.get(name, type=int) for name in ("gone", "left")}
        return render_template("away/cases.html", absence=absence, held=held, names=names, **counts)

    @room.post("/away/<int:number>")
    def give(number: int) -> Answer:
        desk = open_desk()
        with desk.reading() as connection:
            absence = read_absence(connection, number)
        gone, left = hand_over(desk, absence.person, request.form.get("to") or None, _chosen())
        return redirect(url_for("away.cases", number=number, gone=len(gone), left=len(left)), 303)

    return room


def _chosen() -> list[int]:
    sent = request.form.getlist("case")
    if not all(each.isascii() and each.isdigit() and len(each) < 16 for each in sent):
        raise Refused(Refusal.BAD_REQUEST)
    return [int(each) for each in sent]
