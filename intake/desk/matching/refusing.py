"""Whoever must not go along is not written down as going along, however they were chosen.

Only what stands as long as the book does not change is refused: an ambassador who is away or has done enough this month
may be asked for later, and a person may speak another language too.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection

from intake.desk.cases import read_case
from intake.desk.errors import DeskError
from intake.desk.matching.rules import WHY, Rule, broken
from intake.desk.matching.wanted import wanted_of
from intake.desk.network.kept import read_kept
from intake.marking import N_

PASSING = frozenset({Rule.LANGUAGE, Rule.AWAY, Rule.CAP})
HINTS = {
    Rule.NAMED: N_("Is somebody else meant? Then write it in what the talk told so that it names only them."),
    Rule.CONDUCT: N_("Ask the coordinator of the network; a newer book may say otherwise."),
    Rule.SECRECY: N_("Ask the coordinator of the network; a newer book may say otherwise."),
}
_HINT = N_("Choose somebody else. What the person wants is in what the talk told.")


def refuse_unfit(connection: Connection, case: int, ambassador: str | None, today: date) -> None:
    """Raise DeskError where this ambassador breaks a lasting rule for this case."""
    kept = read_kept(connection)
    found = kept.ambassador(ambassador) if kept is not None else None
    if found is None:
        return
    wanted = wanted_of(connection, read_case(connection, str(case)))
    for rule in broken(found, wanted, today):
        if rule not in PASSING:
            raise DeskError(WHY[rule], HINTS.get(rule, _HINT))
