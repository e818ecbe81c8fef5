"""Information sessions: what they come to by quarter, the list, and writing one down."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from intake.network.ambassadors.reading import everybody
from intake.network.sessions.model import TOPICS, all_sessions, by_quarter, read_session
from intake.network.sessions.writing import add_session, change_session, withdraw_session
from intake.network.web.forms import Form, lists, seen, written
from intake.network.web.service import Service, open_book

FORM = Form(
    lines=("day", "topic", "reached", "place", "venue", "language", "organisation", "note"),
    lists=("ambassadors",),
    languages=frozenset({"language"}),
    places=frozenset({"place"}),
)


def sessions(service: Service) -> Blueprint:
    """The list, and one session."""
    room = Blueprint("sessions", __name__, url_prefix="/sessions")

    @room.get("")
    def page() -> str:
        with open_book().reading() as connection:
            found = all_sessions(connection)
            names = {each.id: each.name for each in everybody(connection)}
        return render_template("sessions/list.html", found=found, quarters=by_quarter(found), names=names)

    @room.get("/add")
    def new() -> str:
        return _form(service, None, {"day": service.today.isoformat()})

    @room.post("/add")
    def add() -> Response:
        def work() -> Response:
            with open_book().writing() as connection:
                add_session(open_book(), connection, FORM.sent())
            return redirect(url_for("sessions.page"), 303)

        return written(work, lambda said, faults: _form(service, None, FORM.shown(FORM.sent()), said, faults))

    @room.get("/<int:number>")
    def one(number: int) -> str:
        with open_book().reading() as connection:
            found = read_session(connection, number)
        return _form(service, number, FORM.shown(found.as_typed()), revision=found.revision)

    @room.post("/<int:number>")
    def save(number: int) -> Response:
        def work() -> Response:
            with open_book().writing() as connection:
                change_session(open_book(), connection, number, seen(), FORM.sent())
            return redirect(url_for("sessions.page"), 303)

        return written(work, lambda said, faults: _form(service, number, FORM.shown(FORM.sent()), said, faults))

    @room.post("/<int:number>/withdraw")
    def withdraw(number: int) -> Response:
        with open_book().writing() as connection:
            withdraw_session(open_book(), connection, number, seen())
        return redirect(url_for("sessions.page"), 303)

    return room


def _form(
    service: Service,
    number: int | None,
    values: Mapping[str, object],
    said: str | None = None,
    faults: Mapping[str, str] | None = None,
    *,
    revision: int | None = None,
) -> str:
    told = values.get("ambassadors")
    chosen = told if isinstance(told, list) else []
    with open_book().reading() as connection:
        those = [each for each in everybody(connection) if each.id in chosen or not each.left(service.today)]
    people = [(each.id, each.name) for each in those]
    shown = {"number": number, "values": values, "said": said, "faults": faults or {}, "topics": TOPICS}
    more = {"people": people, "lists": lists(), "revision": seen() if revision is None else revision}
    return render_template("sessions/form.html", **shown, **more)
