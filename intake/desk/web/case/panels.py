"""The parts of a case's page: each a template and what it shows. A part belongs to the room that acts on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection

from intake.desk.cases import Case
from intake.desk.unlock import OpenDesk
from intake.desk.web.case.assigning import read_assigned
from intake.desk.web.case.deciding import read_decision
from intake.desk.web.case.facts import read_talk
from intake.desk.web.case.helping import read_helping
from intake.desk.web.case.meeting import read_meetings
from intake.desk.web.case.meldcode import read_meldcode
from intake.desk.web.case.merging import read_alike
from intake.desk.web.case.noting import read_notes, read_reminders
from intake.desk.web.case.reading import read_answers, read_reasons
from intake.desk.web.case.referring import read_referrals
from intake.desk.web.case.standing import read_deeds, read_state
from intake.desk.web.case.trying import read_attempts
from intake.desk.web.keeping.otherwise import read_otherwise
from intake.desk.web.letters.panel import read_letters
from intake.desk.web.slips.panel import read_slips
from intake.desk.web.waiting.panel import read_waits

Read = Callable[[OpenDesk, Connection, Case], Mapping[str, object] | None]
"""None: there is nothing to show, and no such part on this page."""


@dataclass(frozen=True, slots=True)
class Panel:
    """``template`` gets what ``read`` gives, beside ``case`` and ``wording``. ``name`` is its anchor on the page.

    In order: ``first`` below safe contact, ``side`` for what is done with the case (on a wide screen a column of its
    own), ``main`` for all that is read less often.
    """

    name: str
    template: str
    read: Read
    column: Literal["first", "side", "main"] = "main"


PANELS: tuple[Panel, ...] = (
    Panel("reasons", "case/_reasons.html", read_reasons, "first"),
    Panel("otherwise", "keeping/_otherwise.html", read_otherwise, "first"),
    Panel("answers", "case/_answers.html", read_answers),
    Panel("decision", "case/_decision.html", read_decision, "side"),
    Panel("attempts", "case/_attempts.html", read_attempts, "side"),
    Panel("state", "case/_state.html", read_state, "side"),
    Panel("waits", "waiting/_panel.html", read_waits, "side"),
    Panel("assigned", "case/_assigned.html", read_assigned, "side"),
    Panel("reminders", "case/_reminders.html", read_reminders, "side"),
    Panel("alike", "case/_alike.html", read_alike),
    Panel("facts", "case/_facts.html", read_talk),
    Panel("meetings", "case/_meetings.html", read_meetings),
    Panel("helping", "case/_helping.html", read_helping),
    Panel("referrals", "case/_referrals.html", read_referrals),
    Panel("notes", "case/_notes.html", read_notes),
    Panel("meldcode", "case/_meldcode.html", read_meldcode),
    Panel("letters", "letters/_panel.html", read_letters, "side"),
    Panel("slips", "slips/_panel.html", read_slips, "side"),
    Panel("history", "case/_history.html", read_deeds),
)
"""In the order of the page, below safe contact. History comes last."""
