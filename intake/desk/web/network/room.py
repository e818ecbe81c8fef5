"""The page of the network book, and the two steps of bringing one in: what it would change, then taking it in."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from intake.desk.audit import Action
from intake.desk.local_time import today
from intake.desk.matching.month import earlier_month
from intake.desk.network import showing
from intake.desk.network.kept import Kept, read_kept
from intake.desk.network.taking_in import Reason, Standing, look_at_file, take_in
from intake.desk.web.service import Service, myself, open_desk
from intake.destinations import kinds
from intake.exchange.files import LARGEST
from intake.web.local.again import attempted
from intake.web.local.naming import language_name, place_name
from intake.web.local.uploaded import packed, unpacked, uploaded

FILE = "file"
SHOWN = 200
"""So many entries of what changes are named; the rest are counted."""


def network(service: Service) -> Blueprint:
    """The room."""
    room = Blueprint("network", __name__, url_prefix="/network")

    @room.get("")
    def page() -> str:
        return _page()

    @room.post("/file")
    def look() -> Answer:
        return attempted(lambda: Answer(_offered(uploaded(FILE, LARGEST)), mimetype="text/html"), _page)

    @room.post("")
    def take() -> Answer:
        data = unpacked("packed", LARGEST)

        def work() -> Answer:
            desk, form = open_desk(), request.form
            compared = form.get("fingerprint") if "compared" in form else None
            with desk.writing() as connection:
                take_in(desk, connection, data, compared=compared, reason=form.get("reason"))
            return redirect(url_for("network.page", done="yes"), 303)

        return attempted(work, lambda problem: _offered(data, problem))

    return room


def _page(problem: str | None = None) -> str:
    desk = open_desk()
    with desk.writing() as connection:
        kept = read_kept(connection)
        if kept is not None:
            desk.record(connection, Action.NETWORK_VIEWED, {"sequence": kept.book.sequence})
    now = today(desk.clock())
    values = {} if kept is None else {"kept": kept, "old": kept.old(now), **_book(kept)}
    done = "done" in request.args
    return render_template("network/page.html", problem=problem, done=done, today=now.isoformat(), **values)


def _book(kept: Kept) -> dict[str, object]:
    book, now, asked = kept.book, today(open_desk().clock()), request.args
    kind, place, language = (asked.get(name) or None for name in ("kind", "place", "language"))
    wait = asked.get("wait") if asked.get("wait") in tuple(showing.Wait) else None
    served = {code for each in book.destinations for code in each.places}
    languages = showing.by_language(book, now)
    return {
        "asked": {"kind": kind, "place": place, "language": language, "wait": wait},
        "languages_of": languages,
        "spoken": sorted((each.of for each in languages), key=language_name),
        "regions": showing.by_region(book, now),
        "people": showing.people(book, now, language=language),
        "places": showing.places(book, now, kind=kind, place=place, wait=showing.Wait(wait) if wait else None),
        "kinds": [code for code in kinds() if code in {each.kind for each in book.destinations}],
        "municipalities": sorted(served, key=place_name),
        "waits": list(showing.Wait),
        "stale": sum(each.stale for each in showing.places(book, now)),
        "signals": showing.signals(book),
        "earlier_month": earlier_month(book, now),
    }


def _offered(data: bytes, problem: str | None = None) -> str:
    """What the file would change, and the form that takes it in."""
    desk = open_desk()
    with desk.reading() as connection:
        found = look_at_file(connection, data, today(desk.clock()))
    return render_template(
        "network/look.html",
        problem=problem,
        found=found,
        packed=packed(data),
        shown=SHOWN,
        Standing=Standing,
        reasons=list(Reason),
        coordinator=myself().role.value == "coordinator",
    )
