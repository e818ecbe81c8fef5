"""What an import did, in numbers and plain words. It names no person and quotes no envelope."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from intake.desk.importing.examining import Found, Outcome, Refused, Waiting
from intake.desk.importing.remark import Remark


@dataclass(frozen=True, slots=True)
class Standing:
    """How far an import is: ``done`` of ``total`` envelopes, and what became of those."""

    done: int
    total: int
    new: int = 0
    known: int = 0
    aside: int = 0
    parked: int = 0
    lost: int = 0


@dataclass(slots=True)
class Tally:
    """Counts while an import runs. ``levels`` are those of the new cases."""

    new: int = 0
    known: int = 0
    parked: int = 0
    damaged: int = 0
    missing: int = 0
    aside: Counter[str] = field(default_factory=Counter)
    levels: Counter[str] = field(default_factory=Counter)

    def add(self, outcome: Outcome) -> None:
        """Count one envelope that was stored."""
        match outcome:
            case Found(judgement=judgement):
                self.new += 1
                self.levels[judgement.level.value] += 1
            case Waiting():
                self.parked += 1
            case Refused(reason):
                self.aside[reason.value] += 1

    def standing(self, done: int, total: int) -> Standing:
        """As it is now."""
        lost = self.damaged + self.missing
        return Standing(done, total, self.new, self.known, self.aside.total(), self.parked, lost)


@dataclass(frozen=True, slots=True)
class Summary:
    """``aside`` counts by reason, ``levels`` the new cases. ``from_parked`` cases came out of earlier bundles.

    ``receipt`` is its sequence.
    """

    sequence: int
    new: int
    known: int
    aside: Mapping[str, int]
    parked: int
    damaged: int
    missing: int
    from_parked: int
    remarks: tuple[Remark, ...]
    receipt: int
    levels: Mapping[str, int] = field(default_factory=dict)
