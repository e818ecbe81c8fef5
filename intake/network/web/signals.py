"""Signals: the list by quarter, and writing one down without a person in it."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from intake.network.hours.month import quarter_of
from intake.network.signals.model import TOPICS, all_signals, read_signal
from intake.network.signals.writing import add_signal, change_signal, withdraw_signal
from intake.network.web.forms import Form, seen, written
from intake.network.web.service import Service, open_book
from intake.places.municipalities import load_municipalities

FORM = Form(lines=("topic", "region", "quarter", "pattern", "gap", "recommendation"))


def signals(service: Service) -> Blueprint:
    """The list, and one signal."""
    room = Blueprint("signals", __name__, url_prefix="/signals")

    @room.get("")
    def page() -> str:
        with open_book().reading() as connection:
            found = all_signals(connection)
        return render_template("signals/list.html", found=found)

    @room.get("/add")
    def new() -> str:
        return _form(None, {"quarter": quarter_of(service.today), "region": service.section.region or ""})

    @room.post("/add")
    def add() -> Response:
        def work() -> Response:
            with open_book().writing() as connection:
                add_signal(open_book(), connection, FORM.sent())
            return redirect(url_for("signals.page"), 303)

        return written(work, lambda said, faults: _form(None, FORM.sent(), said, faults))

    @room.get("/<int:number>")
    def one(number: int) -> str:
        with open_book().reading() as connection:
            found = read_signal(connection, number)
        return _form(number, found.as_typed(), revision=found.revision, editable=found.editable)

    @room.post("/<int:number>")
    def save(number: int) -> Response:
        def work() -> Response:
            with open_book().writing() as connection:
                change_signal(open_book(), connection, number, seen(), FORM.sent())
            return redirect(url_for("signals.page"), 303)

        return written(work, lambda said, faults: _form(number, FORM.sent(), said, faults))

    @room.post("/<int:number>/withdraw")
    def withdraw(number: int) -> Response:
        with open_book().writing() as connection:
            withdraw_signal(open_book(), connection, number, seen())
        return redirect(url_for("signals.page"), 303)

    return room


def _form(
    number: int | None,
    values: Mapping[str, object],
    said: str | None = None,
    faults: Mapping[str, str] | None = None,
    *,
    revision: int | None = None,
    editable: bool = True,
) -> str:
    regions = [(each, each) for each in sorted(load_municipalities().ggds)]
    shown = {"number": number, "values": values, "said": said, "faults": faults or {}, "topics": TOPICS}
    more = {"regions": regions, "editable": editable, "revision": seen() if revision is None else revision}
    return render_template("signals/form.html", **shown, **more)
