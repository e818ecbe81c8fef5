"""Cases that may be of the same person, side by side: a part of a case's page, which is there only where there are any.

Who reads the comparison has looked at the other cases too, and the trail says so.
"""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, g, request
from sqlalchemy import Connection
from werkzeug.wrappers import Response as Answer

from intake.desk.cases import Case
from intake.desk.casework.merging import Other, look_at_alike, merge, unmerge
from intake.desk.unlock import OpenDesk
from intake.desk.web.case.changing import changing
from intake.desk.web.case.deeds import back
from intake.desk.wording import Dictionary
from intake.web.local.refusals import Refusal, Refused
from intake.web.words import N_


def read_alike(desk: OpenDesk, connection: Connection, case: Case) -> Mapping[str, object] | None:
    """This case and the others, as they are compared; None where there is no other."""
    own, others = look_at_alike(desk, connection, case.number)
    if not others:
        return None
    compared, dictionary = [own, *others], Dictionary(desk.library, g.language)
    return {
        "compared": compared,
        "into": own.merged,
        "line": any(each.same_line for each in others),
        "card": any(each.same_card for each in others),
        "reasons": {each.number: _in_words(dictionary, each) for each in compared},
    }


def _in_words(dictionary: Dictionary, each: Other) -> list[str]:
    wording = dictionary.of(each.questionnaire, each.version)
    return [wording.reason(reason) for reason in each.reasons]


def merging(room: Blueprint) -> None:
    """Add its forms to the room."""

    @room.post("/cases/<int:number>/merge", endpoint="merge")
    def put_together(number: int) -> Answer:
        other, seen_other = _number("other"), _number("other_revision")
        this_stands = request.form.get("stands") == "this"
        with changing(number) as change:
            pairs = [(number, change.seen), (other, seen_other)]
            (stands, seen), (goes, seen_goes) = pairs if this_stands else pairs[::-1]
            merge(change.desk, change.connection, stands, seen, goes, seen_goes)
        return back(stands, "alike")

    @room.post("/cases/<int:number>/unmerge", endpoint="unmerge")
    def take_apart(number: int) -> Answer:
        with changing(number, reason=N_("Why")) as change:
            unmerge(change.desk, change.connection, number, change.seen, request.form.get("reason", ""))
        return back(number, "alike")


def _number(name: str) -> int:
    sent = request.form.get(name, "")
    if not (sent.isascii() and sent.isdigit() and len(sent) < 16):
        raise Refused(Refusal.BAD_REQUEST)
    return int(sent)
