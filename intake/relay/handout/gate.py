"""Who gets in: every request is looked at here before any room sees it. What is not allowed is refused.

1. What changes something must come from these pages themselves. A browser says where a request comes from (Origin,
   Sec-Fetch-Site) and no page can change that; a request that says neither is refused too.
2. Whoever brings a session's name is looked up.
3. The table of rights says whether they may. Whoever is not signed in is led to sign in.
"""

from __future__ import annotations

from flask import Flask, g, redirect, request, url_for
from werkzeug.wrappers import Response

from intake.relay.handout.refusals import Refusal, Refused
from intake.relay.handout.rights import may
from intake.relay.handout.roles import Role
from intake.relay.handout.service import Service, visitor
from intake.relay.handout.sessions import COOKIE, find_session

READING = ("GET", "HEAD", "OPTIONS")


def stand_before(app: Flask, service: Service) -> None:
    """Put the gate before every route of ``app``."""
    own = service.settings.origin.rstrip("/")

    @app.before_request
    def _refuse_foreign() -> None:
        if request.method in READING:
            return
        named = request.headers.get("Origin")
        site = request.headers.get("Sec-Fetch-Site", "same-origin" if named == own else "none at all")
        if named not in (own, None) or site != "same-origin":
            raise Refused(Refusal.FOREIGN)

    @app.before_request
    def _look_up() -> None:
        name = request.cookies.get(COOKIE)
        if name:
            with service.engine.begin() as connection:
                g.staff = find_session(connection, service.settings, name, service.clock())
            if g.staff is not None:
                g.language = g.staff.language

    @app.before_request
    def _judge() -> Response | None:
        if request.endpoint is None or may(request.endpoint, _role()):
            return None  # no route: Flask itself says that there is nothing
        # A browser that goes on with a download is not led elsewhere: it would take the page for the file's rest.
        if visitor() is None and may_anybody(request.endpoint) and "Range" not in request.headers:
            return redirect(url_for("sign_in.page"), 303)
        raise Refused(Refusal.NOT_YOURS)


def may_anybody(endpoint: str) -> bool:
    """Is there anybody who may, once they have signed in?"""
    return any(may(endpoint, role) for role in Role)


def _role() -> Role | None:
    found = visitor()
    return None if found is None else found.role
