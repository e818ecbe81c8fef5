"""What was kept for its term: shown by ground, erased on a coordinator's passphrase. Nothing goes by itself."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from intake.desk.local_time import today
from intake.desk.retention.applying import erase_what_waits, what_waits
from intake.desk.retention.erased import erased_list
from intake.desk.retention.erasing import rewrite
from intake.desk.retention.terms import Term
from intake.desk.web.keeping.proving import prove
from intake.desk.web.service import Service, open_desk
from intake.marking import N_
from intake.web.local.again import attempted, confirmed
from intake.web.local.refusals import Refusal, Refused

TITLES = {
    Term.GREEN: N_("Green, and confirmed by a nurse"),
    Term.DECLINED: N_("The person said no"),
    Term.CLOSED: N_("Closed"),
}
SEALED = "sealed"


def retention(service: Service) -> Blueprint:
    """The page, and what it does."""
    room = Blueprint("retention", __name__, url_prefix="/retention")

    @room.get("")
    def page() -> str:
        return _page(service, gone=request.args.get("gone", ""), sealed=request.args.get("sealed", ""))

    @room.post("/erase")
    def erase() -> Answer:
        def work(passphrase: str) -> Answer:
            chosen, day = request.form.getlist("term"), _day()
            prove(service, passphrase)
            erased = erase_what_waits(
                open_desk(), [term for term in Term if term.value in chosen], sealed=SEALED in chosen, day=day
            )
            went = len(erased.cases), erased.envelopes + erased.damaged
            return redirect(url_for("retention.page", gone=went[0], sealed=went[1]), 303)

        return confirmed(service, work, lambda problem: _page(service, problem))

    @room.post("/list")
    def erased() -> Answer:
        def work() -> Answer:
            name = f"envelop-erased-{today(service.clock()).isoformat()}.json"
            headers = {"Content-Disposition": f'attachment; filename="{name}"'}
            return Response(erased_list(open_desk()), mimetype="application/json", headers=headers)

        return attempted(work, lambda problem: _page(service, problem))

    @room.post("/rewrite")
    def anew() -> Answer:
        """What an erasure leaves to do where somebody else was at work."""

        def work() -> Answer:
            rewrite(open_desk())
            return redirect(url_for("retention.page"), 303)

        return attempted(work, lambda problem: _page(service, problem, anew=True))

    return room


def _page(service: Service, problem: str | None = None, *, gone: str = "", sealed: str = "", anew: bool = False) -> str:
    return render_template(
        "keeping/retention.html",
        waiting=what_waits(open_desk()),
        terms={term: (TITLES[term], getattr(service.section.retention, term.value)) for term in Term},
        sealed_days=service.section.retention.sealed,
        today=today(service.clock()).isoformat(),
        chosen=request.form.getlist("term"),
        problem=problem,
        anew=anew or "erase" in request.path,
        gone=int(gone) if gone.isdecimal() and len(gone) < 10 else None,
        sealed_gone=int(sealed) if sealed.isdecimal() and len(sealed) < 10 else 0,
    )


def _day() -> date:
    try:
        return date.fromisoformat(request.form.get("day", ""))
    except ValueError:
        raise Refused(Refusal.BAD_REQUEST) from None
