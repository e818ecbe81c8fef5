"""Backups: making one into a folder or as a download, and how old the last one is."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response

from intake.local.local_time import HERE
from intake.network.backup.making import back_up, name_for
from intake.network.errors import NetworkError
from intake.network.tables import exports
from intake.network.web.service import Service, open_book
from intake.web.local.again import attempted
from intake.web.local.backup_file import downloaded, named_place

SHOWN = 5


def keeping(service: Service) -> Blueprint:
    """The page, and what it does."""
    room = Blueprint("keeping", __name__, url_prefix="/backup")

    @room.get("")
    def page() -> str:
        return _page(service)

    @room.post("/make")
    def make() -> Response:
        def work() -> Response:
            file = named_place(service.section.data, _name(service), NetworkError)
            back_up(open_book(), file)
            return redirect(url_for("keeping.page", made=file.name), 303)

        return attempted(work, lambda said: _page(service, said))

    @room.post("/download")
    def download() -> Response:
        def work() -> Response:
            return downloaded(service.section.data, _name(service), lambda file: back_up(open_book(), file))

        return attempted(work, lambda said: _page(service, said))

    return room


def _page(service: Service, said: str | None = None) -> str:
    with open_book().reading() as connection:
        newest = select(exports).where(exports.c.kind == "backup").order_by(exports.c.number.desc()).limit(SHOWN)
        rows = connection.execute(newest).all()
    return render_template(
        "keeping/page.html",
        said=said,
        made="made" in request.args,
        rows=rows,
        name=_name(service),
        folder=request.form.get("folder", service.section.backups or ""),
    )


def _name(service: Service) -> str:
    return name_for(service.clock().astimezone(HERE))
