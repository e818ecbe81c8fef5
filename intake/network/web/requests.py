"""Requests: open ones first, one request with what can be done next, and clearing what they say of people."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from intake.network.ambassadors.reading import at_work, everybody
from intake.network.ambassadors.standing import out_of_proposals
from intake.network.hours.entries import entered_for
from intake.network.requests.clearing import AFTER, clear, due
from intake.network.requests.model import ASKERS, IN_WORDS, OFTEN, OUTCOMES, TASKS, State
from intake.network.requests.reading import closed_requests, open_requests, read_request
from intake.network.requests.writing import accept, add_request, finish, give
from intake.network.web.forms import Form, day_sent, lists, seen, written
from intake.network.web.service import Service, open_book

FORM = Form(
    lines=("asker", "organisation", "often", "what", "language", "first_name", "day", "time", "place", "note",
           "ambassador"),
    lists=("tasks",),
    languages=frozenset({"language"}),
)  # fmt: skip
OUTCOME = Form(lines=("outcome", "on", "minutes", "enter", "euros", "override"))


def requests(service: Service) -> Blueprint:
    """The lists, and one request."""
    room = Blueprint("requests", __name__, url_prefix="/requests")

    @room.get("")
    def page() -> str:
        closed = "closed" in request.args
        with open_book().reading() as connection:
            found = closed_requests(connection) if closed else open_requests(connection)
            names = {each.id: each.name for each in everybody(connection)}
            over = due(connection, service.today)
        shown = {"found": found, "names": names, "closed": closed, "over": over, "states": IN_WORDS, "after": AFTER}
        return render_template("requests/list.html", **shown, today=service.today, done=request.args.get("done"))

    @room.get("/add")
    def new() -> str:
        return _form(service, {"often": "once"})

    @room.post("/add")
    def add() -> Response:
        def work() -> Response:
            with open_book().writing() as connection:
                number = add_request(open_book(), connection, FORM.sent())
            return redirect(url_for("requests.one", number=number), 303)

        return written(work, lambda said, faults: _form(service, FORM.shown(FORM.sent()), said, faults))

    @room.post("/clear")
    def put_away() -> Response:
        with open_book().writing() as connection:
            clear(open_book(), connection, day_sent("shown", service.today))
        return redirect(url_for("requests.page", closed="1", done="cleared"), 303)

    @room.get("/<int:number>")
    def one(number: int) -> str:
        return _one(service, number)

    @room.post("/<int:number>/give")
    def ask(number: int) -> Response:
        def work() -> Response:
            with open_book().writing() as connection:
                give(open_book(), connection, number, seen(), request.form.get("ambassador", ""))
            return redirect(url_for("requests.one", number=number), 303)

        return written(work, lambda said, faults: _one(service, number, said))

    @room.post("/<int:number>/accept")
    def accepted(number: int) -> Response:
        def work() -> Response:
            with open_book().writing() as connection:
                accept(open_book(), connection, number, seen())
            return redirect(url_for("requests.one", number=number), 303)

        return written(work, lambda said, faults: _one(service, number, said))

    @room.post("/<int:number>/outcome")
    def outcome(number: int) -> Response:
        def work() -> Response:
            with open_book().writing() as connection:
                finish(open_book(), connection, number, seen(), OUTCOME.sent())
            return redirect(url_for("requests.one", number=number), 303)

        return written(work, lambda said, faults: _one(service, number, said, faults))

    return room


def _one(service: Service, number: int, said: str | None = None, faults: Mapping[str, str] | None = None) -> str:
    with open_book().reading() as connection:
        found = read_request(connection, number)
        entered, people = entered_for(connection, number), everybody(connection)
    here = [each for each in people if not each.left(service.today) and each.id != found.ambassador]
    speaking = [each for each in here if found.language is None or each.speaks(found.language)]
    free = [(each.id, each.name) for each in speaking if not out_of_proposals(each, service.today)]
    may_give = found.slip is None and found.state in (State.ASKED, State.DECLINED, State.CONFLICT) and not found.cleared
    minutes = "" if found.minutes is None else str(found.minutes)
    known = {"outcome": found.outcome or "", "on": service.today.isoformat(), "minutes": minutes}
    return render_template(
        "requests/one.html",
        each=found,
        name=next((each.name for each in people if each.id == found.ambassador), None),
        free=free,
        may_give=may_give,
        entered=entered,
        states=IN_WORDS,
        outcomes=OUTCOMES,
        values=OUTCOME.sent() if request.form.get("outcome") is not None else known,
        said=said,
        faults=faults or {},
    )


def _form(
    service: Service, values: Mapping[str, object], said: str | None = None, faults: Mapping[str, str] | None = None
) -> str:
    with open_book().reading() as connection:
        here = at_work(connection, service.today)
    people = [(each.id, each.name) for each in here if not out_of_proposals(each, service.today)]
    shown = {"values": values, "said": said, "faults": faults or {}, "askers": ASKERS, "often": OFTEN, "tasks": TASKS}
    return render_template("requests/form.html", **shown, people=people, lists=lists())
