"""How long somebody should wait at most: a destination's own norms, or those of its kind (the Treeknormen).

Weeks of the calendar, from the referral to the intake and from the intake to the treatment. Where there is no norm
nothing is ever past it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection

from intake.desk.network.kept import read_kept
from intake.destinations.kinds import kind_of


@dataclass(frozen=True, slots=True)
class Norm:
    """Weeks; None where there is no norm."""

    intake: int | None
    treatment: int | None

    def dates(self, since: str, intake_on: str | None = None) -> tuple[str | None, str | None]:
        """By when there should be an intake and a treatment, ISO 8601; before the intake the second is its latest."""
        intake_by = _later(since, self.intake)
        return intake_by, _later(intake_on or intake_by, self.treatment)


def norm_at(connection: Connection, kind: str, entry: str | None) -> Norm:
    """That of the destination with this id in the network book, where it has one; else that of its kind."""
    kept, usual = read_kept(connection) if entry else None, kind_of(kind)
    own = kept.destination(entry) if kept else None
    intake = usual.norm_intake if own is None or own.norm_intake is None else own.norm_intake
    treatment = usual.norm_treatment if own is None or own.norm_treatment is None else own.norm_treatment
    return Norm(intake, treatment)


def _later(day: str | None, weeks: int | None) -> str | None:
    if day is None or weeks is None:
        return None
    return (date.fromisoformat(day) + timedelta(weeks=weeks)).isoformat()
