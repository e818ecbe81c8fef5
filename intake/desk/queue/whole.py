"""The whole queue at once, as `intake desk queue` prints it: by level, then by due date, then by case."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, RowMapping, func, select

from intake.desk.audit import Action
from intake.desk.cases import PastReason, reasons_of
from intake.desk.importing import bring_in_parked
from intake.desk.tables import cases, judgements
from intake.desk.unlock import OpenDesk
from intake.envelope.canonical import Json


@dataclass(frozen=True, slots=True, repr=False)
class Waiting:
    """One case in the queue. ``due`` is an ISO 8601 date, None where no contact is asked for."""

    case: int
    id: str
    code: str
    questionnaire: str
    version: str
    language: str
    place: str | None
    score: int | None
    band: str | None
    level: str
    reasons: tuple[PastReason, ...]
    status: str
    due: str | None

    def members(self) -> dict[str, Json]:
        """The case as `intake desk queue --json` prints it."""
        names = ("case", "id", "code", "questionnaire", "language", "place", "score", "band", "level")
        members: dict[str, Json] = {name: getattr(self, name) for name in names}
        return members | {"rules": [reason.rule for reason in self.reasons], "status": self.status, "due": self.due}


def read_queue(desk: OpenDesk) -> list[Waiting]:
    """The whole queue, after parked envelopes came in where they now can; the look is recorded."""
    bring_in_parked(desk)
    with desk.writing() as connection:
        waiting = _all(connection)
        desk.record(connection, Action.QUEUE_VIEWED, {"cases": len(waiting)})
    return waiting


def _all(connection: Connection) -> list[Waiting]:
    each = judgements.alias()
    newest = select(func.max(each.c.number)).where(each.c.case == cases.c.number).scalar_subquery()
    query = (
        select(cases, judgements.c.score, judgements.c.band, judgements.c.reasons)
        .select_from(cases)
        .join(judgements, judgements.c.number == newest)
        .order_by(cases.c.rank, cases.c.due.is_(None), cases.c.due, cases.c.number)
    )
    return [_waiting(row) for row in connection.execute(query).mappings()]


def _waiting(row: RowMapping) -> Waiting:
    names = ("id", "code", "questionnaire", "version", "language", "place", "score", "band", "level", "status", "due")
    return Waiting(case=row["number"], reasons=reasons_of(row["reasons"]), **{name: row[name] for name in names})
