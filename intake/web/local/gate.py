"""Who gets in: every request is looked at here before any room sees it. What is not allowed is refused.

1. The browser must use the program's own address: a foreign name that leads to 127.0.0.1 is refused (DNS rebinding).
2. What changes something must come from these pages themselves (Origin, Sec-Fetch-Site); no page elsewhere can say so.
3. The browser must have been let in by the start code: other programs and people on this computer know no code.
4. Before anything was made nobody has a role: only the pages of the beginning answer, and never again afterwards.
5. Somebody must have unlocked it, and the table of rights says whether their role may.
"""

from __future__ import annotations

from typing import Any

from flask import Flask, g, redirect, request, url_for
from werkzeug.wrappers import Response

from intake.web.local.refusals import Refusal, Refused
from intake.web.local.rights import UNNAMED
from intake.web.local.service import Service, seat, visitor

READING = ("GET", "HEAD")
# A page of the program's own folder brings the start code: a file has no origin, and the code is drawn at random.
FROM_ELSEWHERE = ("start.enter",)


def stand_before(app: Flask, service: Service[Any]) -> None:
    """Put the gate before every route of ``app``."""
    rights = service.program.rights
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
        if g.unlocked is not None and rights.attended(request.endpoint):
            service.seats.touch(g.seat)

    @app.before_request
    def _judge() -> Response | None:
        if request.endpoint is None:
            return None  # no route: Flask itself says that there is nothing
        if not rights.may(request.endpoint, None) and seat() is None:
            return redirect(url_for("start.page"), 303)
        if request.endpoint in rights.before or not service.beginning.over:
            return _before(service, request.endpoint)
        if rights.may(request.endpoint, _role()):
            return None
        if visitor() is None and rights.may_anybody(request.endpoint):
            return redirect(url_for("locking.page"), 303)
        raise Refused(Refusal.NOT_YOURS)


def _before(service: Service[Any], endpoint: str) -> Response | None:
    """The pages of a beginning, and what they need; everything else leads to them."""
    if service.beginning.over:
        raise Refused(Refusal.BEGUN)
    if endpoint in service.program.rights.before or endpoint in UNNAMED:
        return None
    return redirect(url_for("setup.page"), 303)


def _role() -> str | None:
    found = visitor()
    return None if found is None else found.role
