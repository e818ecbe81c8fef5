"""Ambassadors: the list, a person's page, writing about them, that they stopped, and erasing who left."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, redirect, render_template, request, url_for
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from intake.locked import unlock_slot
from intake.network.ambassadors import erasing
from intake.network.ambassadors.fields import as_typed
from intake.network.ambassadors.model import CONFLICTS, EXPERTISE, GENDERS, LEVELS, TRAINING, Ambassador
from intake.network.ambassadors.reading import Wanted, at_work, everybody, find, read_ambassador, region_of
from intake.network.ambassadors.standing import expiries, out_of_proposals
from intake.network.ambassadors.writing import add_ambassador, bring_back, change_ambassador, stop
from intake.network.folder import Folder
from intake.network.hours.caps import Cap, Total
from intake.network.hours.entries import total_of, totals
from intake.network.hours.month import Month
from intake.network.introducing.making import issued
from intake.network.meetings.missing import attended, intervision_due
from intake.network.requests.model import IN_WORDS
from intake.network.requests.reading import open_counts, requests_of
from intake.network.steps.steps import STEPS, add_step, steps_of, withdraw_step
from intake.network.web.forms import Form, day_sent, lists, seen, written
from intake.network.web.labels import euros, hours, in_month, label, with_label
from intake.network.web.service import Service, myself, open_book
from intake.web.local.again import confirmed

FORM = Form(
    lines=(
        "name", "gender", "place", "phone", "email", "conduct_until", "secrecy_until", "unavailable", "away_from",
        "away_until", "times", "most_hours", "most_euros", "note", "since",
    ),
    lists=("expertise", "training"),
    rows={"languages": ("tag", "level", "dialect"), "conflicts": ("kind", "place", "organisation", "text")},
    languages=frozenset({"tag"}),
    places=frozenset({"place"}),
)  # fmt: skip
STEP = Form(lines=("day", "step", "organisation", "note"))
FILTERS = {
    "label": label,
    "with_label": with_label,
    "hours": hours,
    "euros": euros,
    "in_month": in_month,
    "region": region_of,
}
FIXED = {
    "genders": GENDERS,
    "levels": LEVELS,
    "expertises": EXPERTISE,
    "trainings": TRAINING,
    "conflict_kinds": CONFLICTS,
}


def ambassadors(service: Service) -> Blueprint:
    """The list and all about one of them."""
    room = Blueprint("ambassadors", __name__, url_prefix="/ambassadors")
    room.record_once(lambda state: state.app.jinja_env.filters.update(FILTERS))

    @room.get("")
    def page() -> str:
        return _list(service)

    @room.get("/expiring")
    def expiring() -> str:
        with open_book().reading() as connection:
            found = expiries(at_work(connection, service.today), service.today)
        return render_template("ambassadors/expiring.html", found=found)

    @room.get("/add")
    def new() -> str:
        return _form(service, None, {"since": service.today.isoformat()})

    @room.post("/add")
    def add() -> Response:
        def work() -> Response:
            with open_book().writing() as connection:
                made = add_ambassador(open_book(), connection, FORM.sent())
            return redirect(url_for("ambassadors.one", who=made), 303)

        return written(work, lambda said, faults: _form(service, None, FORM.shown(FORM.sent()), said, faults))

    @room.get("/<who>")
    def one(who: str) -> str:
        return _one(service, who)

    @room.get("/<who>/change")
    def change(who: str) -> str:
        with open_book().reading() as connection:
            found = read_ambassador(connection, who)
        return _form(service, found, FORM.shown(as_typed(found)))

    @room.post("/<who>/change")
    def save(who: str) -> Response:
        with open_book().reading() as connection:
            found = read_ambassador(connection, who)

        def work() -> Response:
            with open_book().writing() as connection:
                change_ambassador(open_book(), connection, who, seen(), FORM.sent())
            return redirect(url_for("ambassadors.one", who=who), 303)

        return written(work, lambda said, faults: _form(service, found, FORM.shown(FORM.sent()), said, faults))

    @room.post("/<who>/step")
    def step(who: str) -> Response:
        def work() -> Response:
            with open_book().writing() as connection:
                add_step(open_book(), connection, who, STEP.sent())
            return redirect(url_for("ambassadors.one", who=who), 303)

        return written(work, lambda said, faults: _one(service, who, said, faults))

    @room.post("/<who>/step/<int:number>/withdraw")
    def withdraw(who: str, number: int) -> Response:
        with open_book().writing() as connection:
            withdraw_step(open_book(), connection, number)
        return redirect(url_for("ambassadors.one", who=who), 303)

    _leaving(service, room)
    return room


def _leaving(service: Service, room: Blueprint) -> None:
    """That somebody stopped or came back, and erasing them: with one's own passphrase once more."""

    @room.post("/<who>/stop")
    def stopped(who: str) -> Response:
        def work() -> Response:
            day = day_sent("day", service.today)
            with open_book().writing() as connection:
                stop(open_book(), connection, who, seen(), day)
            return redirect(url_for("ambassadors.one", who=who), 303)

        return written(work, lambda said, faults: _one(service, who, said, faults))

    @room.post("/<who>/back")
    def back(who: str) -> Response:
        def work() -> Response:
            with open_book().writing() as connection:
                bring_back(open_book(), connection, who, seen())
            return redirect(url_for("ambassadors.one", who=who), 303)

        return written(work, lambda said, faults: _one(service, who, said, faults))

    @room.post("/<who>/erase")
    def erase(who: str) -> Response:
        def work(passphrase: str) -> Response:
            unlock_slot(Folder(service.section.data).locked, passphrase, name=myself().name)
            with open_book().writing() as connection:
                erasing.erase(open_book(), connection, who, seen())
            erasing.rewrite(open_book())
            return redirect(url_for("ambassadors.page", left="1", done="erased"), 303)

        return confirmed(service, work, lambda said: _one(service, who, said))


