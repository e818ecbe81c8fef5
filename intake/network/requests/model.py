"""One request, and the states it can be in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import get_args

from intake.exchange.slip import Outcome, Task
from intake.marking import N_

TASKS: tuple[Task, ...] = get_args(Task)
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
ASKERS = ("ggd", "gp", "school", "other")
OFTEN = ("once", "structural")


class State(StrEnum):
    """How far a request is. From `DONE` on, and for `GOING_ON`, it is also its outcome."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    GOING_ON = "going-on"
    DONE = "done"
    DECLINED = "declined"
    """Needs no reason."""
    CONFLICT = "conflict"
    """They know each other: this ambassador is not proposed for it again."""
    NOT_THERE = "not-there"
    CANCELLED = "cancelled"


OPEN = frozenset({State.ASKED, State.ACCEPTED, State.GOING_ON})
"""What weighs on an ambassador: it counts as waiting."""
IN_WORDS = {
    State.ASKED: N_("asked"),
    State.ACCEPTED: N_("accepted"),
    State.GOING_ON: N_("going on"),
    State.DONE: N_("done"),
    State.DECLINED: N_("declined"),
    State.CONFLICT: N_("they know each other"),
    State.NOT_THERE: N_("person was not there"),
    State.CANCELLED: N_("cancelled"),
}


@dataclass(frozen=True, slots=True, repr=False)
class Request:
    """``first_name``, ``day``, ``time``, ``place`` and ``note`` are of the person, and gone once it was ``cleared``.

    ``minutes`` were worked in all. ``slip`` is the desk's id, where a desk asked.
    """

    number: int
    revision: int
    asker: str
    organisation: str | None
    often: str
    tasks: tuple[Task, ...]
    what: str | None
    language: str | None
    first_name: str | None
    day: date | None
    time: str | None
    place: str | None
    note: str | None
    ambassador: str | None
    state: State
    outcome: str | None
    outcome_on: date | None
    minutes: int | None
    slip: str | None
    inbox: str | None
    cleared: date | None
    received: str

    @property
    def open(self) -> bool:
        """Does somebody still work on it, or wait for an answer?"""
        return self.state in OPEN
