"""How the work on a case stands: what was decided, who tried to reach the person, whether now is a safe time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from intake.desk.cases import Case
from intake.desk.casework.attempts import Count, attempts_of
from intake.desk.casework.deciding import Decision, decision_of
from intake.desk.casework.facts import read_facts
from intake.desk.casework.hour import Hour, hour_of, old
from intake.desk.casework.merging import members
from intake.desk.tables import attempts
from intake.desk.unlock import OpenDesk


@dataclass(frozen=True, slots=True, repr=False)
class Work:
    """``attempts`` are rows of that table in order, with those of cases that were merged into this one.

    ``old``: safe contact was said long ago. ``ambassador``: whether somebody is to go along, as the talk told.
    """

    decision: Decision | None
    attempts: tuple[Mapping[str, Any], ...]
    count: Count
    hour: Hour
    old: bool
    ambassador: str | None = None

    def members(self) -> dict[str, object]:
        """For `intake desk show --json`, beside those of the case."""
        names = ("moment", "actor", "way", "result", "note")
        tried = [{name: row[name] for name in names} for row in self.attempts]
        return {
            "decision": self.decision,
            "attempts": tried,
            "attempts_left": self.count.left,
            "talk_ambassador": self.ambassador,
        }


def read_work(desk: OpenDesk, connection: Connection, case: Case) -> Work:
    """As it stands now. Whoever shows it to somebody records that they looked at the case."""
    rows = select(attempts).where(attempts.c.case.in_(members(connection, case.number))).order_by(attempts.c.number)
    talk = read_facts(connection, case.number)
    return Work(
        decision=decision_of(connection, case.number),
        attempts=tuple(dict(row) for row in connection.execute(rows).mappings()),
        count=attempts_of(desk, connection, case.number),
        hour=hour_of(desk, case.safe),
        old=old(desk, case),
        ambassador=None if talk is None else talk.facts.ambassador,
    )
