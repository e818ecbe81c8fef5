"""What every page shows beside its own: stylesheet, mark, the organisation's colour, and the choice of language."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, g, redirect, request, url_for
from sqlalchemy import text, update
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as Answer

from intake.look import MARK, stylesheet
from intake.relay.handout.refusals import Refusal, Refused
from intake.relay.handout.service import Service, visitor
from intake.relay.handout.tables import staff
from intake.relay.handout.words import COOKIE
from intake.sqlcipher import reading
from intake.web.words import LANGUAGES

HOUR = "private, max-age=3600"


def look(service: Service) -> Blueprint:
    """The routes that all rooms share."""
    room = Blueprint("look", __name__)

    @room.get("/")
    def root() -> Answer:
        return redirect(url_for("home.page"))

    @room.get("/handout/look.css", endpoint="stylesheet")
    def stylesheet_file() -> Response:
        return Response(stylesheet(), mimetype="text/css", headers={"Cache-Control": HOUR})

    @room.get("/handout/envelope.svg")
    def mark() -> Response:
        return Response(MARK.read_bytes(), mimetype="image/svg+xml", headers={"Cache-Control": HOUR})

    @room.get("/handout/colour.css")
    def colour() -> Response:
        own = None if visitor() is None or g.staff.organisation is None else service.organisation().colour
        return Response("" if own is None else f":root {{ --own: {own}; }}\n", mimetype="text/css")

    @room.get("/healthz")
    def healthy() -> Response:
        with reading(service.engine).begin() as connection:
            connection.execute(text("SELECT 1"))
        return Response(b'{"status":"ok"}', mimetype="application/json")

    @room.post("/handout/language")
    def language() -> Answer:
        chosen = request.form.get("language", "")
        if chosen not in LANGUAGES:
            raise Refused(Refusal.BAD_REQUEST)
        if visitor() is not None:
            with service.engine.begin() as connection:
                connection.execute(update(staff).where(staff.c.id == g.staff.id).values(language=chosen))
        answer = redirect(_back(request.form.get("back", "")), 303)
        answer.set_cookie(COOKIE, chosen, max_age=365 * 86400, secure=True, httponly=True, samesite="Strict", path="/")
        return answer

    return room


def _back(path: str) -> str:
    """The page on which the language was chosen, where it is one of ours; else the start page."""
    try:
        current_app.url_map.bind("").match(path, "GET")
    except HTTPException:
        return url_for("home.page")
    return path if path.startswith("/handout/") else url_for("home.page")
