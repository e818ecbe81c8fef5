"""The room: its three ways, and the page after each of them."""

from __future__ import annotations

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from intake.relay.handout.hand_out.card import add_card
from intake.relay.handout.hand_out.phone import add_phone
from intake.relay.handout.hand_out.shown import Screens
from intake.relay.handout.hand_out.tablet import add_tablet
from intake.relay.handout.once import new_name
from intake.relay.handout.service import Service


def hand_out(service: Service) -> Blueprint:
    """Every route of handing out one form."""
    room = Blueprint("hand_out", __name__)
    room.app_context_processor(lambda: {"once": new_name})
    screens = Screens(service)
    add_tablet(room, service, screens)
    add_card(room, service)
    add_phone(room, service, screens)

    @room.get("/handout/show")
    def show() -> Response:
        return screens.show()

    @room.get("/handout/done")
    def done() -> str:
        return render_template("hand_out/done.html")

    return room
