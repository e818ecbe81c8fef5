"""Cards and letters of introduction: chosen on a page, printed as PDF or from the browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from flask import Blueprint, Response, make_response, render_template, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response as Answer

from intake.network.ambassadors.reading import at_work
from intake.network.ambassadors.standing import Out, out_of_proposals
from intake.network.errors import NetworkError
from intake.network.introducing import frame
from intake.network.introducing.making import introduction, print_introduction
from intake.network.web.forms import written
from intake.network.web.service import Service, open_book
from intake.pdf import pdf_possible
from intake.web.words import N_

Made = TypeVar("Made")
_PAPERS = {Out.NO_CONDUCT, Out.CONDUCT_PAST, Out.NO_SECRECY, Out.SECRECY_PAST}


def introducing(service: Service) -> Blueprint:
    """The choice, and the two ways of printing."""
    room = Blueprint("introducing", __name__, url_prefix="/introducing")

    @room.get("")
    def page() -> str:
        return _page(service)

    @room.get("/introducing.css")
    def styles() -> Response:
        return Response(frame.browser_styles(url_for("look.mark")), mimetype="text/css")

    @room.post("/pdf")
    def pdf() -> Answer:
        def work() -> Answer:
            headers = {"Content-Disposition": 'inline; filename="introduction.pdf"'}
            return Response(_printed(frame.pdf), mimetype="application/pdf", headers=headers)

        return written(work, lambda said, faults: _page(service, said))

    @room.post("/print")
    def browser() -> Answer:
        def work() -> Answer:
            tools = Markup(render_template("introducing/_tools.html"))  # noqa: S704 - a template of ours, which escapes
            styled = url_for("introducing.styles")
            return make_response(_printed(lambda made: frame.page(made, styles=styled, tools=tools)))

        return written(work, lambda said, faults: _page(service, said))

    return room


def _printed(make: Callable[[frame.Introduction], Made]) -> Made:
    kind, tongue, copies = (request.form.get(name, "") for name in ("kind", "tongue", "copies"))
    if not (copies.isascii() and copies.isdigit() and len(copies) < 4):
        raise NetworkError(N_("nothing was chosen to print"), N_("Choose whom to introduce, and how."))
    with open_book().writing() as connection:
        made = introduction(open_book(), connection, kind, request.form.getlist("who"), tongue, int(copies))
        return print_introduction(open_book(), connection, made, make)


def _page(service: Service, said: str | None = None) -> str:
    today = service.today
    with open_book().reading() as connection:
        here = at_work(connection, today)
    fit = [(each.id, each.name) for each in here if not _PAPERS & set(out_of_proposals(each, today))]
    chosen = request.form.getlist("who") or request.args.getlist("who")
    values = {"who": chosen, "kind": "card", "tongue": "nl", "copies": "1", **request.form.to_dict(flat=True)}
    values["who"] = chosen
    shown = {"fit": fit, "others": len(here) - len(fit), "values": values, "said": said, "pdf": pdf_possible()}
    return render_template("introducing/page.html", **shown)
