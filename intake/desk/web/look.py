"""What every page shows beside its own: stylesheet, mark, and the choice of language."""

from __future__ import annotations

from flask import Blueprint, Response, redirect, request, url_for
from werkzeug.wrappers import Response as Answer

from intake.desk.web.refusals import Refusal, Refused
from intake.desk.web.service import Service
from intake.desk.web.words import COOKIE
from intake.look import MARK, stylesheet
from intake.web.words import LANGUAGES

HOUR = "private, max-age=3600"
YEAR = 365 * 86400


def look(service: Service) -> Blueprint:
    """The routes that all rooms share."""
    room = Blueprint("look", __name__)

    @room.get("/look.css", endpoint="stylesheet")
    def stylesheet_file() -> Response:
        return Response(stylesheet(), mimetype="text/css", headers={"Cache-Control": HOUR})

    @room.get("/envelope.svg")
    def mark() -> Response:
        return Response(MARK.read_bytes(), mimetype="image/svg+xml", headers={"Cache-Control": HOUR})

    @room.get("/healthz")
    def healthy() -> Response:
        return Response(b'{"status":"ok"}', mimetype="application/json")

    @room.post("/language")
    def language() -> Answer:
        chosen = request.form.get("language", "")
        if chosen not in LANGUAGES:
            raise Refused(Refusal.BAD_REQUEST)
        # Where it was chosen, as the browser says; only ever a page of these.
        answer = redirect(own_page(request.referrer, service) or url_for("home.page"), 303)
        answer.set_cookie(COOKIE, chosen, max_age=YEAR, httponly=True, samesite="Strict")
        return answer

    return room


def own_page(address: str | None, service: Service) -> str | None:
    """The path of ``address`` where it is one of this desk's pages."""
    for host in service.hosts:
        start = f"http://{host}/"
        if address is not None and address.startswith(start):
            return "/" + address.removeprefix(start)
    return None
