"""What every page shows beside its own: stylesheets, scripts, mark, and the choice of language."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, redirect, request, url_for
from werkzeug.wrappers import Response as Answer

from intake.look import MARK, stylesheet
from intake.web.local.refusals import Refusal, Refused
from intake.web.local.service import Service
from intake.web.words import LANGUAGES

HOUR = "private, max-age=3600"
YEAR = 365 * 86400


def look(service: Service[Any]) -> Blueprint:
    """The routes that all rooms share."""
    room = Blueprint("look", __name__, static_folder="static", static_url_path="/shared", template_folder="templates")

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
        answer.set_cookie(service.program.language, chosen, max_age=YEAR, httponly=True, samesite="Strict")
        return answer

    return room


def own_page(address: str | None, service: Service[Any]) -> str | None:
    """The path of ``address`` where it is one of this program's pages."""
    for host in service.hosts:
        start = f"http://{host}/"
        if address is not None and address.startswith(start):
            return "/" + address.removeprefix(start)
    return None
