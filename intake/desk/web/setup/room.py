"""The pages of the first ceremony, one step each. The gate lets them answer while there is no desk, and never again.

The keys are made in one go, by the same function as `intake keys new`, and nothing is overwritten. Passphrases are held
while a request lasts; the shares are in the one answer that shows them and nowhere else. Whoever closes the browser
half way finds what was made, and goes on there.
"""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from intake.desk.audit import Action
from intake.desk.errors import DeskError
from intake.desk.keys.ceremony import new_keys
from intake.desk.keys.first import Stage
from intake.desk.keys.keeping import OnScreen
from intake.desk.keys.printing import shares_css
from intake.desk.keys.recovery import try_shares
from intake.desk.unlock import init_desk
from intake.desk.web.keys.typed import Typed
from intake.desk.web.service import Service, seat
from intake.desk.web.setup import asked, shown
from intake.errors import IntakeError
from intake.web.local.again import attempted, in_full
from intake.web.slowing import Slowed, Step
from intake.web.waiting import in_words
from intake.web.words import N_

STEPS = (
    N_("Before"),
    N_("You"),
    N_("The keys"),
    N_("The paper"),
    N_("The relay"),
    N_("Done"),
)
NOT_COMPARED = (
    N_("the fingerprints were not compared"),
    N_("Have the other one read aloud, and tick that it is equal."),
)


def setup(service: Service) -> Blueprint:
    """From an empty folder to a desk."""
    room = Blueprint("setup", __name__, url_prefix="/setup")
    room.context_processor(lambda: {"steps": STEPS, "beginning": service.beginning})

    @room.get("")
    def page() -> str | Answer:
        match service.beginning.stage:
            case Stage.NOTHING:
                return render_template("setup/page.html", folder=service.beginning.folder.root.resolve())
            case Stage.PART:
                return render_template("setup/part.html", folder=service.beginning.folder.root.resolve())
            case _:
                return redirect(url_for("setup.relay"), 303)

    @room.get("/shares.css")
    def styles() -> Response:
        return Response(shares_css(), mimetype="text/css")

    _keys(room, service)
    _drill(room, service)
    _relay(room, service)
    return room


def _keys(room: Blueprint, service: Service) -> None:
    @room.get("/keys")
    def choose() -> str | Answer:
        return _at(service, Stage.NOTHING, shown.choices)

    @room.post("/keys")
    def make() -> str | Answer:
        return _at(service, Stage.NOTHING, lambda: attempted(lambda: _made(service), shown.choices))

    @room.get("/made")
    def made() -> str | Answer:
        return _at(service, Stage.KEYS, lambda: shown.made(service))


def _drill(room: Blueprint, service: Service) -> None:
    @room.get("/drill")
    def drill() -> str | Answer:
        return _at(service, Stage.KEYS, shown.typing)

    @room.post("/drill", endpoint="try_shares")
    def try_paper() -> str | Answer:
        def work() -> Answer:
            typed = Typed.now()
            if "go" not in request.form or not typed.complete:
                return make_response(shown.typing(typed=typed))
            service.beginning.drill = try_shares(shown.ring(service), typed.shares, service.clock().date())
            return redirect(url_for("setup.relay"), 303)

        return _at(service, Stage.KEYS, lambda: attempted(work, shown.typing))


def _relay(room: Blueprint, service: Service) -> None:
    @room.get("/relay")
    def relay() -> str | Answer:
        return _at(service, Stage.KEYS, lambda: shown.asking(service))

    @room.post("/relay")
    def compare() -> str | Answer:
        def work() -> Answer:
            return make_response(shown.comparing(service))

        return _at(service, Stage.KEYS, lambda: attempted(work, lambda problem: shown.asking(service, problem)))

    @room.post("/desk")
    def finish() -> str | Answer:
        return _at(service, Stage.KEYS, lambda: _finished(service))


def _at(service: Service, stage: Stage, work: Callable[[], str | Answer]) -> str | Answer:
    """What ``work`` answers, where the ceremony is at ``stage``; else the page that knows where it is."""
    with service.beginning.lock:
        if service.beginning.stage is not stage:
            return redirect(url_for("setup.page"), 303)
        return work()


def _made(service: Service) -> Answer:
    """Make all keys. On paper, the answer is the pages to print; they are nowhere else."""
    beginning, screen = service.beginning, shown.screen()
    who, days, keep = asked.slot(beginning.cost), asked.days(), asked.keep(service.beginning.folder, screen)
    new_keys(service.section, slot=who, keep=keep, today=service.clock().date(), period_days=days)
    beginning.drill, beginning.on_paper = None, isinstance(keep, OnScreen)
    return make_response(keep.page) if isinstance(keep, OnScreen) else redirect(url_for("setup.made"), 303)


def _finished(service: Service) -> Answer:
    name = request.form.get("name", "")
    try:
        if "equal" not in request.form:
            raise DeskError(*NOT_COMPARED)
        service.slowing.attempt(Step.PASSWORD, name, None)
        _make_desk(service, name, asked.relay_key())
    except Slowed as slowed:
        return make_response(shown.comparing(service, in_words(slowed.seconds)), 429)
    except IntakeError as error:
        return make_response(shown.comparing(service, in_full(error)), 409)
    service.slowing.succeeded(Step.PASSWORD, name, None)
    here = seat()
    assert here is not None
    here.name, here.page = name, url_for("ceremony.page")
    return make_response(render_template("setup/done.html"))


def _make_desk(service: Service, name: str, key: bytes) -> None:
    """The database. A drill that was held before is written down as soon as there is a trail."""
    drill = service.beginning.drill
    earlier = [] if drill is None else [(Action.DRILL_HELD, drill.detail)]
    words = request.form.get("passphrase", "")
    init_desk(service.section, words, relay_key=key, name=name, earlier=earlier, clock=service.clock)
