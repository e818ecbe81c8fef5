"""Notes on a case: free text, added and never changed. Who wants to correct one writes another."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, insert, select

from intake.desk.audit import Action
from intake.desk.casework.revision import claim
from intake.desk.casework.typed import needed, text
from intake.desk.clock import stamp
from intake.desk.tables import notes
from intake.desk.unlock import OpenDesk


@dataclass(frozen=True, slots=True, repr=False)
class Note:
    """``at`` is a stamp."""

    number: int
    case: int
    at: str
    actor: str
    text: str


def add_note(desk: OpenDesk, connection: Connection, case: int, seen: int, typed: str) -> int:
    """A note on ``case``, of which ``seen`` was shown; gives the new revision. Raises DeskError for an empty one."""
    written = needed(text(typed))
    taken = claim(connection, case, seen)
    row = {"case": case, "at": stamp(desk.clock()), "actor": desk.actor, "text": written}
    number = connection.execute(insert(notes).returning(notes.c.number), row).scalar_one()
    desk.record(connection, Action.NOTE_ADDED, {"note": number}, case=case)
    return taken


def notes_of(connection: Connection, case: int) -> list[Note]:
    """The notes on ``case``, the newest first."""
    rows = connection.execute(select(notes).where(notes.c.case == case).order_by(notes.c.number.desc()))
    return [Note(row.number, row.case, row.at, row.actor, row.text) for row in rows]
