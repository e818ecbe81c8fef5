"""Today: what to do first, and whether everything is in order."""

from __future__ import annotations

from flask import Blueprint, render_template

from intake.desk.web.service import Service


def home(service: Service) -> Blueprint:
    """The start page."""
    room = Blueprint("home", __name__)

    @room.get("/")
    def page() -> str:
        return render_template("home.html")

    return room
