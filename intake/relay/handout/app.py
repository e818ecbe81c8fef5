"""The handout's web application: for staff only, at an address of its own.

It reaches neither an envelope nor the form's code, and knows of a link no more than that it was made.
"""

from __future__ import annotations

from flask import Flask

from intake.relay.clock import Clock, utc_now
from intake.relay.handout.account import account
from intake.relay.handout.coordinator import COORDINATOR_ROOMS
from intake.relay.handout.courier import courier
from intake.relay.handout.gate import stand_before
from intake.relay.handout.halfway import Halfway
from intake.relay.handout.hand_out import hand_out
from intake.relay.handout.headers import set_headers
from intake.relay.handout.home import home
from intake.relay.handout.instance import OpenHandout
from intake.relay.handout.look import look
from intake.relay.handout.navigation import show_ways
from intake.relay.handout.operator import OPERATOR_ROOMS
from intake.relay.handout.passkeys import passkeys
from intake.relay.handout.passwords import COST, Cost, Passwords
from intake.relay.handout.refusals import answer_refusals
from intake.relay.handout.service import Service, visitor
from intake.relay.handout.sign_in import sign_in
from intake.relay.handout.single_sign_on import single_sign_on
from intake.relay.handout.training import training
from intake.relay.handout.welcome import welcome
from intake.relay.handout.words import speak
from intake.web.days import in_words, moment_in_words
from intake.web.slowing import Slowing

LARGEST_REQUEST = 64 * 1024
ROOMS = (
    look,
    sign_in,
    welcome,
    account,
    passkeys,
    single_sign_on,
    home,
    hand_out,
    courier,
    training,
    *COORDINATOR_ROOMS,
    *OPERATOR_ROOMS,
)


def create_app(
    handout: OpenHandout, *, environment: str = "production", clock: Clock = utc_now, cost: Cost = COST
) -> Flask:
    """The application over an open handout; ``cost`` is that of passwords."""
    app = Flask(__name__, static_url_path="/handout/static")
    app.config.update(MAX_CONTENT_LENGTH=LARGEST_REQUEST, PROVIDE_AUTOMATIC_OPTIONS=False)
    memory = (Passwords(cost), Halfway(clock), Slowing(clock))
    service = Service(handout, clock, environment == "production", *memory)
    set_headers(app, production=service.production)
    answer_refusals(app)
    speak(app)
    stand_before(app, service)
    app.jinja_env.filters.update(day=in_words, moment=moment_in_words)
    for room in ROOMS:
        app.register_blueprint(room(service))
    show_ways(app)
    app.context_processor(lambda: {"me": visitor(), "own_name": own_name(service)})
    return app


def own_name(service: Service) -> str | None:
    """The name of the organisation whose page this is."""
    me = visitor()
    return service.organisation().name if me is not None and me.organisation is not None else None
