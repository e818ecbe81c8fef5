"""Notes and reminders: parts of a case's page. Notes of cases that were merged into it stand among its own."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, request
from sqlalchemy import Connection
from werkzeug.wrappers import Response as Answer

from intake.desk.cases import Case
from intake.desk.casework.merging import members
from intake.desk.casework.notes import add_note, notes_of
from intake.desk.casework.reminders import reminders_of, set_reminder
from intake.desk.local_time import today
from intake.desk.unlock import OpenDesk
from intake.desk.web.case.changing import changing
from intake.desk.web.case.deeds import back
from intake.web.words import N_


def read_notes(desk: OpenDesk, connection: Connection, case: Case) -> Mapping[str, object]:
    """The newest first."""
    found = [note for each in members(connection, case.number) for note in notes_of(connection, each)]
    return {"notes": sorted(found, key=lambda each: each.number, reverse=True)}


def read_reminders(desk: OpenDesk, connection: Connection, case: Case) -> Mapping[str, object]:
    """What is to be done, and what is done."""
    return {"reminders": reminders_of(connection, case.number), "today": today(desk.clock()).isoformat()}


def noting(room: Blueprint) -> None:
    """Add their forms to the room."""

    @room.post("/cases/<int:number>/notes")
    def note(number: int) -> Answer:
        with changing(number, text=N_("New note")) as change:
            add_note(change.desk, change.connection, number, change.seen, request.form.get("text", ""))
        return back(number, "notes")

    @room.post("/cases/<int:number>/reminders")
    def remind(number: int) -> Answer:
        due, what = request.form.get("due", ""), request.form.get("what", "")
        with changing(number, due=N_("On"), what=N_("What to do")) as change:
            set_reminder(change.desk, change.connection, number, change.seen, due, what)
        return back(number, "reminders")
