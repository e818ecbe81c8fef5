"""Reminders: mine, of today, overdue, all. And whose reply to a referral is late."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from intake.desk.casework.referrals import late_replies
from intake.desk.casework.reminders import Which, finish, list_reminders, overdue
from intake.desk.local_time import today
from intake.desk.web.case.deeds import back
from intake.desk.web.service import Service, open_desk


def reminders(service: Service) -> Blueprint:
    """The list, and what ends a reminder."""
    room = Blueprint("reminders", __name__)

    @room.get("/reminders")
    def page() -> str:
        which = _which(request.args.get("which", ""))
        desk, now = open_desk(), today(service.clock())
        with desk.writing() as connection:
            found = list_reminders(desk, connection, which)
            late = late_replies(connection, now)
        return render_template(
            "reminders.html",
            found=found,
            which=which,
            choices=tuple(Which),
            late=late,
            overdue=overdue(found, now),
            today=now.isoformat(),
        )

    @room.post("/reminders/<int:number>/done")
    def done(number: int) -> Answer:
        desk = open_desk()
        with desk.writing() as connection:
            case = finish(desk, connection, number)
        if "case" in request.form:
            return back(case, "reminders")
        return redirect(url_for("reminders.page", which=_which(request.form.get("which", ""))), 303)

    return room


def _which(asked: str) -> Which:
    return Which(asked) if asked in tuple(Which) else Which.MINE
