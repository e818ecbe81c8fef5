"""Printing ahead: sheets of cards for a drawer, a leaflet and posters. Nothing here is counted: a card is, once given.

What is printed names no organisation and no person. A file's name says nothing among somebody's downloads.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from flask import Blueprint, Response, render_template, request

from intake.errors import QuestionnaireError
from intake.paper.cards import Card, explain, leaflet, print_cards
from intake.paper.poster import poster
from intake.places.municipalities import load_municipalities
from intake.relay.handout.fields import Unfit
from intake.relay.handout.once import FIELD, Once, new_name
from intake.relay.handout.refusals import Refusal, Refused
from intake.relay.handout.service import Service, myself
from intake.relay.handout.spoken import Spoken, spoken
from intake.relay.links.handout import hand_out_links
from intake.relay.links.register import Kind
from intake.relay.self_referral import poster_address, served
from intake.web.words import _

NUMBERS = (10, 20, 50, 100, 200)
"""How many cards at once: whole sheets, and no more than somebody prints without thinking twice."""
Page = Response | tuple[str, int]


def ahead(service: Service) -> Blueprint:
    """The page, and each thing that it prints."""
    room = Blueprint("ahead", __name__, url_prefix="/handout/ahead")
    once: Once[bytes] = Once(service.clock, most=20)

    def answer(name: str, make: Callable[[Spoken], bytes]) -> Page:
        try:
            return _pdf(name, _made(_chosen(service), make))
        except Unfit as unfit:
            return _page(service, unfit.wrong), 400

    @room.get("")
    def page() -> str:
        return _page(service, {})

    @room.post("/cards")
    def cards() -> Page:
        def make(words: Spoken) -> bytes:
            number = _number()
            return once.answer(myself().id, request.form.get(FIELD), lambda: _cards(service, words, number))

        return answer("cards.pdf", make)

    @room.get("/leaflet.pdf", endpoint="leaflet")
    def leaflet_file() -> Page:
        return answer("leaflet.pdf", lambda words: leaflet(words.form, words.card, ggd=_ggd(service)))

    @room.get("/poster.pdf", endpoint="explain")
    def explain_file() -> Page:
        return answer("poster.pdf", lambda words: explain(words.form, words.card, ggd=_ggd(service)))

    @room.get("/poster-without-card.pdf")
    def without_card() -> Page:
        if not _takes_anybody(service):
            raise Refused(Refusal.NOT_FOUND)
        address = poster_address(service.config, service.organisation().inbox)
        return answer("poster-without-card.pdf", lambda words: poster(words.form, address))

    return room


def _page(service: Service, wrong: dict[str, str]) -> str:
    return render_template(
        "coordinator/ahead.html",
        spoken=spoken(service),
        numbers=NUMBERS,
        typed=request.values.to_dict(),
        wrong=wrong,
        until=_until(service),
        days=service.config.link_days,
        takes_anybody=_takes_anybody(service),
        once=new_name(),
    )


def _chosen(service: Service) -> Spoken:
    tag = request.values.get("language", "")
    found = next((each for each in spoken(service) if each.language.tag == tag), None)
    if found is None:
        raise Unfit({_field(): _("Choose a language.")})
    return found


def _number() -> int:
    typed = request.form.get("number", "")
    if typed not in map(str, NUMBERS):
        raise Unfit({"number": _("Choose how many cards.")})
    return int(typed)


def _made(words: Spoken, make: Callable[[Spoken], bytes]) -> bytes:
    """What is not whole in a language is not printed in two."""
    try:
        return make(words)
    except QuestionnaireError:
        raise Unfit({_field(): _("This is not translated yet. Choose another language.")}) from None


def _field() -> str:
    """Cards and papers each have their own choice of a language."""
    return "language" if request.method == "POST" else "paper"


def _cards(service: Service, words: Spoken, number: int) -> bytes:
    organisation = service.organisation().id
    links = hand_out_links(service.links, organisation, Kind.CARD, now=service.clock(), count=number, given=0)
    until = _until(service)
    return print_cards(words.form, words.card, [Card(link, until) for link in links], questions=words.questions)


def _until(service: Service) -> date:
    return service.clock().date() + timedelta(days=service.config.link_days)


def _ggd(service: Service) -> str:
    """The health service as people know it: the inbox's region, else that of the organisation's municipality."""
    own = service.organisation()
    inbox = service.config.inbox(own.inbox)
    place = load_municipalities().by_code.get(own.place or "")
    return (inbox and inbox.ggd) or (place and place.ggd) or "GGD"


def _takes_anybody(service: Service) -> bool:
    """May people come to the organisation's inbox without a card?"""
    return service.organisation().inbox in served(service.config.inboxes)


def _pdf(name: str, data: bytes) -> Response:
    return Response(data, mimetype="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'})
