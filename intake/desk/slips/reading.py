"""The list of slips, for whoever looks after them; the look is recorded."""

from __future__ import annotations

from intake.desk.audit import Action
from intake.desk.people import CASE_WORKERS, require
from intake.desk.slips.kept import KeptSlip, every_slip
from intake.desk.unlock import OpenDesk


def read_slips(desk: OpenDesk) -> list[KeptSlip]:
    """All of them, the newest first. Raises DeskError for whoever sees no case."""
    with desk.writing() as connection:
        require(connection, desk.actor, *CASE_WORKERS)
        found = every_slip(connection)
        desk.record(connection, Action.SLIPS_VIEWED, {"slips": len(found)})
    return found
