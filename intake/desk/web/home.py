"""Today: what to do first, and whether everything is in order. A manager is led to the figures, and sees no case."""

from __future__ import annotations

from collections.abc import Collection

from flask import Blueprint, g, redirect, render_template, url_for
from werkzeug.wrappers import Response as Answer

from intake.desk.days import working_days
from intake.desk.keys.standing import Warn, standing
from intake.desk.people import Role
from intake.desk.today import read_today
from intake.desk.unlock import OpenDesk
from intake.desk.web.keys.said import WARNINGS
from intake.desk.web.queue.late import Late
from intake.desk.web.service import Service, myself
from intake.desk.wording import Dictionary

FOR_ALL = (Warn.SHEET_ENDED, Warn.SHEET_ENDS, Warn.NO_PERIOD, Warn.KEY_NOT_HERE)
"""Of the keys, what stops the post: a nurse is told, and tells the coordinator."""


def home(service: Service) -> Blueprint:
    """The start page."""
    room = Blueprint("home", __name__)
    late = Late(working_days(service.section))

    @room.get("/")
    def page() -> Answer | str:
        me = myself()
        if me.role is Role.MANAGER:
            return redirect(url_for("figures.page"), 303)
        found = read_today(me.desk)
        if not found.ever:
            return render_template("home/first.html")
        coordinates = me.role is Role.COORDINATOR
        return render_template(
            "home/today.html",
            found=found,
            warnings=_warnings(me.desk, coordinates=coordinates),
            coordinates=coordinates,
            late=late,
            dictionary=Dictionary(me.desk.library, g.language),
            notices=_notices(me.desk),
        )

    return room


def _warnings(desk: OpenDesk, *, coordinates: bool) -> Collection[tuple[str, str, str]]:
    """What is to be said of the keys: what it is, and the way to what helps, by endpoint and in words."""
    found = standing(desk).warnings
    return [WARNINGS[warning] for warning in found if coordinates or warning in FOR_ALL]


def _notices(desk: OpenDesk) -> Collection[str]:
    """What must be said wherever a level is shown."""
    dictionary = Dictionary(desk.library, g.language)
    notices = (dictionary.of(*version).notice for version in desk.library.versions())
    return tuple(dict.fromkeys(notice for notice in notices if notice))
