"""Letting a browser in: once, by the code that the program printed. Then somebody unlocks it there."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from intake.web.local.service import Service, seat
from intake.web.slowing import Slowed, Step
from intake.web.waiting import in_words

WHO = "the start code"


def start(service: Service[Any]) -> Blueprint:
    """The page for the start code."""
    room = Blueprint("start", __name__)

    @room.get("/start")
    def page() -> str | Answer:
        if seat() is not None:
            return redirect(url_for("home.page"), 303)
        if service.demo:
            return _let_in(service, service.seats.sit_down_freely())
        return render_template("local/start.html", problem=None)

    @room.post("/start")
    def enter() -> Answer:
        try:
            service.slowing.attempt(Step.PASSWORD, WHO, None)
        except Slowed as slowed:
            return _again(in_words(slowed.seconds), 429)
        name = service.seats.sit_down(request.form.get("code", ""))
        if name is None:
            return _again("", 403)
        service.slowing.succeeded(Step.PASSWORD, WHO, None)
        return _let_in(service, name)

    return room


def _let_in(service: Service[Any], name: str) -> Answer:
    # A page and no redirect: one that began at the leaf would not bring the cookie along.
    answer = make_response(render_template("local/entered.html"))
    # For this browser's session; not "Secure": there is no TLS on 127.0.0.1, and nothing leaves this computer.
    answer.set_cookie(service.cookie, name, httponly=True, samesite="Strict")
    return answer


def _again(waiting: str, status: int) -> Response:
    return make_response(render_template("local/start.html", problem=True, waiting=waiting), status)
