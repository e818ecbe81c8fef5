"""On a tablet: start one, here or on another device, or hand over one that is in use.

Whoever holds the tablet next must find no colleague signed in on it: starting it here signs out here.
"""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, Response, g, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from intake.envelope.link import Token
from intake.relay.handout import log
from intake.relay.handout.hand_out.given import give
from intake.relay.handout.hand_out.shown import Screens
from intake.relay.handout.once import FIELD, Once
from intake.relay.handout.service import Service, myself
from intake.relay.handout.sessions import COOKIE, end_session
from intake.relay.links.handout import hand_out_links
from intake.relay.links.kiosks import kiosk_id, kiosks
from intake.relay.links.register import Kind


def add_tablet(room: Blueprint, service: Service, screens: Screens) -> None:
    """Its routes."""
    started: Once[str] = Once(service.clock, minutes=1)
    handed_over: Once[None] = Once(service.clock)

    @room.get("/handout/tablet")
    def tablet() -> str:
        in_use = kiosks(service.links, service.organisation().id, service.clock().date())
        return render_template("hand_out/tablet.html", in_use=len(in_use))

    @room.post("/handout/tablet/here")
    def tablet_here() -> Response:
        link = started.answer(myself().id, request.form.get(FIELD), lambda: _start(service, given=1, leave=True))
        g.staff = None
        answer = make_response(render_template("hand_out/here.html", link=link))
        answer.delete_cookie(COOKIE, secure=True, httponly=True, samesite="Strict", path="/")
        return answer

    @room.post("/handout/tablet/other")
    def tablet_other() -> Answer:
        return screens.lead(started.answer(myself().id, request.form.get(FIELD), lambda: _start(service)))

    @room.post("/handout/tablet/given")
    def tablet_given() -> Answer:
        handed_over.answer(myself().id, request.form.get(FIELD), lambda: give(service))
        return redirect(url_for("hand_out.done"), 303)


def _start(service: Service, *, given: int = 0, leave: bool = False) -> str:
    """The link of a new tablet. The log is written before it, and not where no link could be made."""
    me, now = myself(), service.clock()
    who = {"actor": me.id, "organisation": me.organisation}

    def told(tokens: Sequence[Token]) -> None:
        with service.engine.begin() as connection:
            log.write(connection, log.Event.TABLET_STARTED, now, subject=kiosk_id(tokens[0]), **who)
            if leave:
                end_session(connection, request.cookies.get(COOKIE, ""))
                log.write(connection, log.Event.SIGNED_OUT, now, **who)

    organisation = service.organisation().id
    (link,) = hand_out_links(service.links, organisation, Kind.KIOSK, now=now, given=given, told=told)
    return link
