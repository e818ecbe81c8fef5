"""Hours: a month of everybody against the caps, and the entries of one ambassador."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from intake.network.ambassadors.reading import read_ambassador
from intake.network.hours.caps import Cap
from intake.network.hours.entries import WHAT, corrected, entries_of, total_of
from intake.network.hours.month import Month
from intake.network.hours.overview import in_all, overview
from intake.network.hours.writing import Work, correct, enter
from intake.network.web.forms import Form, written
from intake.network.web.service import Service, open_book

FORM = Form(lines=("day", "minutes", "euros", "what", "note", "override"))


def hours(service: Service) -> Blueprint:
    """The month, and one person's."""
    room = Blueprint("hours", __name__, url_prefix="/hours")

    @room.get("")
    def page() -> str:
        month = _month(service)
        with open_book().reading() as connection:
            lines = overview(connection, service.section, month, service.today)
        shown = {"lines": lines, "total": in_all(lines), "month": month, "last": month >= Month.of(service.today)}
        return render_template("hours/month.html", **shown)

    @room.get("/<who>")
    def one(who: str) -> str:
        return _one(service, who)

    @room.post("/<who>")
    def add(who: str) -> Response:
        def work() -> Response:
            work_done = Work.read(FORM.sent(), service.today)
            with open_book().writing() as connection:
                made = enter(open_book(), connection, who, work_done)
            return redirect(url_for("hours.one", who=who, month=str(made.month), done="entered"), 303)

        return written(work, lambda said, faults: _one(service, who, said, faults))

    @room.post("/<who>/<int:number>/correct")
    def take_away(who: str, number: int) -> Response:
        def work() -> Response:
            with open_book().writing() as connection:
                made = correct(open_book(), connection, number, request.form.get("why", ""))
            return redirect(url_for("hours.one", who=who, month=str(made.month), done="corrected"), 303)

        return written(work, lambda said, faults: _one(service, who, said, faults))

    return room


def _month(service: Service) -> Month:
    asked = request.args.get("month")
    return Month.read(asked) if asked else Month.of(service.today)


def _one(service: Service, who: str, said: str | None = None, faults: Mapping[str, str] | None = None) -> str:
    month, sent = _month(service), FORM.sent() if said else {}
    with open_book().reading() as connection:
        found = read_ambassador(connection, who)
        entries = entries_of(connection, who, month)
        gone, total = corrected(connection, who), total_of(connection, who, month)
    return render_template(
        "hours/one.html",
        each=found,
        entries=entries,
        gone=gone,
        total=total,
        cap=Cap.of(service.section, found),
        month=month,
        last=month >= Month.of(service.today),
        whats=WHAT[:-1],
        values=sent or {"day": service.today.isoformat(), "what": "request"},
        said=said,
        faults=faults or {},
        done=request.args.get("done"),
    )
