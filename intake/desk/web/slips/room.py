"""The page "Slips": what waits to go out, the file for the network's coordinator, and bringing in what came of it."""

from __future__ import annotations

from flask import Blueprint, Response, render_template, request
from werkzeug.wrappers import Response as Answer

from intake.desk.local_time import today
from intake.desk.network.kept import read_kept
from intake.desk.slips.carrying import carry
from intake.desk.slips.outcomes import Taken, take_outcomes
from intake.desk.slips.reading import read_slips
from intake.desk.web.service import Service, open_desk
from intake.desk.web.slips.names import names_of
from intake.exchange.files import LARGEST
from intake.web.local.again import attempted
from intake.web.local.uploaded import uploaded

SHOWN = 100


def slips(service: Service) -> Blueprint:
    """The room."""
    room = Blueprint("slips", __name__, url_prefix="/slips")

    @room.get("")
    def page() -> str:
        return _page()

    @room.post("/file")
    def make() -> Answer:
        desk = open_desk()
        name = f"slips-{today(desk.clock()).isoformat()}.json"

        def work() -> Answer:
            _, data = carry(desk, bytes, again="again" in request.form)
            headers = {"Content-Disposition": f'attachment; filename="{name}"'}
            return Response(data, mimetype="application/json", headers=headers)

        return attempted(work, _page)

    @room.post("/outcomes")
    def outcomes() -> Answer:
        def work() -> Answer:
            taken = take_outcomes(open_desk(), uploaded("file", LARGEST))
            return Answer(_page(taken=taken), mimetype="text/html")

        return attempted(work, _page)

    return room


def _page(problem: str | None = None, taken: Taken | None = None) -> str:
    desk = open_desk()
    found = read_slips(desk)
    with desk.reading() as connection:
        kept = read_kept(connection)
    going = [each for each in found if each.goes_along and not each.closed and each.outcome is None]
    return render_template(
        "slips/page.html",
        problem=problem,
        taken=taken,
        book=None if kept is None else kept.book,
        names=names_of(kept, found),
        untold=[each for each in found if each.untold],
        waiting=[each for each in going if each.carried is None],
        went=[each for each in going if each.carried is not None],
        came=[each for each in found if each.to_look_at],
        rest=[each for each in found if not each.to_look_at and each not in going and not each.untold][:SHOWN],
    )
