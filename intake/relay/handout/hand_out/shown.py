"""A link on a colleague's screen, for the person or the tablet in front of it: shown once, for two minutes.

Between making the link and showing it stands a redirect, so that a reload does not make another; meanwhile the link
waits in memory under a random name. Whoever comes without that name, or again, finds that it is done.
"""

from __future__ import annotations

from dataclasses import dataclass

import segno
from flask import make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from intake.envelope.link import token_of
from intake.relay.handout.pending import Pending
from intake.relay.handout.service import Service, myself
from intake.relay.handout.spoken import Spoken
from intake.relay.links.kiosks import kiosk_id

COOKIE = "__Host-shown"
MINUTES = 2


@dataclass(frozen=True, slots=True, repr=False)
class Shown:
    """``spoken`` is the language of whoever reads it: None for a tablet, which a colleague scans."""

    link: str
    staff: str
    spoken: Spoken | None

    @property
    def code(self) -> str:
        """The link's code in groups of four, for whoever types it."""
        token = token_of(self.link)
        return " ".join(token[start : start + 4] for start in range(0, len(token), 4))

    @property
    def typed(self) -> str:
        """The address that goes with it, as people type one."""
        return self.link.partition("#")[0].partition("://")[2].rstrip("/")

    @property
    def tablet(self) -> str:
        """By what the coordinator's list calls the tablet."""
        return kiosk_id(token_of(self.link))

    @property
    def picture(self) -> str:
        """The QR code of the whole link, the fingerprint included: an SVG drawing as a data: address."""
        return segno.make(self.link, error="m").svg_data_uri(border=4, light="#fff", omitsize=True)


class Screens:
    """What waits to be shown."""

    def __init__(self, service: Service) -> None:
        self._waiting: Pending[Shown] = Pending(service.clock, MINUTES)

    def lead(self, link: str, spoken: Spoken | None = None) -> Response:
        """To the page that shows ``link``."""
        answer = redirect(url_for("hand_out.show"), 303)
        name = self._waiting.keep(Shown(link, myself().id, spoken))
        span = MINUTES * 60
        answer.set_cookie(COOKIE, name, max_age=span, secure=True, httponly=True, samesite="Strict", path="/")
        return answer

    def show(self) -> Response:
        """That page, or the one that says: done."""
        found = self._waiting.take(request.cookies.get(COOKIE))
        if found is None or found.staff != myself().id:
            return redirect(url_for("hand_out.done"), 303)
        answer = make_response(render_template("hand_out/show.html", shown=found, seconds=MINUTES * 60))
        answer.delete_cookie(COOKIE, secure=True, httponly=True, samesite="Strict", path="/")
        return answer
