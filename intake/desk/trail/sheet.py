"""The weekly sheet: the trail's head on paper, signed by a person and kept in a binder, out of the program's reach.

That a sheet was made is an entry itself, and the sheet tells the head with that entry in it; so it can be printed again
from the trail, always the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import segno
from sqlalchemy import Connection, func, select

from intake.desk.audit import Action, Head
from intake.desk.clock import stamp
from intake.desk.errors import DeskError
from intake.desk.tables import audit
from intake.desk.trail.printed import printed, scanned
from intake.desk.unlock import OpenDesk
from intake.marking import N_

FOLDER = Path(__file__).resolve().parent
_QUIET = 4


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on it. ``at`` is a stamp (UTC); ``desk`` the desk's instance id, ``actor`` who made it."""

    ggd: str
    inbox: str
    desk: str
    at: str
    actor: str
    head: Head

    @property
    def moment(self) -> datetime:
        """When it was made."""
        return datetime.fromisoformat(self.at)

    @property
    def code(self) -> str:
        """The head, to be typed."""
        return printed(self.head)

    @property
    def picture(self) -> str:
        """A data: URL of the QR code: the head, to be scanned."""
        return segno.make(scanned(self.desk, self.head), error="m").svg_data_uri(border=_QUIET, omitsize=True)


def make_sheet(desk: OpenDesk) -> Sheet:
    """A new sheet; it is recorded."""
    with desk.writing() as connection:
        at = stamp(desk.clock())
        head = desk.record(connection, Action.AUDIT_SHEET)
    return Sheet(desk.section.ggd, desk.instance.inbox, desk.instance.desk, at, desk.actor, head)


def sheet_of(desk: OpenDesk, number: int) -> Sheet:
    """The sheet that was made with entry ``number``; raises DeskError where none was."""
    with desk.reading() as connection:
        row = connection.execute(select(audit).where(audit.c.number == number)).first()
    if row is None or row.action != Action.AUDIT_SHEET:
        raise DeskError(N_("no sheet was made with this entry"), N_("Make a new one."))
    head = Head(row.number, row.hash)
    return Sheet(desk.section.ggd, desk.instance.inbox, desk.instance.desk, row.at, row.actor, head)


def last_sheet(connection: Connection) -> str | None:
    """When the last sheet was made: a stamp, or None."""
    made = select(func.max(audit.c.at)).where(audit.c.action == Action.AUDIT_SHEET.value)
    found: str | None = connection.execute(made).scalar_one()
    return found
