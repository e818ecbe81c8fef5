"""Meetings: planned and held, who came, who is due for intervision and who missed what."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from intake.network.ambassadors.reading import everybody
from intake.network.meetings.missing import attended, intervision_due
from intake.network.meetings.model import EXCUSED, KINDS, PRESENT, all_meetings, read_meeting, who_came
from intake.network.meetings.writing import call_off, change, plan, tick_off
from intake.network.web.forms import Form, seen, written
from intake.network.web.service import Service, open_book

FORM = Form(lines=("kind", "day", "starts", "minutes", "place", "agenda", "note"))


def meetings(service: Service) -> Blueprint:
    """The list, one meeting, and planning."""
    room = Blueprint("meetings", __name__, url_prefix="/meetings")

    @room.get("")
    def page() -> str:
        with open_book().reading() as connection:
            found = all_meetings(connection)
            due, missed = intervision_due(connection, service.today), attended(connection, service.today)
        shown = {"found": found, "due": due, "missed": [each for each in missed if each.missed], "today": service.today}
        return render_template("meetings/list.html", **shown)

    @room.get("/add")
    def new() -> str:
        return _form(None, {"kind": request.args.get("kind", ""), "day": service.today.isoformat()})

    @room.post("/add")
    def add() -> Response:
        def work() -> Response:
            with open_book().writing() as connection:
                number = plan(open_book(), connection, FORM.sent())
            return redirect(url_for("meetings.one", number=number), 303)

        return written(work, lambda said, faults: _form(None, FORM.sent(), said, faults))

    @room.get("/<int:number>")
    def one(number: int) -> str:
        return _one(service, number)

    @room.post("/<int:number>/change")
    def save(number: int) -> Response:
        def work() -> Response:
            with open_book().writing() as connection:
                change(open_book(), connection, number, seen(), FORM.sent())
            return redirect(url_for("meetings.one", number=number), 303)

        return written(work, lambda said, faults: _form(number, FORM.sent(), said, faults))

    @room.get("/<int:number>/change")
    def edit(number: int) -> str:
        with open_book().reading() as connection:
            found = read_meeting(connection, number)
        return _form(number, FORM.shown(found.as_typed()), revision=found.revision)

    @room.post("/<int:number>/off")
    def off(number: int) -> Response:
        def work() -> Response:
            with open_book().writing() as connection:
                call_off(open_book(), connection, number, seen())
            return redirect(url_for("meetings.one", number=number), 303)

        return written(work, lambda said, faults: _one(service, number, said))

    @room.post("/<int:number>/came")
    def came(number: int) -> Response:
        def work() -> Response:
            ticked = {
                presence: [name.removeprefix("came-") for name, value in request.form.items() if value == presence]
                for presence in (PRESENT, EXCUSED)
            }
            with open_book().writing() as connection:
                tick_off(open_book(), connection, number, seen(), ticked[PRESENT], ticked[EXCUSED])
            return redirect(url_for("meetings.one", number=number, done="came"), 303)

        return written(work, lambda said, faults: _one(service, number, said))

    return room


def _one(service: Service, number: int, said: str | None = None) -> str:
    with open_book().reading() as connection:
        found, came = read_meeting(connection, number), who_came(connection, number)
        those = [
            each
            for each in everybody(connection)
            if each.id in came or (each.since <= found.day and not each.left(found.day))
        ]
    if said:
        sent = request.form.items()
        came = {name.removeprefix("came-"): value for name, value in sent if name.startswith("came-") and value}
    held = found.cancelled is None and found.day <= service.today
    shown = {"each": found, "came": came, "those": those, "held": held, "said": said, "done": request.args.get("done")}
    return render_template("meetings/one.html", **shown)


def _form(
    number: int | None,
    values: Mapping[str, object],
    said: str | None = None,
    faults: Mapping[str, str] | None = None,
    *,
    revision: int | None = None,
) -> str:
    shown = {"number": number, "values": values, "said": said, "faults": faults or {}, "kinds": KINDS}
    return render_template("meetings/form.html", **shown, revision=seen() if revision is None else revision)
