"""Rules that changed: what they would make of the open cases, and taking them in with a reason."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from intake.desk.library import Kept
from intake.desk.rescoring.applying import history, preview, rescore
from intake.desk.web.service import Service, open_desk
from intake.envelope.encoding import base64url, from_base64url
from intake.web.local.again import attempted
from intake.web.local.refusals import Refusal, Refused

SHOWN = 200
"""Cases named on the page; the rest are counted."""


def rules(service: Service) -> Blueprint:
    """The page, and what it does."""
    room = Blueprint("rules", __name__, url_prefix="/rules")

    @room.get("")
    def page() -> str:
        return _page(done="done" in request.args)

    @room.post("")
    def take_in() -> Answer:
        def work() -> Answer:
            rescore(open_desk(), request.form.get("reason", ""), seen=_seen())
            return redirect(url_for("rules.page", done="yes"), 303)

        return attempted(work, _page)

    return room


def _page(problem: str | None = None, *, done: bool = False) -> str:
    desk = open_desk()
    found = preview(desk)
    with desk.reading() as connection:
        before = history(connection)
    used = [kept for version in sorted(desk.library.versions()) if (kept := desk.library.find(version)) is not None]
    return render_template(
        "keeping/rules.html",
        problem=problem,
        done=done,
        found=found,
        shown=SHOWN,
        before=before,
        used=used,
        mark=_mark,
        digest=base64url,
        reason=request.form.get("reason", ""),
    )


def _mark(kept: Kept) -> str:
    """The first letters of the digest of the file that judges."""
    return base64url(kept.definition)[:8]


def _seen() -> bytes:
    try:
        return from_base64url(request.form.get("seen", ""), 32)
    except ValueError:
        raise Refused(Refusal.BAD_REQUEST) from None
