"""The tour's web application, on this machine only. It sits in all four seats; in earnest nobody does."""

from __future__ import annotations

import sys
from pathlib import Path
from threading import Lock

import msgspec
from flask import Flask, Response, abort, redirect, render_template, request
from werkzeug.wrappers import Response as Answer

from intake.demo.colleagues import shown, sit_down
from intake.demo.ports import Ports
from intake.demo.samples import COUNT
from intake.demo.scene import ORGANISATION, Scene
from intake.demo.stick import carry, relay_client
from intake.demo.tour.state import tour_state
from intake.desk.unlock import OpenDesk
from intake.envelope.format import ENVELOPE_LENGTH
from intake.look import MARK, stylesheet
from intake.questionnaire.loader import load
from intake.questionnaire.shipped import shipped_questionnaire
from intake.relay.clock import utc_now
from intake.relay.handout.instance import OpenHandout
from intake.relay.handout.sessions import set_session_cookie
from intake.relay.instance import OpenRelay
from intake.relay.links.handout import hand_out_links
from intake.relay.links.register import Kind

POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'"


class Card(msgspec.Struct, frozen=True):
    """A new link."""

    link: str


class Carried(msgspec.Struct, frozen=True):
    """What came of carrying the post, in words."""

    said: str


def create_app(scene: Scene, relay: OpenRelay, handout: OpenHandout, desk: OpenDesk, ports: Ports) -> Flask:
    """The tour of ``scene``, whose relay, handout and desk are open."""
    app = Flask(__name__)
    one_at_a_time = Lock()
    notice = load(shipped_questionnaire("ggd10")).notice
    _guard(app, ports)
    _files(app)

    def _link(kind: Kind) -> str:
        return hand_out_links(relay, ORGANISATION, kind, now=utc_now())[0]

    @app.get("/")
    def start() -> str:
        return render_template(
            "tour.html",
            samples=COUNT,
            size=f"{ENVELOPE_LENGTH:,}",
            notice=notice,
            folder=Path(sys.executable).parent,
            config=scene.config_file,
            form=relay.config.origin,
            desk=ports.desk_origin,
            network=ports.network_origin,
            passphrase=scene.folder / "passphrase",
        )

    @app.get("/state.json")
    def state() -> Response:
        return _json(tour_state(relay, desk))

    @app.post("/card")
    def card() -> Response:
        return _json(Card(_link(Kind.CARD)))

    @app.post("/tablet")
    def tablet() -> Response:
        return _json(Card(_link(Kind.KIOSK)))

    @app.get("/colleagues.json")
    def colleagues() -> Response:
        return _json(shown(handout, utc_now()))

    @app.get("/colleague/<name>")
    def colleague(name: str) -> Answer:
        """Cookies know no ports: a session that is set here is one at the handout's port of the same name."""
        session = sit_down(handout, name, utc_now())
        if session is None:
            abort(404)
        answer = redirect(f"{ports.handout_origin}/handout/", 303)
        set_session_cookie(answer, session)
        return answer

    @app.post("/carry")
    def carry_the_stick() -> Response:
        with one_at_a_time:
            summary = carry(scene, relay_client(scene), desk)
        return _json(Carried(f"Bundle {summary.sequence}: {summary.new} new in the queue. The receipt is back."))

    return app


def _guard(app: Flask, ports: Ports) -> None:
    """Answer this machine's own browser only, and take posts only from the tour's own page."""

    @app.before_request
    def refuse_others() -> None:
        own = ports.tour_host
        foreign = request.headers.get("Origin", f"http://{own}") != f"http://{own}"
        if request.host != own or foreign or (request.method == "POST" and "X-Tour" not in request.headers):
            abort(403)

    @app.after_request
    def set_headers(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = POLICY
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["Cache-Control"] = "no-store"
        return response


def _files(app: Flask) -> None:
    """The look that form, tour and desk share; the tour's own files lie in static/."""

    @app.get("/look.css")
    def look() -> Response:
        return Response(stylesheet(), mimetype="text/css")

    @app.get("/envelope.svg")
    def mark() -> Response:
        return Response(MARK.read_bytes(), mimetype="image/svg+xml")


def _json(value: object) -> Response:
    return Response(msgspec.json.encode(value), mimetype="application/json")
