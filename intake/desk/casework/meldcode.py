"""The five steps of the reporting code (meldcode), for whoever opens a record of them. Optional, and never by itself.

Nothing here reports, sends, reminds or decides: it keeps what a nurse wrote, in whatever order. A step that is written
again stays readable as it was. Whoever looks is in the audit trail.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select

from intake.desk.audit import Action
from intake.desk.casework.revision import claim
from intake.desk.casework.typed import needed, one_of, text
from intake.desk.clock import stamp
from intake.desk.errors import DeskError
from intake.desk.tables import meldcode
from intake.desk.unlock import OpenDesk
from intake.marking import N_

STEPS = (1, 2, 3, 4, 5)
OUTCOMES: Mapping[int, tuple[str, ...]] = {
    1: (),
    2: ("colleague", "veilig-thuis", "both"),
    3: ("talked", "not-safe"),
    4: (),
    5: ("help", "report", "report-and-help", "neither"),
}
"""What can be chosen with a step, beside its text."""
WEIGHED = ("suspicion", "danger", "help", "accepted", "result")
"""The five questions of the weighing frame, answered with step 5."""
ANSWERS = ("yes", "no", "unsure")


@dataclass(frozen=True, slots=True, repr=False)
class Step:
    """One step as it was written; ``outcome`` is one of OUTCOMES, ``weighed`` what was answered of WEIGHED."""

    number: int
    step: int
    at: str
    actor: str
    text: str
    outcome: str | None
    weighed: Mapping[str, str]


@dataclass(frozen=True, slots=True, repr=False)
class Record:
    """``steps`` are those that hold, ``earlier`` what was written before them, both in the order of the code."""

    steps: Mapping[int, Step]
    earlier: tuple[Step, ...]

    @property
    def missing(self) -> tuple[int, ...]:
        """Steps that nobody wrote anything about."""
        return tuple(each for each in STEPS if each not in self.steps)


def write_step(
    desk: OpenDesk, connection: Connection, case: int, seen: int, step: int, typed: Mapping[str, str]
) -> int:
    """Write down ``step``: text, outcome, and for the last one each of WEIGHED. Gives the new revision."""
    if step not in STEPS:
        raise DeskError(N_("the reporting code has five steps"), N_("Choose one of them."))
    row = {"step": step, "text": needed(text(typed.get("text"))), "outcome": _chosen(step, typed)}
    taken = claim(connection, case, seen)
    row |= {"case": case, "at": stamp(desk.clock()), "actor": desk.actor}
    connection.execute(insert(meldcode), row)
    # Which step is not for the trail, which outlives the case.
    desk.record(connection, Action.MELDCODE_WRITTEN, case=case)
    return taken


def look_at_record(desk: OpenDesk, connection: Connection, case: int) -> Record:
    """All that was written about ``case``, the look recorded."""
    desk.record(connection, Action.MELDCODE_VIEWED, case=case)
    rows = connection.execute(select(meldcode).where(meldcode.c.case == case).order_by(meldcode.c.number))
    newest: dict[int, Step] = {}
    earlier: list[Step] = []
    for row in rows:
        if row.step in newest:
            earlier.append(newest[row.step])
        outcome, weighed = _read(row.outcome)
        newest[row.step] = Step(row.number, row.step, row.at, row.actor, row.text, outcome, weighed)
    return Record(dict(sorted(newest.items())), tuple(sorted(earlier, key=lambda each: (each.step, each.number))))


def opened(connection: Connection, case: int) -> bool:
    """Has anybody written a step?"""
    return connection.execute(select(meldcode.c.number).where(meldcode.c.case == case).limit(1)).first() is not None


def _chosen(step: int, typed: Mapping[str, str]) -> str | None:
    """Fixed words with spaces between: the outcome, then ``question=answer`` for what was answered."""
    words = []
    if typed.get("outcome"):
        words.append(one_of(typed["outcome"], OUTCOMES[step]))
    if step == STEPS[-1]:
        words += [f"{each}={one_of(typed[each], ANSWERS)}" for each in WEIGHED if typed.get(each)]
    return " ".join(words) or None


def _read(stored: str | None) -> tuple[str | None, Mapping[str, str]]:
    words = (stored or "").split()
    outcome = next((word for word in words if "=" not in word), None)
    return outcome, dict(word.split("=", 1) for word in words if "=" in word)
