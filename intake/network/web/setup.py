"""The first page of all: from an empty folder to a network book. Once there is one, it never answers again.

The passphrase is held while the request lasts. Whoever was interrupted half way goes on with the one they chose.
"""

from __future__ import annotations

from flask import Blueprint, make_response, render_template, request, url_for
from werkzeug.wrappers import Response

from intake.envelope.signatures import fingerprint
from intake.errors import IntakeError
from intake.locked import slots
from intake.network.making import Stage, make_network
from intake.network.web.service import Service, seat
from intake.passphrase import refuse_weak
from intake.web.local.again import in_full
from intake.web.local.people import typed_twice
from intake.web.slowing import Slowed, Step
from intake.web.waiting import in_words
from intake.web.words import N_

NO_NAME = (N_("a name is missing"), N_("Type the name that shall stand in the log."))


def setup(service: Service) -> Blueprint:
    """From an empty folder to a book."""
    room = Blueprint("setup", __name__, url_prefix="/setup")

    @room.get("")
    def page() -> str:
        return _page(service)

    @room.post("")
    def make() -> Response:
        with service.beginning.lock:
            name = request.form.get("name", "").strip()
            try:
                service.slowing.attempt(Step.PASSWORD, name, None)
                public = _made(service, name)
            except Slowed as slowed:
                return make_response(_page(service, in_words(slowed.seconds)), 429)
            except IntakeError as error:
                return make_response(_page(service, in_full(error)), 409)
        service.slowing.succeeded(Step.PASSWORD, name, None)
        here = seat()
        assert here is not None
        here.name, here.page = name, url_for("home.page")
        return make_response(render_template("setup/done.html", fingerprint=fingerprint(public)))

    return room


def _page(service: Service, problem: str | None = None) -> str:
    folder = service.beginning.folder
    values = {"problem": problem, "typed": request.form, "section": service.section, "folder": folder.root.resolve()}
    if service.beginning.stage is Stage.KEYS:
        return render_template("setup/again.html", names=slots(folder.locked), **values)
    return render_template("setup/page.html", **values)


def _made(service: Service, name: str) -> bytes:
    """The key that desks compare (32 bytes). Raises IntakeError: nothing was half made."""
    if not name:
        raise IntakeError(*NO_NAME)
    passphrase = request.form.get("new", "")
    if service.beginning.stage is Stage.NOTHING:
        refuse_weak(typed_twice(), known=[name, service.section.organisation])
    return make_network(service.section, name, passphrase, cost=service.beginning.cost, clock=service.clock)
