"""The pages of bringing in: what lies ready, how far it is, what came of it, what was set aside, the receipts."""

from __future__ import annotations

from pathlib import Path

import msgspec
from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from intake.desk.errors import DeskError
from intake.desk.importing.aside import counts, set_aside
from intake.desk.importing.brought import latest, read_brought, receipt_file
from intake.desk.importing.carrying_back import Carried, carried, put_receipt, receipt_name
from intake.desk.importing.lying import Lying, Where, lying, wanted
from intake.desk.importing.staging import Staging
from intake.desk.terminal.summary import MEANING
from intake.desk.web.bringing_in.receiving import receive
from intake.desk.web.bringing_in.run import BUSY, Phase, Runs
from intake.desk.web.bringing_in.told import doing, said
from intake.desk.web.service import Service, myself, open_desk, seat
from intake.envelope.encoding import base64url
from intake.web.words import N_

SHOWN = 200
"""So many of those set aside stand on the page; the command lists all."""
LEVELS = ("red", "amber", "yellow", "review", "green")
GONE = (N_("this bundle does not lie there any more"), N_("Is the stick in? Look again."))
NO_FOLDER = (
    N_("the folder is not there"),
    N_("Is the stick in, or the share reached? Else save the receipt yourself."),
)


def bringing_in(service: Service) -> Blueprint:
    """Everything from a bundle to its receipt."""
    room = Blueprint("bringing_in", __name__, url_prefix="/bring-in")
    shared = service.section.watched
    staging = Staging(service.section.data)
    runs = Runs(staging, shared, service.clock)
    room.add_app_template_filter(said, "said")
    room.add_app_template_filter(lambda digest: base64url(digest)[:8], "short")

    def begin(path: Path, where: Where) -> Answer:
        found = seat()
        assert found is not None
        runs.begin(found, myself(), path, where)
        return redirect(url_for("bringing_in.under_way"), 303)

    @room.get("")
    def page() -> str:
        desk = open_desk()
        with desk.reading() as connection:
            before, apart = latest(connection), counts(connection)
        values = {"before": before, "apart": sum(each.count for each in apart), "run": runs.now, "Phase": Phase}
        return render_template("bringing_in/page.html", **values, **_ready(shared, staging, runs))

    @room.post("/bundle")
    def bundle() -> Answer:
        if runs.working:
            raise DeskError(*BUSY)
        return begin(receive(staging), Where.HERE)

    @room.post("/lying")
    def take() -> Answer:
        found = _asked_for(shared, staging)
        return begin(found.path, found.where)

    @room.post("/forget")
    def forget() -> Answer:
        if runs.working:
            raise DeskError(*BUSY)
        staging.remove(_asked_for(shared, staging).path)
        return redirect(url_for("bringing_in.page"), 303)

    @room.get("/under-way")
    def under_way() -> str | Answer:
        run = runs.now
        if run is None or run.phase is not Phase.WORKING:
            return redirect(_after(runs), 303)
        return render_template("bringing_in/under_way.html", run=run, doing=doing(run.standing))

    @room.get("/state")
    def state() -> Response:
        """For the page's script. It is no sign that somebody is there."""
        run = runs.now
        if run is None or run.phase is not Phase.WORKING:
            return _json({"next": _after(runs)})
        at = run.standing
        return _json({"done": at.done if at else 0, "total": at.total if at else 0, "doing": doing(at)})

    @room.get("/brought/<int:receipt>")
    def brought(receipt: int) -> str:
        desk = open_desk()
        with desk.reading() as connection:
            found = read_brought(connection, receipt)
        how = Carried.NOT if shared is None else carried(shared, desk.instance, receipt)
        name = receipt_name(desk.instance, receipt)
        values = {"brought": found, "how": how, "Carried": Carried, "name": name, "shared": shared}
        return render_template("bringing_in/brought.html", **values, levels=LEVELS, meaning=MEANING)

    @room.get("/brought/<int:receipt>/download")
    def download(receipt: int) -> Response:
        desk = open_desk()
        with desk.reading() as connection:
            data = receipt_file(connection, receipt)
        answer = Response(data, mimetype="application/octet-stream")
        name = receipt_name(desk.instance, receipt)
        answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return answer

    @room.post("/brought/<int:receipt>/put")
    def put(receipt: int) -> Answer:
        desk = open_desk()
        with desk.reading() as connection:
            data = receipt_file(connection, receipt)
        if shared is None or not shared.is_dir():
            raise DeskError(*NO_FOLDER)
        put_receipt(shared, desk.instance, receipt, data)
        return redirect(url_for("bringing_in.brought", receipt=receipt), 303)

    @room.get("/aside")
    def aside() -> str:
        with open_desk().reading() as connection:
            apart, newest = counts(connection), set_aside(connection, SHOWN)
        more = sum(each.count for each in apart) - len(newest)
        return render_template("bringing_in/aside.html", counts=apart, newest=newest, more=more, meaning=MEANING)

    return room


def _after(runs: Runs) -> str:
    """Where to go once nothing is under way."""
    run = runs.now
    if run is None or run.receipt is None:
        return url_for("bringing_in.page")
    return url_for("bringing_in.brought", receipt=run.receipt)


def _ready(shared: Path | None, staging: Staging, runs: Runs) -> dict[str, object]:
    """What lies ready, and where to put the stick. What is just being brought in is not offered."""
    found = _all_lying(shared, staging)
    ready = [] if runs.working else [each for each in found or () if each.imported is None]
    brought = [each for each in found or () if each.imported is not None and each.where is Where.SHARED]
    there = shared is not None and _there(shared)
    return {"shared": shared, "there": there, "ready": ready, "in_already": brought, "Where": Where}


def _all_lying(shared: Path | None, staging: Staging) -> list[Lying]:
    desk = open_desk()
    folders = [(staging.folder, Where.HERE)] + ([] if shared is None else [(shared, Where.SHARED)])
    found: list[Lying] = []
    with desk.reading() as connection:
        for folder, where in folders:
            try:
                found += lying(connection, desk.instance, folder, where)
            except OSError:
                continue  # nothing was brought in yet, or the stick is not in
    return found


def _asked_for(shared: Path | None, staging: Staging) -> Lying:
    found = wanted(_all_lying(shared, staging), request.form.get("bundle", ""))
    if found is None:
        raise DeskError(*GONE)
    return found


def _there(folder: Path) -> bool:
    try:
        return folder.is_dir()
    except OSError:
        return False


def _json(members: dict[str, str | int]) -> Response:
    return Response(msgspec.json.encode(members), mimetype="application/json")
