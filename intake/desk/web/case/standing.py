"""Where a case is, what can follow, and what happened with it: two parts of its page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, select

from intake.desk.audit import Action
from intake.desk.cases import Case
from intake.desk.casework.history import Happened, read_history
from intake.desk.casework.states import Outcome, Reopening, Status, choices
from intake.desk.tables import states
from intake.desk.unlock import OpenDesk

LOOKS = frozenset({Action.CASE_VIEWED, Action.MELDCODE_VIEWED})
"""Who only looked: folded away, so that what was done is read."""


def read_state(desk: OpenDesk, connection: Connection, case: Case) -> Mapping[str, object]:
    """The state of now and since when, and what a nurse may put the case on."""
    newest = select(states).where(states.c.case == case.number).order_by(states.c.number.desc()).limit(1)
    return {
        "since": connection.execute(newest).mappings().first(),
        "choices": choices(Status(case.status)),
        "outcomes": list(Outcome),
        "reopenings": list(Reopening),
    }


def read_deeds(desk: OpenDesk, connection: Connection, case: Case) -> Mapping[str, object]:
    """What was done, the newest first; and, folded away, who looked."""
    happened = read_history(connection, case.number)
    looks = [each for each in happened if each.action in LOOKS]
    return {"done": done_of(happened)[::-1], "looks": looks[::-1]}


def done_of(happened: Sequence[Happened]) -> list[Happened]:
    """What was done, without the looks, and without states that only follow from what is told before them."""
    done = [each for each in happened if each.action not in LOOKS]
    return [each for before, each in zip([None, *done], done, strict=False) if not _follows(before, each)]


def _follows(before: Happened | None, each: Happened) -> bool:
    """Is this the state that a decision or an attempt led to? The deed itself says it."""
    if before is None or each.action != Action.STATE_CHANGED or before.number != each.number - 1:
        return False
    return before.actor == each.actor and before.action in (Action.CASE_DECIDED, Action.ATTEMPT_LOGGED)
