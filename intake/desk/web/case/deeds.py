"""What a nurse does with a case from its page. Each form is one deed, and ends on the part of the page it was about."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response as Answer

from intake.desk.casework.states import Reopening, Status, change_state, reopen
from intake.desk.web.case.changing import changing
from intake.desk.web.refusals import Refusal, Refused
from intake.web.words import N_

Word = TypeVar("Word", bound=StrEnum)


def deeds(room: Blueprint) -> None:
    """Add the forms to the room of the case."""

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
