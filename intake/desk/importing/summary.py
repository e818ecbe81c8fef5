"""What an import did, in numbers and plain words. It names no person and quotes no envelope."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from intake.desk.importing.examining import Found, Outcome, Refused, Waiting


@dataclass(slots=True)
class Tally:
    """Counts while an import runs."""

    new: int = 0
    known: int = 0
    parked: int = 0
    damaged: int = 0
    missing: int = 0
    aside: Counter[str] = field(default_factory=Counter)

    def add(self, outcome: Outcome) -> None:
        """Count one envelope that was stored."""
        match outcome:
            case Found():
                self.new += 1
            case Waiting():
                self.parked += 1
            case Refused(reason):
                self.aside[reason.value] += 1


@dataclass(frozen=True, slots=True)
class Summary:
    """``aside`` counts by reason. ``from_parked`` cases came out of earlier bundles. ``receipt`` is its sequence."""

    sequence: int
    new: int
    known: int
    aside: Mapping[str, int]
    parked: int
    damaged: int
    missing: int
    from_parked: int
    remarks: tuple[str, ...]
    receipt: int
