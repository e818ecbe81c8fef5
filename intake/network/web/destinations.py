"""Destinations: the list, one with all about it, writing about it, waiting times, and what nobody has checked."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask import Blueprint, redirect, render_template, request, url_for
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from intake.network.destinations.fields import as_typed
from intake.network.destinations.reading import Wanted, everything, find, read_destination, reports_of
from intake.network.destinations.staleness import stale as find_stale
from intake.network.destinations.writing import (
    add_destination,
    add_national,
    bring_back,
    change_destination,
    checked,
    remove,
    report,
)
from intake.network.unlock import OpenNetwork
from intake.network.web.destination_form import FILTERS, WAIT, choices, sent, shown, typed
from intake.network.web.forms import lists, seen, written
from intake.network.web.service import Service, open_book
from intake.web.local.again import attempted
from intake.web.local.naming import place_name

NOTHING: Mapping[str, str] = {}


def destinations(service: Service) -> Blueprint:
    """The list and all about one of them."""
    room = Blueprint("destinations", __name__, url_prefix="/destinations")
    room.record_once(lambda state: state.app.jinja_env.filters.update(FILTERS))

    @room.get("")
    def page() -> str:
        return _list(service)

    @room.get("/stale")
    def stale() -> str:
        with open_book().reading() as connection:
            found = find_stale(connection, service.today, service.section.stale_days)
        return render_template("destinations/stale.html", found=found, days=service.section.stale_days)

    @room.post("/national")
    def national() -> Response:
        def work() -> Response:
            with open_book().writing() as connection:
                added = add_national(open_book(), connection, request.form.get("language", "nl"))
            return redirect(url_for("destinations.page", national=added), 303)

        return attempted(work, lambda said: _list(service, said))

    @room.get("/add")
    def new() -> str:
        return _form(None, {})

    @room.post("/add")
    def add() -> Response:
        def work() -> Response:
            with open_book().writing() as connection:
                made = add_destination(open_book(), connection, sent())
            return redirect(url_for("destinations.one", which=made), 303)

        return written(work, lambda said, faults: _form(None, typed(), said, faults))

    _about_one(service, room)
    return room


def _about_one(service: Service, room: Blueprint) -> None:
    @room.get("/<which>")
    def one(which: str) -> str:
        return _one(service, which)

    @room.get("/<which>/change")
    def change(which: str) -> str:
        with open_book().reading() as connection:
            found = read_destination(connection, which)
        return _form(which, shown(as_typed(found.what)) | {"seen": found.revision})

    @room.post("/<which>/change")
    def save(which: str) -> Response:
        def work() -> Response:
            with open_book().writing() as connection:
                change_destination(open_book(), connection, which, seen(), sent())
            return redirect(url_for("destinations.one", which=which), 303)

        return written(work, lambda said, faults: _form(which, typed() | {"seen": seen()}, said, faults))

    @room.post("/<which>/wait")
    def wait(which: str) -> Response:
        def work() -> Response:
            with open_book().writing() as connection:
                report(open_book(), connection, which, WAIT.sent())
            return redirect(url_for("destinations.one", which=which), 303)

        return written(work, lambda said, faults: _one(service, which, said, faults))

    @room.post("/<which>/checked")
    def check(which: str) -> Response:
        return _done(service, which, checked)

    @room.post("/<which>/remove")
    def take_away(which: str) -> Response:
        return _done(service, which, remove)

    @room.post("/<which>/back")
    def back(which: str) -> Response:
        return _done(service, which, bring_back)


def _done(service: Service, which: str, deed: Callable[[OpenNetwork, Connection, str, int], int]) -> Response:
    """One deed with it, and then back to the page that it was asked from."""

    def work() -> Response:
        with open_book().writing() as connection:
            deed(open_book(), connection, which, seen())
        if "stale" in request.form:
            return redirect(url_for("destinations.stale"), 303)
        return redirect(url_for("destinations.one", which=which), 303)

    return attempted(work, lambda said: _one(service, which, said))


def _list(service: Service, said: str | None = None) -> str:
    asked = request.args
    kind, place = asked.get("kind") or None, asked.get("place") or None
    wanted = Wanted(kind, place, asked.get("words", "").strip() or None, "removed" in asked)
    with open_book().reading() as connection:
        found, every = find(connection, wanted), everything(connection)
        old = {each.which.id for each in find_stale(connection, service.today, service.section.stale_days)}
    served = sorted({code for each in every for code in each.what.places}, key=place_name)
    return render_template(
        "destinations/list.html",
        said=said,
        found=found,
        old=old,
        wanted=wanted,
        filtered=wanted != Wanted(removed=wanted.removed),
        removed=sum(each.removed is not None for each in every),
        kinds=sorted({each.what.kind for each in every}),
        places=served,
        national=asked.get("national", type=int),
        empty=not every,
    )


def _form(
    which: str | None, values: Mapping[str, object], said: str | None = None, faults: Mapping[str, str] = NOTHING
) -> str:
    return render_template(
        "destinations/form.html", which=which, values=values, said=said, faults=faults, lists=lists(), **choices()
    )


def _one(service: Service, which: str, said: str | None = None, faults: Mapping[str, str] = NOTHING) -> str:
    with open_book().reading() as connection:
        found, reports = read_destination(connection, which), reports_of(connection, which)
        old = {each.which.id: each for each in find_stale(connection, service.today, service.section.stale_days)}
    values = WAIT.sent() if faults else {"reported_on": service.today.isoformat()}
    return render_template(
        "destinations/one.html",
        said=said,
        faults=faults,
        values=values,
        each=found,
        what=found.what,
        reports=reports,
        old=old.get(which),
    )
