"""Who gets in: every request is looked at here before any room sees it. What is not allowed is refused.

1. The browser must call the desk by its own address: a foreign name that leads to 127.0.0.1 is refused (DNS rebinding).
2. What changes something must come from these pages themselves (Origin, Sec-Fetch-Site); no page elsewhere can say so.
3. The browser must have been let in by the start code: other programs and people on this computer know no code.
4. Before there is a desk nobody has a role: only the pages of its beginning answer, and they never do again afterwards.
5. Somebody must have unlocked the desk, and the table of rights says whether their role may.
"""

from __future__ import annotations

from flask import Flask, g, redirect, request, url_for
from werkzeug.wrappers import Response

from intake.desk.people import Role
from intake.desk.web.refusals import Refusal, Refused
from intake.desk.web.rights import BEFORE, UNNAMED, may
from intake.desk.web.service import Service, seat, visitor

READING = ("GET", "HEAD")
# A page of the desk's own folder brings the start code: a file has no origin, and the code is drawn at random.
FROM_ELSEWHERE = ("start.enter",)
# What a script of ours asks by itself is no sign that somebody is there.
UNATTENDED = ("look.stylesheet", "look.mark", "look.healthy", "static", "bringing_in.state")


def stand_before(app: Flask, service: Service) -> None:
    """Put the gate before every route of ``app``."""
    origins = [f"http://{host}" for host in service.hosts]

    @app.before_request
    def _refuse_other_names() -> None:
        if request.host not in service.hosts:
            raise Refused(Refusal.OTHER_NAME)

    @app.before_request
    def _refuse_foreign() -> None:
        if request.method in READING or request.endpoint in FROM_ELSEWHERE:
            return
        named = request.headers.get("Origin")
        site = request.headers.get("Sec-Fetch-Site", "same-origin" if named in origins else "none at all")
        if named not in (*origins, None) or site != "same-origin":
            raise Refused(Refusal.FOREIGN)

    @app.before_request
    def _look_up() -> None:
        g.seat = service.seats.find(request.cookies.get(service.cookie))
        g.unlocked = None if g.seat is None else g.seat.unlocked
        if g.unlocked is not None and request.endpoint not in UNATTENDED:
            service.seats.touch(g.seat)

    @app.before_request
    def _judge() -> Response | None:
        if request.endpoint is None:
            return None  # no route: Flask itself says that there is nothing
        if not may(request.endpoint, None) and seat() is None:
            return redirect(url_for("start.page"), 303)
        if request.endpoint in BEFORE or not service.beginning.over:
            return _before(service, request.endpoint)
        if may(request.endpoint, _role()):
            return None
        if visitor() is None and may_anybody(request.endpoint):
            return redirect(url_for("locking.page"), 303)
        raise Refused(Refusal.NOT_YOURS)


def _before(service: Service, endpoint: str) -> Response | None:
    """The pages of a desk's beginning, and what they need; everything else leads to them."""
    if service.beginning.over:
        raise Refused(Refusal.BEGUN)
    if endpoint in BEFORE or endpoint in UNNAMED:
        return None
    return redirect(url_for("setup.page"), 303)


def may_anybody(endpoint: str) -> bool:
    """Is there anybody who may, once they have unlocked the desk?"""
    return any(may(endpoint, role) for role in Role)


def _role() -> Role | None:
    found = visitor()
    return None if found is None else found.role
