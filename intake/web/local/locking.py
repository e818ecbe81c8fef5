"""Unlocking with one's own name and passphrase, and locking again: by hand, by a key, or when nobody is there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from intake.errors import IntakeError
from intake.web.local.look import own_page
from intake.web.local.seats import AtWork
from intake.web.local.service import Service, seat, visitor
from intake.web.slowing import Slowed, Step
from intake.web.waiting import in_words
from intake.web.words import _


@dataclass(frozen=True, slots=True)
class Lock:
    """``names`` are those of the slots; ``unlock`` opens one, given name and passphrase, or raises IntakeError."""

    names: Callable[[], Sequence[str]]
    unlock: Callable[[str, str], AtWork]


def locking(service: Service[Any], lock: Lock) -> Blueprint:
    """The page that unlocks, and what locks."""
    room = Blueprint("locking", __name__)

    def shown(name: str | None, problem: str | None = None) -> str:
        return render_template("local/unlock.html", names=lock.names(), name=name, problem=problem)

    @room.get("/unlock")
    def page() -> str | Answer:
        found = seat()
        if found is None:
            return redirect(url_for("start.page"), 303)
        if visitor() is not None:
            return redirect(url_for("home.page"), 303)
        return shown(found.name)

    @room.post("/unlock")
    def unlock() -> Answer:
        found = seat()
        if found is None:
            return redirect(url_for("start.page"), 303)
        name = request.form.get("name", "")
        try:
            service.slowing.attempt(Step.PASSWORD, name, None)
            unlocked = lock.unlock(name, request.form.get("passphrase", ""))
        except Slowed as slowed:
            return make_response(shown(name, in_words(slowed.seconds)), 429)
        except IntakeError as error:
            return make_response(shown(name, f"{_(error.message)}. {_(error.hint)}"), 403)
        service.slowing.succeeded(Step.PASSWORD, name, None)
        service.seats.unlock(found, unlocked)
        return redirect(found.page or url_for("home.page"), 303)

    @room.post("/lock", endpoint="lock")
    def lock_up() -> Answer:
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
