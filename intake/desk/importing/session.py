"""One transaction of an import: a writer that also keeps the audit trail, and the entry that closes it."""

from __future__ import annotations

from sqlalchemy import Connection

from intake.desk.audit import Action
from intake.desk.importing.writing import Writer
from intake.desk.local_time import today
from intake.desk.unlock import OpenDesk
from intake.working_days import WorkingDays


def writer_of(desk: OpenDesk, connection: Connection, days: WorkingDays) -> Writer:
    """A writer into the transaction of ``connection``."""
    day = today(desk.clock())
    return Writer(connection, days, day, lambda action, detail: desk.record(connection, action, detail))


def finish(desk: OpenDesk, connection: Connection, writer: Writer) -> None:
    """Write down which cases this transaction made; their numbers follow each other."""
    if writer.cases:
        desk.record(connection, Action.CASES_ADDED, {"first": writer.cases[0], "last": writer.cases[-1]})
