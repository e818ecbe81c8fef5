"""What a nurse does with a case from its page. Each form is one deed, and ends on the part of the page it was about."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response as Answer

from intake.desk.casework import deciding
from intake.desk.casework.attempts import grant_one_more, log_attempt
from intake.desk.casework.states import Outcome, Reopening, Status, change_state, move, reopen
from intake.desk.triage import Level
from intake.desk.web.case.changing import LINE, Field, changing
from intake.desk.web.case.deciding import after
from intake.desk.web.case.trying import read_attempt
from intake.desk.web.walk import path_of
from intake.web.local.refusals import Refusal, Refused
from intake.web.words import N_

Word = TypeVar("Word", bound=StrEnum)
ATTEMPT: Mapping[str, Field] = {
    "what": (N_("What happened"), "tried"),
    "moment": (N_("When"), LINE),
    "note": N_("Note"),
}


def deeds(room: Blueprint) -> None:
    """Add the forms to the room of the case."""

    @room.post("/cases/<int:number>/decide")
    def decide(number: int) -> Answer:
        level = sent(Level, "level")
        with changing(number, level=(N_("Level"), "level"), reason=N_("Reason")) as change:
            deciding.decide(change.desk, change.connection, number, change.seen, level, request.form.get("reason"))
            if "close" in request.form and level is Level.GREEN:
                move(change.desk, change.connection, number, Status.CLOSED, Outcome.NOTHING_NEEDED)
            following = after(change.connection, number) if "next" in request.form else None
        return back(number, "decision") if following is None else redirect(path_of(following), 303)

    @room.post("/cases/<int:number>/attempt")
    def attempt(number: int) -> Answer:
        with changing(number, **ATTEMPT) as change:
            log_attempt(change.desk, change.connection, number, change.seen, read_attempt(request.form))
        return back(number, "attempts")

    @room.post("/cases/<int:number>/one-more")
    def one_more(number: int) -> Answer:
        with changing(number, reason=N_("Reason")) as change:
            grant_one_more(change.desk, change.connection, number, change.seen, request.form.get("reason"))
        return back(number, "attempts")

    @room.post("/cases/<int:number>/state")
    def state(number: int) -> Answer:
        to = sent(Status, "to")
        with changing(number, to=(N_("State"), "status")) as change:
            change_state(change.desk, change.connection, number, change.seen, to)
        return back(number, "state")

    @room.post("/cases/<int:number>/close")
    def close(number: int) -> Answer:
        outcome = request.form.get("outcome")
        with changing(number, outcome=(N_("How it ended"), "outcome")) as change:
            change_state(change.desk, change.connection, number, change.seen, Status.CLOSED, outcome)
        return back(number, "state")

    @room.post("/cases/<int:number>/reopen", endpoint="reopen")
    def open_again(number: int) -> Answer:
        why = sent(Reopening, "why")
        with changing(number, why=(N_("Why"), "reopening")) as change:
            reopen(change.desk, change.connection, number, change.seen, why)
        return back(number, "state")


def back(number: int, part: str) -> Answer:
    """To the page of the case, at the panel ``part``."""
    return redirect(url_for("case.page", number=number, _anchor=part), 303)


def sent(words: type[Word], name: str) -> Word:
    """A field of the form that is one of fixed words; a page of ours sends no other."""
    try:
        return words(request.form.get(name, ""))
    except ValueError:
        raise Refused(Refusal.BAD_REQUEST) from None
