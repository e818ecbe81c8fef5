"""How urgent a case is: what the rules suggest beside what a nurse decided, and the form to decide."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection

from intake.desk.cases import Case
from intake.desk.casework.deciding import decision_of, due_on, next_new
from intake.desk.triage import Level
from intake.desk.unlock import OpenDesk
from intake.desk.web.service import seat


def read_decision(desk: OpenDesk, connection: Connection, case: Case) -> Mapping[str, object]:
    """``levels`` are all there are, the most urgent first, with the day that each would be due."""
    levels = sorted(Level, reverse=True)
    return {
        "suggested": case.judgements[-1].level,
        "decision": decision_of(connection, case.number),
        "levels": [(level.value, due_on(desk, connection, case.number, level)) for level in levels],
    }


def after(connection: Connection, case: int) -> int | None:
    """The case to go on with: the next of the list that this browser walks through, else the most urgent new one."""
    found = seat()
    walk = None if found is None else found.walk
    if walk is not None and case in walk.cases[:-1]:
        return walk.cases[walk.cases.index(case) + 1]
    return next_new(connection)
