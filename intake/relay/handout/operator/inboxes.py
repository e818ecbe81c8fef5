"""The inboxes, and the municipalities that each serves. Read only: the package says why."""

from __future__ import annotations

from flask import Blueprint, render_template

from intake.places.municipalities import load_municipalities
from intake.relay.handout.operator.serving import served_by, served_by_none
from intake.relay.handout.service import Service
from intake.relay.links import organisations


def inboxes(service: Service) -> Blueprint:
    """Two pages."""
    room = Blueprint("inboxes", __name__)

    @room.get("/handout/inboxes")
    def page() -> str:
        with service.links.engine.begin() as connection:
            known = organisations.organisations(service.config, connection)
        found = service.config.inboxes
        using = {inbox.id: [each.name for each in known if each.inbox == inbox.id] for inbox in found}
        return render_template("operator/inboxes.html", found=found, using=using, served=served_by(found))

    @room.get("/handout/municipalities")
    def municipalities() -> str:
        found = service.config.inboxes
        return render_template(
            "operator/municipalities.html",
            served=served_by(found),
            unserved=served_by_none(found),
            known=load_municipalities(),
        )

    return room
