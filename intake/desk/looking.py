"""Looking at a case: reading it and recording who looked, in one transaction."""

from __future__ import annotations

from intake.desk.audit import Action
from intake.desk.cases import Case, read_case
from intake.desk.unlock import OpenDesk


def look_at(desk: OpenDesk, wanted: str) -> Case:
    """The case with this number or short code, the look recorded; raises DeskError where there is not just one."""
    with desk.writing() as connection:
        case = read_case(connection, wanted)
        desk.record(connection, Action.CASE_VIEWED, case=case.number)
    return case
