"""Requests of persons, by short code or number: a copy, erasing, or a refusal with its reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import TypeVar

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from intake.desk.errors import DeskError
from intake.desk.requests.answering import Kind, Plan, erase_on_request, refuse_request, what_would_go
from intake.desk.requests.answering import Refusal as Reason
from intake.desk.requests.gathering import Everything, Part, gather
from intake.desk.retention.erasing import Ground
from intake.desk.unlock import OpenDesk
from intake.desk.web.keeping.copying import copy_page, copy_pdf
from intake.desk.web.keeping.proving import prove
from intake.desk.web.service import Service, open_desk
from intake.desk.wording import StaffLanguage
from intake.marking import N_
from intake.pdf import pdf_possible
from intake.web.local.again import attempted, confirmed
from intake.web.local.refusals import Refusal, Refused

Chosen = TypeVar("Chosen", bound=StrEnum)

GROUNDS = {
    Ground.REQUEST_WGBO: N_("It is a medical file: the right to have it destroyed (WGBO, BW 7:455)"),
    Ground.REQUEST_GDPR: N_("It is no medical file: the right to erasure (GDPR, article 17)"),
}
REASONS = {
    Reason.ANOTHER: N_("Somebody else has a weighty interest in keeping it, for example a child"),
    Reason.LAW: N_("A law says that it must be kept"),
    Reason.WHO: N_("It did not become clear that this is the person"),
}
KINDS = {Kind.SEE: N_("to see it or have a copy"), Kind.ERASE: N_("to erase it")}
FILE = 'inline; filename="copy.pdf"'
"""A name that says nothing among somebody's downloads."""


def requests(service: Service) -> Blueprint:
    """The page, and what it does."""
    room = Blueprint("requests", __name__, url_prefix="/requests")

    @room.get("")
    def page() -> str:
        return _page(done=request.args.get("done", ""))

    @room.post("")
    def look() -> Answer:
        """In the body, so that no code stands in an address."""
        return attempted(lambda: make_response(_page(plan=what_would_go(open_desk(), _wanted()))), _page)

    @room.post("/copy")
    def copy() -> Answer:
        return _copied(lambda desk, found, tongue: Response(copy_page(desk, found, tongue)))

    @room.post("/pdf")
    def pdf() -> Answer:
        def made(desk: OpenDesk, found: Everything, tongue: StaffLanguage) -> Response:
            headers = {"Content-Disposition": FILE}
            return Response(copy_pdf(desk, found, tongue), mimetype="application/pdf", headers=headers)

        return _copied(made)

    @room.post("/erase")
    def erase() -> Answer:
        def work(passphrase: str) -> Answer:
            ground = _chosen(GROUNDS, "ground")
            prove(service, passphrase)
            erase_on_request(open_desk(), _wanted(), ground, shown=request.form.get("shown", ""))
            return redirect(url_for("requests.page", done="erased"), 303)

        return confirmed(service, work, _again)

    @room.post("/refuse")
    def refuse() -> Answer:
        def work() -> Answer:
            refuse_request(open_desk(), _wanted(), _chosen(KINDS, "kind"), _chosen(REASONS, "reason"))
            return redirect(url_for("requests.page", done="refused"), 303)

        return attempted(work, _again)

    return room


def _copied(make: Callable[[OpenDesk, Everything, StaffLanguage], Response]) -> Answer:
    def work() -> Answer:
        left_out = [part for part in Part if part.value in request.form.getlist("leave-out")]
        tongue: StaffLanguage = "en" if request.form.get("tongue") == "en" else "nl"
        desk = open_desk()
        return make(desk, gather(desk, _wanted(), leave_out=left_out), tongue)

    return attempted(work, _again)


def _again(problem: str) -> str:
    """The page of the request once more, where there still is something."""
    try:
        return _page(problem, plan=what_would_go(open_desk(), _wanted()))
    except DeskError:
        return _page(problem)


def _page(problem: str | None = None, *, plan: Plan | None = None, done: str = "") -> str:
    return render_template(
        "keeping/requests.html",
        problem=problem,
        plan=plan,
        wanted=_wanted(),
        done=done,
        grounds=GROUNDS,
        reasons=REASONS,
        kinds=KINDS,
        pdf=pdf_possible(),
    )


def _wanted() -> str:
    """A case that was found is named by its number from then on."""
    return request.form.get("wanted", "").strip()[:40]


def _chosen(choices: Mapping[Chosen, str], name: str) -> Chosen:
    for each in choices:
        if each.value == request.form.get(name):
            return each
    raise Refused(Refusal.BAD_REQUEST)
