"""What the first talk told: a part of a case's page, and its form."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from flask import Blueprint, request
from sqlalchemy import Connection
from werkzeug.wrappers import Response as Answer

from intake.desk.cases import Case
from intake.desk.casework.facts import Facts, read_facts, write_facts
from intake.desk.matching.languages import closeness
from intake.desk.unlock import OpenDesk
from intake.desk.web.case.changing import changing
from intake.desk.web.case.deeds import back
from intake.desk.web.case.helping import network_book
from intake.web.local.naming import place_name
from intake.web.local.refusals import Refusal, Refused
from intake.web.words import N_

CONTACT = ("reach", "address", "line", "name", "times", "safe_word", "confirmed")
TALK = (
    "exclusions",
    "dialect",
    "reception",
    "interpreter",
    "interpreter_gender",
    "childcare",
    "mobility",
    "senses",
    "ambassador",
    "ambassador_gender",
    "ambassador_town",
)
FIELDS: Mapping[str, str | tuple[str, str]] = {
    "reach": (N_("Way"), "reach"),
    "address": N_("Number or e-mail"),
    "line": (N_("Whose phone"), "line"),
    "name": N_("Name to ask for"),
    "times": N_("More precisely"),
    "safe_word": N_("Safe word"),
    "confirmed": N_("Confirmed on"),
    "exclusions": N_("Must not interpret or go along"),
    "dialect": N_("Dialect"),
    "reception": (N_("Takes in"), "reception"),
    "interpreter": (N_("Interpreter"), "interpreter"),
    "interpreter_gender": (N_("Interpreter: woman or man"), "person"),
    "childcare": N_("Childcare"),
    "mobility": N_("Getting about"),
    "senses": N_("Hearing and sight"),
    "ambassador": (N_("Somebody of their language to go along"), "yes-no"),
    "ambassador_gender": (N_("Who goes along: woman or man"), "person"),
    "ambassador_town": (N_("Who goes along comes"), "town"),
}


def read_talk(desk: OpenDesk, connection: Connection, case: Case) -> Mapping[str, object]:
    """What is known, by whom and since when; and who of the network book speaks the person's language."""
    written = read_facts(connection, case.number)
    known = written.facts if written else Facts()
    kept = network_book()
    book = () if kept is None else kept.book.ambassadors
    names = {each.id: each.name for each in book}
    speak = [each.id for each in book if any(closeness(case.language, spoken) for spoken in each.languages)]
    offered = sorted({*known.excluded, *speak}, key=lambda each: (names.get(each, ""), each))
    named = {each.id: f"{each.name}, {place_name(each.place)}" for each in book}
    return {"written": written, "facts": known, "names": names, "named": named, "offered": offered}


def facts(room: Blueprint) -> None:
    """Add its form to the room."""

    @room.post("/cases/<int:number>/facts", endpoint="facts")
    def write(number: int) -> Answer:
        learnt = _sent()
        with changing(number, **FIELDS) as change:
            write_facts(change.desk, change.connection, number, change.seen, learnt)
        return back(number, "facts")


def _sent() -> Facts:
    """The form, all of it: what was emptied is not known any more."""
    form = request.form
    met: dict[str, object] = {name: form.get(name) or None for name in CONTACT}
    met |= {"when": form.getlist("when"), "no_voicemail": "no_voicemail" in form}
    said: dict[str, object] = {name: form.get(name) or None for name in TALK}
    said |= {"agreed": met, "not_own_community": "not_own_community" in form}
    said["excluded"] = form.getlist("excluded")
    try:
        return msgspec.convert(said, Facts)
    except msgspec.ValidationError:
        raise Refused(Refusal.BAD_REQUEST) from None
