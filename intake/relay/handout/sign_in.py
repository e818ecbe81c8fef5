"""Signing in: the one page that leads to every way of it."""

from __future__ import annotations

from flask import Blueprint, render_template

from intake.relay.handout.service import Service


def sign_in(service: Service) -> Blueprint:
    """The page before anybody is known."""
    room = Blueprint("sign_in", __name__)

    @room.get("/handout/sign-in")
    def page() -> str:
        return render_template("sign_in.html")

    return room
