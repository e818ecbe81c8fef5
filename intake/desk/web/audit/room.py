"""The pages of the audit trail, for the coordinator. Each search stands in the trail before it is shown."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import datetime

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from intake.desk.audit import head
from intake.desk.clock import Clock
from intake.desk.local_time import today
from intake.desk.trail.looking_up import in_words, look_up, table, taken_out
from intake.desk.trail.searching import PAGE, actions, grounds, people_in
from intake.desk.trail.sheet import last_sheet, make_sheet
from intake.desk.unlock import OpenDesk
from intake.desk.web.audit.asked import Asked, short
from intake.desk.web.audit.proving import proving
from intake.desk.web.audit.sheets import sheets
from intake.desk.web.service import Service, open_desk
from intake.local.csv_cells import csv_lines


def audit(service: Service) -> Blueprint:
    """Searching, exporting, verifying, and the weekly sheet."""
    room = Blueprint("audit", __name__, url_prefix="/audit")
    room.add_app_template_filter(in_words, "besides")
    room.add_app_template_filter(lambda text: text[:1].upper() + text[1:], "first_up")

    @room.get("")
    def page() -> str:
        desk = open_desk()
        people, asked = _asked(desk)
        found = look_up(desk, asked.wanted, before=asked.before)
        older = None
        if len(found) == PAGE:
            older = url_for("audit.page", **asked.written(), before=found[-1].number)  # type: ignore[arg-type]
        chosen = {"people": [(short(name), name) for name in people], "actions": actions(), "grounds": grounds()}
        return render_template(
            "audit/page.html", found=found, asked=asked, older=older, **chosen, **_standing(desk, service.clock)
        )

    @room.post("/export")
    def export() -> Response:
        """As CSV, all that the search finds."""
        desk = open_desk()
        with desk.reading() as connection:
            asked = Asked.of(request.form, people_in(connection))
        held = ExitStack()
        entries = held.enter_context(taken_out(desk, asked.wanted))
        pieces = (piece.encode("utf-8") for piece in csv_lines(table(entries)))
        answer = Response(pieces, mimetype="text/csv")
        answer.call_on_close(held.close)
        day = today(service.clock()).isoformat()
        answer.headers["Content-Disposition"] = f'attachment; filename="audit-trail-{day}.csv"'
        return answer

    @room.post("/sheets")
    def make() -> Answer:
        made = make_sheet(open_desk())
        return redirect(url_for("audit.sheet", number=made.head.entries), 303)

    proving(room)
    sheets(room)
    return room


def _asked(desk: OpenDesk) -> tuple[list[str], Asked]:
    with desk.reading() as connection:
        people = people_in(connection)
    return people, Asked.of(request.args, people)


def _standing(desk: OpenDesk, clock: Clock) -> dict[str, object]:
    """How long the trail is, and how old the last sheet."""
    with desk.reading() as connection:
        last = last_sheet(connection)
        entries = head(connection).entries
    days = None if last is None else (today(clock()) - today(datetime.fromisoformat(last))).days
    return {"entries": entries, "last": last, "days": days}
