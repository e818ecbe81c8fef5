"""On the person's own phone: last, for a phone may be shared."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response as Answer

from intake.relay.handout.hand_out.shown import Screens
from intake.relay.handout.once import FIELD, Once
from intake.relay.handout.service import Service, myself
from intake.relay.handout.spoken import chosen, spoken
from intake.relay.links.handout import hand_out_links
from intake.relay.links.register import Kind


def add_phone(room: Blueprint, service: Service, screens: Screens) -> None:
    """Its routes."""
    made: Once[str] = Once(service.clock, minutes=1)

    @room.get("/handout/phone")
    def phone() -> str:
        return render_template("hand_out/phone.html", spoken=spoken(service))

    @room.post("/handout/phone/show")
    def phone_show() -> Answer:
        words = chosen(service, request.form.get("language"))
        return screens.lead(made.answer(myself().id, request.form.get(FIELD), lambda: _link(service)), words)


def _link(service: Service) -> str:
    (link,) = hand_out_links(service.links, service.organisation().id, Kind.CARD, now=service.clock())
    return link
