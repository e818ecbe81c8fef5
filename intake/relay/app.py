"""The relay's web application for newcomers: the form, and the interface behind it.

It stores what it cannot read. It sets no cookie, keeps no session, and has an origin of its own: what case managers
use will be another application on another host name, so that no page of theirs can ever reach into the form.
"""

from __future__ import annotations

from flask import Flask, Response
from sqlalchemy import text

from intake.relay.asked import questionnaires
from intake.relay.carrying.api import courier_api
from intake.relay.clock import Clock, utc_now
from intake.relay.headers import set_headers
from intake.relay.instance import OpenRelay
from intake.relay.limits import Caps
from intake.relay.links.api import links_api
from intake.relay.mailbox.api import mailbox_api
from intake.relay.newcomer.pages import blueprint
from intake.relay.origin import refuse_foreign_posts
from intake.relay.problems import answer_problems
from intake.relay.self_referral import served
from intake.relay.shown import EXTENSION, Shelf
from intake.sqlcipher import reading

LARGEST_REQUEST = 1024


def create_app(relay: OpenRelay, *, environment: str = "production", clock: Clock = utc_now) -> Flask:
    """The application over an open relay; raises ConfigError where an inbox's questionnaire is not there.

    Starts a thread that writes envelopes: make it in the process that serves, after any fork.
    """
    app = Flask(__name__, static_folder=None)
    app.config.update(MAX_CONTENT_LENGTH=LARGEST_REQUEST, PROVIDE_AUTOMATIC_OPTIONS=False)
    set_headers(app, production=environment == "production")
    refuse_foreign_posts(app, relay.config.origin)
    answer_problems(app)
    caps = Caps(relay.config.limits, clock)
    app.register_blueprint(links_api(relay, clock, caps))
    app.register_blueprint(mailbox_api(relay, clock, caps))
    shelf = Shelf(relay)
    app.extensions[EXTENSION] = shelf
    app.register_blueprint(courier_api(relay, clock, taken=shelf.changed))
    app.register_blueprint(
        blueprint(
            questionnaires=questionnaires(relay.config.questionnaires, relay.config.inboxes),
            environment=environment,
            draft_languages=relay.config.draft_languages,
            audio=relay.config.audio,
            served=served(relay.config.inboxes),
        )
    )
    app.add_url_rule("/healthz", view_func=lambda: _healthy(relay))
    return app


def _healthy(relay: OpenRelay) -> Response:
    """Up, and the database answers; no detail."""
    with reading(relay.engine).begin() as connection:
        connection.execute(text("SELECT 1"))
    return Response(b'{"status":"ok"}', mimetype="application/json")
