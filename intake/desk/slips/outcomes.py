"""What came of slips, brought in from the network book's file. It is noted, and changes no state of anything by itself.

Believed is the book whose key was compared when it was first brought in; a file that is not newer than the last is
refused. Slips that this desk does not know, as those of erased cases, are named and left alone.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select, update

from intake.desk.audit import Action
from intake.desk.casework.revision import claim, revision_of
from intake.desk.errors import DeskError
from intake.desk.network.kept import Kept, read_kept
from intake.desk.people import CASE_WORKERS, require
from intake.desk.tables import network, slips
from intake.desk.unlock import OpenDesk
from intake.exchange.files import read_own
from intake.exchange.slip import Came, Outcomes
from intake.marking import N_, filled


@dataclass(frozen=True, slots=True)
class Taken:
    """``cases`` are those of which something new came, each once; ``same`` slips were known; ``unknown`` are ids."""

    sequence: int
    cases: tuple[int, ...]
    noted: int
    same: int
    unknown: tuple[str, ...]


def take_outcomes(desk: OpenDesk, data: bytes) -> Taken:
    """Note what the file says. Raises ExchangeError for a file that is not believed, DeskError for one that is old."""
    with desk.writing() as connection:
        require(connection, desk.actor, *CASE_WORKERS)
        kept = read_kept(connection)
        if kept is None:
            raise DeskError(
                N_("no network book was brought in yet: nobody knows whose file this may be"),
                N_("Bring in the network book first, and compare its key."),
            )
        found = read_own(data, Outcomes, public=kept.public)
        _refuse_other(connection, kept, found)
        taken = _note(desk, connection, found)
        connection.execute(update(network).values(outcomes=found.sequence))
        numbers = {"sequence": found.sequence, "noted": taken.noted, "unknown": len(taken.unknown)}
        desk.record(connection, Action.OUTCOMES_TAKEN, numbers)
        return taken


def _refuse_other(connection: Connection, kept: Kept, found: Outcomes) -> None:
    if found.book != kept.book.book:
        raise DeskError(
            N_("these are outcomes of another network book than the one that this desk believes"),
            N_("Ask the network’s coordinator for the right file."),
        )
    newest: int = connection.execute(select(network.c.outcomes)).scalar_one()
    if found.sequence == newest:
        raise DeskError(
            filled(N_("file %(number)s of outcomes was brought in already"), number=newest),
            N_("There is nothing to do. Ask the coordinator for a new one."),
        )
    if found.sequence < newest:
        numbers = {"number": found.sequence, "newest": newest}
        raise DeskError(
            filled(N_("file %(number)s of outcomes is older than %(newest)s, which the desk has"), **numbers),
            N_("Take the newest file: it has all that is known."),
        )


def _note(desk: OpenDesk, connection: Connection, found: Outcomes) -> Taken:
    cases, same, unknown = list[int](), 0, list[str]()
    for came in found.came:
        row = connection.execute(select(slips).where(slips.c.slip == came.slip)).mappings().first()
        if row is None:
            unknown.append(came.slip)
        elif (row["outcome"], row["outcome_on"], row["minutes"]) == _said(came):
            same += 1
        else:
            _write(desk, connection, row["number"], row["case"], came)
            cases.append(row["case"])
    return Taken(found.sequence, tuple(dict.fromkeys(cases)), len(cases), same, tuple(unknown))


def _write(desk: OpenDesk, connection: Connection, number: int, case: int, came: Came) -> None:
    outcome, day, minutes = _said(came)
    claim(connection, case, revision_of(connection, case))
    row = {"outcome": outcome, "outcome_on": day, "minutes": minutes}
    connection.execute(update(slips).where(slips.c.number == number).values(row))
    desk.record(connection, Action.OUTCOME_NOTED, {"slip": number}, case=case)


def _said(came: Came) -> tuple[str, str, int]:
    return came.outcome, came.on.isoformat(), came.minutes
