"""Who could help: a part of a case's page. Choosing fills in the form of a referral; a nurse sends it, or does not."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, g, request
from sqlalchemy import Connection
from werkzeug.wrappers import Response as Answer

from intake.desk.cases import Case
from intake.desk.casework.facts import exclude
from intake.desk.matching.matching import FEW, MOST
from intake.desk.matching.proposing import Proposal, propose
from intake.desk.matching.saying import DAY, LANGUAGE, Said
from intake.desk.network.kept import Kept, read_kept
from intake.desk.unlock import OpenDesk
from intake.desk.web.case.changing import changing
from intake.desk.web.case.deeds import back
from intake.web.local.naming import language_name, place_name
from intake.web.local.shown import day_in_words
from intake.web.words import _


def look_for_help(desk: OpenDesk, connection: Connection, case: Case) -> dict[str, str]:
    """What this page is going to propose, for its entry in the trail: ids of the book, and nothing else."""
    g.network = read_kept(connection)
    found = g.proposed = propose(desk, connection, case, g.network)
    return {} if found is None else found.matches.ids


def proposed() -> Proposal | None:
    """What this page proposes."""
    found: Proposal | None = g.get("proposed")
    return found


def network_book() -> Kept | None:
    """The book, read once for all parts of a case's page."""
    found: Kept | None = g.get("network")
    return found


def read_helping(desk: OpenDesk, connection: Connection, case: Case) -> Mapping[str, object] | None:
    """The proposals, and what to beware of; None where the desk has no book, or the case is closed."""
    found = proposed()
    return None if found is None else {"proposed": found, "few": FEW, "most": MOST}


def helping(room: Blueprint) -> None:
    """Add its form to the room, and the words of its reasons."""
    room.add_app_template_filter(in_words, "reason")

    @room.post("/cases/<int:number>/exclude")
    def exclude_(number: int) -> Answer:
        with changing(number) as change:
            exclude(change.desk, change.connection, number, change.seen, request.form.get("ambassador", ""))
        return back(number, "helping")


def in_words(reason: Said) -> str:
    """A reason in the reader's language."""
    return reason.words(_, _named)


def _named(which: str, value: str) -> str:
    if which == LANGUAGE:
        return language_name(value)
    return day_in_words(value) if which == DAY else place_name(value)
