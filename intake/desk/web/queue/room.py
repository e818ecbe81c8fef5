"""The pages of the queue: the list, the green ones to confirm together, and looking for a case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from flask import Blueprint, Response, g, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from intake.desk.days import working_days
from intake.desk.local_time import today
from intake.desk.people import everybody
from intake.desk.queue.arriving import Arrivals
from intake.desk.queue.finding import find_cases
from intake.desk.queue.paging import Key
from intake.desk.queue.reading import Page, read_page
from intake.desk.queue.rows import Row, versions_of
from intake.desk.queue.wanted import Wanted
from intake.desk.unlock import OpenDesk
from intake.desk.web.queue import filters
from intake.desk.web.queue.address import path_to, read_wanted, written
from intake.desk.web.queue.green import greens
from intake.desk.web.queue.late import Late
from intake.desk.web.service import Service, myself, open_desk, seat
from intake.desk.web.walk import Step, Walk
from intake.desk.wording import Dictionary
from intake.web.local.look import own_page

KEYS_OFF = "desk-keys"


def queue(service: Service) -> Blueprint:
    """The queue's pages."""
    room = Blueprint("queue", __name__)
    late = Late(working_days(service.section))
    greens(room)

    @room.get("/queue")
    def page() -> str:
        desk, me = open_desk(), myself().name
        _bring_in(desk)
        wanted = _wanted(desk, me)
        after, before = _key("after"), _key("before")
        found = read_page(desk, wanted, after=after, before=before)
        opened = _remember(found, wanted, me, after, before)
        return render_template("queue/page.html", opened=opened, **_shown(desk, found, wanted, me), late=late)

    @room.post("/find")
    def find() -> Response | Answer:
        """In the body, so that neither code nor telephone number stands in an address."""
        desk = open_desk()
        rows = find_cases(desk, request.form.get("wanted", ""))
        if len(rows) == 1:
            return redirect(url_for("case.page", number=rows[0].number), 303)
        texts = _texts(desk, rows)
        return make_response(render_template("queue/found.html", rows=rows, late=late, **texts), 200 if rows else 404)

    @room.post("/keys-of-one-letter")
    def letters() -> Answer:
        """Some people's own aids use single letters: they can be switched off in this browser."""
        answer = redirect(own_page(request.referrer, service) or url_for("home.page"), 303)
        off = request.form.get("off") == "1"
        answer.set_cookie(KEYS_OFF, "off" if off else "", max_age=365 * 86400, httponly=True, samesite="Strict")
        return answer

    @room.app_context_processor
    def _for_every_page() -> dict[str, object]:
        return {"step_from": _step_from, "letters_on": request.cookies.get(KEYS_OFF) != "off"}

    return room


def _wanted(desk: OpenDesk, me: str) -> Wanted:
    with desk.reading() as connection:
        # Whoever left may still have cases.
        names = [person.name for person in everybody(connection)]
    return read_wanted(request.args, me, names)


def _bring_in(desk: OpenDesk) -> None:
    found = seat()
    assert found is not None
    if found.arrivals is None:
        found.arrivals = Arrivals()
    found.arrivals.bring_in(desk)


def _key(name: str) -> Key | None:
    return Key.read(request.args.get(name, ""))


def _remember(found: Page, wanted: Wanted, me: str, after: Key | None, before: Key | None) -> int | None:
    """Keep what is beside each other for the case's page; gives the case that was open last, if it is on this page."""
    kept = seat()
    assert kept is not None
    numbers = tuple(row.number for row in found.rows)
    kept.walk = Walk(
        page=path_to(wanted, me, after=after, before=before),
        cases=numbers,
        before=_beside(wanted, me, before=found.before),
        after=_beside(wanted, me, after=found.after),
    )
    return kept.opened if kept.opened in numbers else None


def _beside(wanted: Wanted, me: str, **keys: Key | None) -> str | None:
    """The page before or after, where there is one."""
    return path_to(wanted, me, **keys) if any(keys.values()) else None


def _step_from(case: int) -> Step | None:
    """From a case to those beside it in the list that was looked at last; and remember that it was open."""
    kept = seat()
    if kept is None:
        return None
    kept.opened = case
    return None if kept.walk is None else kept.walk.step(case)


def _shown(desk: OpenDesk, found: Page, wanted: Wanted, me: str) -> Mapping[str, object]:
    beside = {
        "previous": _beside(wanted, me, before=found.before),
        "following": _beside(wanted, me, after=found.after),
    }
    choices = {
        "levels": filters.levels(wanted, found.counts, me),
        "days": filters.days(wanted, found.counts, me),
        "menus": filters.menus(wanted, found.counts, me),
        "every_level": path_to(replace(wanted, level=None), me),
    }
    kept = {name: value for name, value in written(wanted, me).items() if name in ("level", "due")}
    page = {"rows": found.rows, "counts": found.counts, "wanted": wanted, "filtered": wanted != Wanted(), "kept": kept}
    return {**page, **beside, **choices, **_texts(desk, found.rows)}


def _texts(desk: OpenDesk, rows: Iterable[Row]) -> Mapping[str, object]:
    """The words of the questionnaires, and what must be said of them. An empty list says it of all of them."""
    dictionary = Dictionary(desk.library, g.language)
    versions = versions_of(rows) or desk.library.versions()
    notices = dict.fromkeys(notice for version in versions if (notice := dictionary.of(*version).notice))
    return {"dictionary": dictionary, "notices": list(notices), "today": today(desk.clock())}