def _list(service: Service) -> str:
    wanted, today = _wanted(), service.today
    with open_book().reading() as connection:
        found, every = find(connection, wanted, today), everybody(connection)
        month, waiting = totals(connection, Month.of(today)), open_counts(connection)
    rows = [
        (each, out_of_proposals(each, today), month.get(each.id, Total()), Cap.of(service.section, each),
         waiting.get(each.id, 0))
        for each in found
    ]  # fmt: skip
    tags = sorted({one.tag for each in every for one in each.languages})
    regions = sorted({region_of(each) for each in every} - {""})
    filtered = wanted != Wanted(left=wanted.left)
    return render_template(
        "ambassadors/list.html", rows=rows, wanted=wanted, tags=tags, regions=regions, filtered=filtered,
        left=sum(each.left(today) for each in every), expertises=EXPERTISE, ever=bool(every),
        done=request.args.get("done"),
    )  # fmt: skip


def _wanted() -> Wanted:
    asked = request.args
    return Wanted(
        language=asked.get("language") or None,
        region=asked.get("region") or None,
        expertise=asked.get("expertise") or None,
        available="available" in asked,
        left="left" in asked,
    )


def _one(service: Service, wanted: str, said: str | None = None, faults: Mapping[str, str] | None = None) -> str:
    today = service.today
    with open_book().reading() as connection:
        found = read_ambassador(connection, wanted)
        shown = _around(service, connection, found)
    return render_template(
        "ambassadors/one.html", each=found, today=today, out=out_of_proposals(found, today), said=said,
        faults=faults or {}, typed=STEP.shown(STEP.sent()) if faults else {}, states=IN_WORDS, steps_named=STEPS,
        left=found.left(today), **shown,
    )  # fmt: skip


def _around(service: Service, connection: Connection, found: Ambassador) -> dict[str, object]:
    """What else the book has of them."""
    today = service.today
    mine = [line for line in attended(connection, today) if line.ambassador.id == found.id]
    due = [each for each in intervision_due(connection, today) if each.ambassador.id == found.id]
    return {
        "total": total_of(connection, found.id, Month.of(today)),
        "cap": Cap.of(service.section, found),
        "asked": requests_of(connection, found.id)[:10],
        "steps": steps_of(connection, found.id),
        "attended": mine[0] if mine else None,
        "due": due[0] if due else None,
        "issued": issued(connection, found.id)[:5],
    }


def _form(
    service: Service,
    found: Ambassador | None,
    values: Mapping[str, object],
    said: str | None = None,
    faults: Mapping[str, str] | None = None,
) -> str:
    return render_template(
        "ambassadors/form.html", each=found, values=values, said=said, faults=faults or {}, lists=lists(),
        section=service.section, **FIXED,
    )  # fmt: skip
