"""Destinations as a sheet: taken out as CSV, brought in with a look at every row before anything is written."""

from __future__ import annotations

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from intake.network.destinations.sheet.bringing_in import bring_in
from intake.network.destinations.sheet.bringing_out import bring_out
from intake.network.destinations.sheet.preview import Preview, State, preview
from intake.network.destinations.sheet.taking_apart import LARGEST
from intake.network.web.service import Service, open_book
from intake.web.local.again import attempted
from intake.web.local.uploaded import packed, unpacked, uploaded

FILE = "file"
SEPARATORS = {"semicolon": ";", "comma": ","}


def destination_sheet(service: Service) -> Blueprint:
    """Out, and in by two steps."""
    room = Blueprint("sheet", __name__, url_prefix="/sheet")

    @room.get("")
    def page() -> str:
        return render_template("sheet/page.html", brought=request.args.get("brought", type=int))

    @room.post("/take-out")
    def take_out() -> Answer:
        separator = SEPARATORS.get(request.form.get("separator", ""), ";")
        with open_book().writing() as connection:
            _, data = bring_out(open_book(), connection, separator=separator)
        name = f"destinations-{service.today.isoformat()}.csv"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return Response(data, mimetype="text/csv", headers=headers)

    @room.post("/look")
    def look() -> Answer:
        def work() -> Answer:
            data = uploaded(FILE, LARGEST)
            return Answer(_looked(service, data), mimetype="text/html")

        return attempted(work, lambda said: render_template("sheet/page.html", said=said))

    @room.post("/bring-in")
    def take_in() -> Answer:
        data = unpacked("packed", LARGEST)

        def work() -> Answer:
            with open_book().writing() as connection:
                found = bring_in(open_book(), connection, data, request.form.get("code", ""))
            return redirect(url_for("sheet.page", brought=_written(found)), 303)

        return attempted(work, lambda said: _looked(service, data, said))

    return room


def _looked(service: Service, data: bytes, said: str | None = None) -> str:
    """What the sheet would change now, and the button that does it."""
    with open_book().reading() as connection:
        found = preview(connection, data, service.today)
    counts = {state.value: found.count(state) for state in State}
    return render_template("sheet/look.html", said=said, found=found, counts=counts, packed=packed(data), State=State)


def _written(found: Preview) -> int:
    return found.count(State.NEW) + found.count(State.CHANGED)
