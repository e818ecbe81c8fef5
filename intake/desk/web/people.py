"""Who works here: slots and roles, for the coordinator; and everybody's own passphrase."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from intake.desk.errors import DeskError
from intake.desk.keys.staff import add_person, change_passphrase, change_role, remove_person, staff
from intake.desk.people import Role
from intake.desk.web.service import Service, myself, open_desk
from intake.web.local.again import attempted, confirmed
from intake.web.local.refusals import Refusal, Refused
from intake.web.words import N_

ROLES = {
    Role.NURSE: N_("Nurse"),
    Role.COORDINATOR: N_("Coordinator"),
    Role.MANAGER: N_("Manager: figures only"),
}
# Said by intake.passphrase, which no page's words are collected from.
WEAK = (N_("the passphrase is too weak"), N_("Use at least 12 characters: five unrelated words are good."))
DIFFER = (N_("the two passphrases differ"), N_("Type the new one twice, the same."))


def people(service: Service) -> Blueprint:
    """The list, and what changes it."""
    room = Blueprint("people", __name__, url_prefix="/people")

    @room.get("")
    def page() -> str:
        return _list(done=request.args.get("done", ""))

    @room.get("/add")
    def new() -> str:
        return _new()

    @room.post("/add")
    def add() -> Response:
        def work(passphrase: str) -> Response:
            add_person(
                open_desk(),
                passphrase,
                name=request.form.get("name", "").strip(),
                new_passphrase=_typed_twice(),
                role=_role(),
                ceremonies="ceremonies" in request.form,
            )
            return redirect(url_for("people.page", done="added"), 303)

        return confirmed(service, work, _new)

    @room.post("/role")
    def role() -> Response:
        def work() -> Response:
            name = request.form.get("name", "")
            change_role(open_desk(), name=name, role=_role())
            service.seats.lock_person(name)
            return redirect(url_for("people.page", done="role"), 303)

        return attempted(work, _list)

    @room.post("/remove")
    def remove() -> Response:
        def work(passphrase: str) -> Response:
            name = request.form.get("name", "")
            remove_person(open_desk(), passphrase, name=name)
            service.seats.lock_person(name)
            return redirect(url_for("people.page", done="removed"), 303)

        return confirmed(service, work, _list)

    return room


def me(service: Service) -> Blueprint:
    """One's own passphrase."""
    room = Blueprint("me", __name__, url_prefix="/me")

    @room.get("")
    def page() -> str:
        return _me(done="done" in request.args)

    @room.post("")
    def change() -> Response:
        def work(passphrase: str) -> Response:
            change_passphrase(open_desk(), passphrase, _typed_twice())
            return redirect(url_for("me.page", done="yes"), 303)

        return confirmed(service, work, _me)

    return room


def _list(problem: str | None = None, *, done: str = "") -> str:
    members = staff(open_desk())
    here = [each for each in members if each.until is None]
    gone = [each for each in members if each.until is not None]
    return render_template(
        "people/list.html", here=here, gone=gone, roles=ROLES, problem=problem, done=done, own=myself().name
    )


def _new(problem: str | None = None) -> str:
    return render_template("people/new.html", roles=ROLES, problem=problem, typed=request.form)


def _me(problem: str | None = None, *, done: bool = False) -> str:
    return render_template("people/me.html", problem=problem, done=done)


def _typed_twice() -> str:
    new = request.form.get("new", "")
    if new != request.form.get("again", ""):
        raise DeskError(*DIFFER)
    return new


def _role() -> Role:
    try:
        return Role(request.form.get("role", ""))
    except ValueError:
        raise Refused(Refusal.BAD_REQUEST) from None
