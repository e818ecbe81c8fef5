"""Unlocking with one's own name and passphrase, and locking again: by hand, by a key, or when nobody is there."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from intake.desk.folder import Folder
from intake.desk.people import role_of
from intake.desk.unlock import open_desk
from intake.desk.web.look import own_page
from intake.desk.web.seats import Unlocked
from intake.desk.web.service import Service, seat, visitor
from intake.errors import IntakeError
from intake.locked import slots
from intake.web.slowing import Slowed, Step
from intake.web.waiting import in_words
from intake.web.words import _


def locking(service: Service) -> Blueprint:
    """The page that unlocks, and what locks."""
    room = Blueprint("locking", __name__)

    @room.get("/unlock")
    def page() -> str | Answer:
        found = seat()
        if found is None:
            return redirect(url_for("start.page"), 303)
        if visitor() is not None:
            return redirect(url_for("home.page"), 303)
        return _page(service, found.name)

    @room.post("/unlock")
    def unlock() -> Answer:
        found = seat()
        if found is None:
            return redirect(url_for("start.page"), 303)
        name = request.form.get("name", "")
        try:
            service.slowing.attempt(Step.PASSWORD, name, None)
            unlocked = _unlocked(service, name, request.form.get("passphrase", ""))
        except Slowed as slowed:
            return make_response(_page(service, name, in_words(slowed.seconds)), 429)
        except IntakeError as error:
            return make_response(_page(service, name, f"{_(error.message)}. {_(error.hint)}"), 403)
        service.slowing.succeeded(Step.PASSWORD, name, None)
        service.seats.unlock(found, unlocked)
        return redirect(found.page or url_for("home.page"), 303)

    @room.post("/lock")
    def lock() -> Answer:
        found = seat()
        if found is not None:
            found.page = own_page(request.referrer, service)
            service.seats.lock(found)
        return redirect(url_for("locking.page"), 303)

    @room.post("/active")
    def active() -> Response:
        """Somebody types or reads on a page; the gate has noted it."""
        return Response(status=204)

    return room


def _page(service: Service, name: str | None, problem: str | None = None) -> str:
    names = slots(Folder(service.section.data).desk)
    return render_template("unlock.html", names=names, name=name, problem=problem)


def _unlocked(service: Service, name: str, passphrase: str) -> Unlocked:
    desk = open_desk(service.section, passphrase, name=name, clock=service.clock)
    try:
        with desk.reading() as connection:
            role = role_of(connection, desk.actor)
    except BaseException:
        desk.close()
        raise
    return Unlocked(desk.actor, role, desk)
