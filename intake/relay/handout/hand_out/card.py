"""A card: printed now, or taken from those that were printed before.

A card is counted once its PDF is made: where that fails, nobody got one.
"""

from __future__ import annotations

from datetime import timedelta

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from intake.paper.cards import Card, print_cards
from intake.relay.handout.hand_out.given import give
from intake.relay.handout.once import FIELD, Once
from intake.relay.handout.service import Service, myself
from intake.relay.handout.spoken import Spoken, chosen, spoken
from intake.relay.links.handout import hand_out_links
from intake.relay.links.register import Kind

FILE = 'inline; filename="card.pdf"'
"""A name that says nothing among somebody's downloads."""


def add_card(room: Blueprint, service: Service) -> None:
    """Its routes."""
    pressed: Once[None] = Once(service.clock)

    @room.get("/handout/card")
    def card() -> str:
        return render_template("hand_out/card.html", spoken=spoken(service))

    @room.post("/handout/card/print")
    def card_print() -> Answer:
        words, made = chosen(service, request.form.get("language")), list[bytes]()
        pressed.answer(myself().id, request.form.get(FIELD), lambda: made.append(_printed(service, words)))
        if not made:  # The first press has the card: two of the same would be two people with one link.
            return redirect(url_for("hand_out.done"), 303)
        return Response(made[0], mimetype="application/pdf", headers={"Content-Disposition": FILE})

    @room.post("/handout/card/given")
    def card_given() -> Answer:
        pressed.answer(myself().id, request.form.get(FIELD), lambda: give(service))
        return redirect(url_for("hand_out.done"), 303)


def _printed(service: Service, words: Spoken) -> bytes:
    now = service.clock()
    (link,) = hand_out_links(service.links, service.organisation().id, Kind.CARD, now=now, given=0)
    card = Card(link, now.date() + timedelta(days=service.config.link_days))
    pdf = print_cards(words.form, words.card, [card], questions=words.questions)
    give(service)
    return pdf
