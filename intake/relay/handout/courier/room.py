"""The page and its three requests. What went wrong stands on the page itself, above what to do next."""

from __future__ import annotations

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from intake.courier.push import Kind
from intake.relay.handout.courier.bringing import bring as bring_file
from intake.relay.handout.courier.fetching import downloads
from intake.relay.handout.refusals import Refusal, Refused
from intake.relay.handout.service import Service

BROUGHT = {"receipt": Kind.RECEIPT, "key-sheet": Kind.KEY_SHEET, "published": Kind.PUBLISHED}
"""By the word that the page's address carries."""


def courier(service: Service) -> Blueprint:
    """Everything a courier does in a browser. Without a script."""
    room = Blueprint("courier", __name__, url_prefix="/handout/post")
    fetch = downloads(service)

    @room.get("")
    def page() -> str:
        return _page()

    @room.get("/bundle")
    def bundle() -> Response:
        return fetch()

    @room.post("/bring")
    def bring() -> Answer | tuple[str, int]:
        try:
            kind = bring_file(service)
        except Refused as refused:
            return _page(refused.refusal), refused.refusal.status
        word = next(word for word, brought in BROUGHT.items() if brought is kind)
        return redirect(url_for("courier.brought", what=word), 303)

    @room.get("/brought")
    def brought() -> str | Answer:
        kind = BROUGHT.get(request.args.get("what", ""))
        if kind is None:
            return redirect(url_for("courier.page"), 303)
        return render_template("courier/brought.html", what=kind.value)

    return room


def _page(wrong: Refusal | None = None) -> str:
    return render_template("courier/page.html", wrong=wrong)
