"""What was released, what may be released next, and releasing it: a draft is looked at first, then released for good.

A draft is shown with everything hidden that would be hidden in the release. True numbers are on no page.
"""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, Response, abort, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from intake.config import Desk
from intake.desk.errors import DeskError
from intake.desk.figures.measures import By
from intake.desk.figures.quarters import Quarter
from intake.desk.report.audiences import NAMES, Audience
from intake.desk.report.making import Draft, Report, before, upcoming
from intake.desk.report.periods import Period
from intake.desk.report.releasing import draft, release, report, reports
from intake.desk.report.sheet import STYLES, Sheet, content, pdf, places_of, sheet_for
from intake.desk.report.speaking import part_in_words, period_in_words
from intake.desk.report.spreadsheet import csv_of
from intake.desk.web.service import Service, myself, open_desk
from intake.pdf import pdf_possible
from intake.web.local.again import attempted

DRAFT = "figures"


def figures(service: Service) -> Blueprint:
    """The room."""
    room = Blueprint("figures", __name__, url_prefix="/figures")

    @room.get("")
    def page() -> str:
        return _overview()

    @room.post("/draft")
    def make() -> Answer:
        def work() -> Answer:
            myself().drafts[DRAFT] = draft(open_desk(), _audience(request.form.get("audience", "")))
            return redirect(url_for("figures.look"), 303)

        return attempted(work, _overview)

    @room.get("/draft")
    def look() -> Answer | str:
        made = _drafted()
        return redirect(url_for("figures.page"), 303) if made is None else _drafted_page(made)

    @room.post("/release")
    def let_go() -> Answer:
        made = _drafted()
        if made is None:
            return redirect(url_for("figures.page"), 303)

        def work() -> Answer:
            release(open_desk(), made)
            del myself().drafts[DRAFT]
            where = {"audience": made.audience.value, "period": str(made.period)}
            return redirect(url_for("figures.shown", **where, done="yes"), 303)  # type: ignore[arg-type]

        return attempted(work, lambda problem: _drafted_page(made, problem))

    _released(room)
    return room


def _released(room: Blueprint) -> None:
    """What was released: as a page, as PDF and as CSV."""

    @room.get("/<audience>/<period>")
    def shown(audience: str, period: str) -> str:
        found = _sheet(audience, period)
        told = found.report
        return render_template(
            "figures/report.html",
            content=content(found, g.language),
            report=told,
            title=found.title(g.language),
            only=found.only,
            places=[(code, part_in_words(By.PLACE, code, g.language)) for code in places_of(told)],
            pdf_possible=pdf_possible(),
            done="done" in request.args,
        )

    @room.get("/<audience>/<period>.pdf")
    def as_pdf(audience: str, period: str) -> Response:
        found = _sheet(audience, period)
        return _file(pdf(found, g.language), "application/pdf", f"{_name(found)}.pdf")

    @room.get("/<audience>/<period>.csv")
    def as_csv(audience: str, period: str) -> Response:
        found = _sheet(audience, period)
        return _file("".join(csv_of(found, g.language)).encode(), "text/csv; charset=utf-8", f"{_name(found)}.csv")

    @room.get("/report.css")
    def styles() -> Response:
        return Response(STYLES.read_text(encoding="utf-8"), mimetype="text/css")


def _overview(problem: str | None = None) -> str:
    desk = open_desk()
    with desk.reading() as connection:
        now = Quarter.at(desk.clock())
        coming = {audience: upcoming(connection, desk.section, audience, now) for audience in Audience}
        waits = {each: period and before(connection, desk.section, each, period) for each, period in coming.items()}
        told = reports(connection)
    return render_template(
        "figures/page.html",
        problem=problem,
        audiences=[(each, NAMES[each], _said(coming[each])) for each in _in_order(desk.section)],
        waits={each: _said(first) for each, first in waits.items()},
        told={each: [(one, period_in_words(one.period, g.language)) for one in _of(told, each)] for each in Audience},
        limits=desk.section.figures,
    )


def _in_order(section: Desk) -> Sequence[Audience]:
    """Municipalities first, where there are any: theirs are released first."""
    return (
        sorted(Audience, key=lambda each: each is not Audience.MUNICIPALITY)
        if section.figures.places
        else list(Audience)
    )


def _drafted_page(made: Draft, problem: str | None = None) -> str:
    told = made.report
    return render_template(
        "figures/draft.html",
        content=content(sheet_for(open_desk(), told, g.language), g.language),
        report=told,
        problem=problem,
    )


def _sheet(audience: str, period: str) -> Sheet:
    """What was released of this name; 404 where nothing was."""
    desk = open_desk()
    try:
        asked = Period.read(period)
    except DeskError:
        abort(404)
    with desk.reading() as connection:
        found = report(connection, _audience(audience), asked)
    if found is None:
        abort(404)
    wanted = request.args.get("place")
    return sheet_for(desk, found, g.language, wanted if wanted in places_of(found) else None)


def _audience(name: str) -> Audience:
    if name not in tuple(Audience):
        abort(404)
    return Audience(name)


def _drafted() -> Draft | None:
    made = myself().drafts.get(DRAFT)
    return made if isinstance(made, Draft) else None


def _of(told: Sequence[Report], audience: Audience) -> list[Report]:
    return [each for each in told if each.audience is audience]


def _said(period: Period | None) -> str | None:
    return None if period is None else period_in_words(period, g.language)


def _name(sheet: Sheet) -> str:
    place = "" if sheet.only is None else f"-{sheet.only}"
    return f"figures-{sheet.report.audience.value}-{sheet.report.period}{place}"


def _file(data: bytes, kind: str, name: str) -> Response:
    answer = Response(data, mimetype=kind.split(";")[0])
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
