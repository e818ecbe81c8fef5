"""Backups: how old the last one is, making one into a folder or as a download, and moving to another machine."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from flask import Blueprint, Response, redirect, render_template, request, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response as Answer

from intake.desk.backup.making import back_up, move_away, name_for
from intake.desk.backup.standing import Standing, standing
from intake.desk.errors import DeskError
from intake.desk.local_time import HERE
from intake.desk.people import Role
from intake.desk.tables import backups
from intake.desk.web.keeping.proving import prove
from intake.desk.web.service import Service, myself, open_desk, seat, visitor
from intake.envelope.encoding import base64url
from intake.web.local.again import attempted, confirmed
from intake.web.local.backup_file import downloaded, named_place

SHOWN = 5


def backup(service: Service) -> Blueprint:
    """The page, and what it does."""
    room = Blueprint("backup", __name__, url_prefix="/backup")

    @room.app_context_processor
    def _band() -> dict[str, Standing | None]:
        return {"backup": _standing()}

    @room.get("")
    def page() -> str:
        return _page(service, made=request.args.get("made", ""))

    @room.post("/make")
    def make() -> Answer:
        def work() -> Answer:
            made = back_up(open_desk(), _place(service))
            return redirect(url_for("backup.page", made=base64url(made.digest)), 303)

        return attempted(work, lambda problem: _page(service, problem))

    @room.post("/download")
    def download() -> Answer:
        def work() -> Answer:
            return downloaded(service.section.data, _name(service), lambda file: back_up(open_desk(), file))

        return attempted(work, lambda problem: _page(service, problem))

    @room.post("/move")
    def move() -> Answer:
        def work(passphrase: str) -> Answer:
            prove(service, passphrase)
            made = move_away(open_desk(), _place(service))
            text = render_template("keeping/moved.html", made=made)
            service.seats.lock_all()
            return Response(text)

        return confirmed(service, work, lambda problem: _page(service, problem))

    return room


def _standing() -> Standing | None:
    """For the band of every page of who works with cases."""
    me = visitor()
    if me is None or seat() is None or me.role is Role.MANAGER:
        return None
    return standing(me.desk)


def _page(service: Service, problem: str | None = None, *, made: str = "") -> str:
    desk = open_desk()
    with desk.reading() as connection:
        rows = connection.execute(select(backups).order_by(backups.c.number.desc()).limit(SHOWN)).all()
    last = [each for each in rows if base64url(each.digest) == made]
    return render_template(
        "keeping/backup.html",
        problem=problem,
        made=last[0] if last else None,
        file=name_for(datetime.fromisoformat(last[0].at).astimezone(HERE)) if last else "",
        rows=rows,
        folder=request.form.get("folder", service.section.backups or ""),
        name=_name(service),
        hold=service.section.hold_days,
        own=myself().name,
    )


def _name(service: Service) -> str:
    return name_for(service.clock().astimezone(HERE))


def _place(service: Service) -> Path:
    """The new file in the folder that was named."""
    return named_place(service.section.data, _name(service), DeskError)
