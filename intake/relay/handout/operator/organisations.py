"""The organisations that hand out: a list, adding one, changing one. The configuration file's own stay as it says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from intake.config import Organisation
from intake.places.municipalities import load_municipalities
from intake.relay.errors import RelayError
from intake.relay.handout import log
from intake.relay.handout.fields import Unfit
from intake.relay.handout.once import FIELD, Once, new_name
from intake.relay.handout.operator.wanted import read_organisation
from intake.relay.handout.refusals import Refusal, Refused
from intake.relay.handout.service import Service, myself
from intake.relay.links import organisations as register
from intake.web.words import _

Page = str | tuple[str, int] | Answer


def organisations(service: Service) -> Blueprint:
    """The list, and the forms for a new one and for one that an operator added."""
    room = Blueprint("organisations", __name__, url_prefix="/handout/organisations")
    once: Once[str] = Once(service.clock)

    @room.get("")
    def page() -> str:
        names = {each.code: each.name for each in load_municipalities()}
        found = _all(service).values()
        return render_template("operator/organisations.html", found=found, places=names, fixed=_fixed(service))

    @room.get("/add")
    def new() -> str:
        return _form(service, None, {}, {})

    @room.post("/add")
    def add() -> Page:
        try:
            once.answer(myself().id, request.form.get(FIELD), lambda: _add(service))
        except Unfit as unfit:
            return _form(service, None, request.form.to_dict(), unfit.wrong), 400
        return redirect(url_for("organisations.page"), 303)

    @room.get("/<organisation>")
    def one(organisation: str) -> str:
        found = _find(service, organisation)
        return _form(service, found, _typed(found), {})

    @room.post("/<organisation>")
    def change(organisation: str) -> Page:
        found = _find(service, organisation)
        try:
            _change(service, found)
        except Unfit as unfit:
            return _form(service, found, request.form.to_dict(), unfit.wrong), 400
        return redirect(url_for("organisations.page"), 303)

    return room


def _all(service: Service) -> Mapping[str, Organisation]:
    with service.links.engine.begin() as connection:
        return {each.id: each for each in register.organisations(service.config, connection)}


def _fixed(service: Service) -> frozenset[str]:
    return frozenset(each.id for each in service.config.organisations)


def _find(service: Service, organisation: str) -> Organisation:
    """One that can be changed here."""
    found = _all(service).get(organisation)
    if found is None or found.id in _fixed(service):
        raise Refused(Refusal.NOT_FOUND)
    return found


def _typed(found: Organisation) -> dict[str, str]:
    """As somebody would have filled in the form."""
    place = load_municipalities().by_code.get(found.place or "")
    return {
        "name": found.name,
        "place": place.name if place else found.place or "",
        "inbox": found.inbox,
        "colour": found.colour or "",
    }


def _form(service: Service, found: Organisation | None, typed: dict[str, str], wrong: dict[str, str]) -> str:
    return render_template(
        "operator/organisation.html",
        organisation=found,
        typed=typed,
        wrong=wrong,
        municipalities=load_municipalities(),
        inboxes=service.config.inboxes,
        once=new_name(),
    )


def _add(service: Service) -> str:
    new = read_organisation(request.form, service.config.inboxes, known=None, taken=_all(service).__contains__)
    try:
        with service.links.engine.begin() as connection, _told(service, log.Event.ORGANISATION_ADDED, new):
            register.add_organisation(service.config, connection, new)
    except RelayError:  # somebody else took the id since the form was read
        raise Unfit({"id": _("Another organisation has this id. Type another one.")}) from None
    return new.id


def _change(service: Service, found: Organisation) -> None:
    changed = read_organisation(request.form, service.config.inboxes, known=found.id, taken=lambda name: False)
    if changed == found:
        return
    with service.links.engine.begin() as connection, _told(service, log.Event.ORGANISATION_CHANGED, found):
        register.change_organisation(service.config, connection, changed)


@contextmanager
def _told(service: Service, event: log.Event, about: Organisation) -> Iterator[None]:
    """The line in the log: only where what is done inside was done, and before that is written for good."""
    with service.engine.begin() as connection:
        log.write(connection, event, service.clock(), actor=myself().id, organisation=about.id, subject=about.id)
        yield
