"""The first page after signing in, for each role, and signing out."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from intake.relay.handout import log
from intake.relay.handout.carried import write_visit
from intake.relay.handout.roles import Role
from intake.relay.handout.service import Service, myself
from intake.relay.handout.sessions import COOKIE, end_session


def home(service: Service) -> Blueprint:
    """The start page and the way out."""
    room = Blueprint("home", __name__)

    @room.get("/handout/")
    def page() -> str | Answer:
        if myself().role is Role.COURIER:
            return redirect(url_for("courier.page"), 303)
        return render_template("home.html", practice=f"{service.form}/practice/")

    @room.post("/handout/sign-out")
    def sign_out() -> Answer:
        me = myself()
        with service.engine.begin() as connection:
            end_session(connection, request.cookies.get(COOKIE, ""))
            write_visit(connection, log.Event.SIGNED_OUT, service.clock(), me)
        answer = redirect(url_for("sign_in.page"), 303)
        answer.delete_cookie(COOKIE, secure=True, httponly=True, samesite="Strict", path="/")
        return answer

    return room
