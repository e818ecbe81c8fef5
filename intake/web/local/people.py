"""Who works with a program: slots and roles, for the coordinator; and everybody's own passphrase.

A zone has templates ``people/list.html``, ``people/new.html`` and ``people/me.html`` that fill in those of this room.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from intake.errors import IntakeError
from intake.web.local.again import attempted, confirmed
from intake.web.local.refusals import Refusal, Refused
from intake.web.local.service import Service, visitor
from intake.web.words import N_

# Said by intake.passphrase, which no page's words are collected from.
WEAK = (N_("the passphrase is too weak"), N_("Use at least 12 characters: five unrelated words are good."))
DIFFER = (N_("the two passphrases differ"), N_("Type the new one twice, the same."))


class Member(Protocol):
    """Somebody who has a slot, or had one; ``until`` is None for who works here now."""

    @property
    def name(self) -> str:
        """Of the slot."""
        ...

    @property
    def until(self) -> str | None:
        """An ISO 8601 date."""
        ...


@dataclass(frozen=True, slots=True)
class Staff:
    """What the pages ask of a zone: ``roles`` with their words, who is there, and three deeds that may be refused.

    ``add`` gets one's own passphrase, the name, their new passphrase and the role; ``change_role`` a name and a role;
    ``remove`` one's own passphrase and a name.
    """

    roles: Mapping[str, str]
    members: Callable[[], Sequence[Member]]
    add: Callable[[str, str, str, str], None]
    change_role: Callable[[str, str], None]
    remove: Callable[[str, str], None]


def people(service: Service[Any], staff: Staff) -> Blueprint:
    """The list, and what changes it."""
    room = Blueprint("people", __name__, url_prefix="/people")

    def shown(problem: str | None = None) -> str:
        return _list(staff, problem)

    def new_shown(problem: str | None = None) -> str:
        return render_template("people/new.html", roles=staff.roles, problem=problem, typed=request.form)

    @room.get("")
    def page() -> str:
        return shown()

    @room.get("/add")
    def new() -> str:
        return new_shown()

    @room.post("/add")
    def add() -> Response:
        def work(passphrase: str) -> Response:
            staff.add(passphrase, _name().strip(), typed_twice(), _role(staff))
            return redirect(url_for("people.page", done="added"), 303)

        return confirmed(service, work, new_shown)

    @room.post("/role")
    def role() -> Response:
        def work() -> Response:
            staff.change_role(_name(), _role(staff))
            service.seats.lock_person(_name())
            return redirect(url_for("people.page", done="role"), 303)

        return attempted(work, shown)

    @room.post("/remove")
    def remove() -> Response:
        def work(passphrase: str) -> Response:
            staff.remove(passphrase, _name())
            service.seats.lock_person(_name())
            return redirect(url_for("people.page", done="removed"), 303)

        return confirmed(service, work, shown)

    return room


def me(service: Service[Any], change_passphrase: Callable[[str, str], None]) -> Blueprint:
    """One's own passphrase; ``change_passphrase`` gets the old one and the new one."""
    room = Blueprint("me", __name__, url_prefix="/me")

    def shown(problem: str | None = None) -> str:
        return render_template("people/me.html", problem=problem, done="done" in request.args)

    @room.get("")
    def page() -> str:
        return shown()

    @room.post("")
    def change() -> Response:
        def work(passphrase: str) -> Response:
            change_passphrase(passphrase, typed_twice())
            return redirect(url_for("me.page", done="yes"), 303)

        return confirmed(service, work, shown)

    return room


def typed_twice(field: str = "new") -> str:
    """The new passphrase; raises IntakeError where the two differ."""
    new = request.form.get(field, "")
    if new != request.form.get("again", ""):
        raise IntakeError(*DIFFER)
    return new


def _list(staff: Staff, problem: str | None) -> str:
    me, members = visitor(), staff.members()
    assert me is not None
    here = [each for each in members if each.until is None]
    gone = [each for each in members if each.until is not None]
    done = "" if problem else request.args.get("done", "")
    return render_template(
        "people/list.html", here=here, gone=gone, roles=staff.roles, problem=problem, done=done, own=me.name
    )


def _name() -> str:
    return request.form.get("name", "")


def _role(staff: Staff) -> str:
    found = request.form.get("role", "")
    if found not in staff.roles:
        raise Refused(Refusal.BAD_REQUEST)
    return found
