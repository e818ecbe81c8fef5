"""A month of everybody: what each worked and got, against their cap."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from intake.config import Network
from intake.network.ambassadors.model import Ambassador
from intake.network.ambassadors.reading import everybody
from intake.network.hours.caps import Cap, Standing, Total
from intake.network.hours.entries import totals
from intake.network.hours.month import Month


@dataclass(frozen=True, slots=True, repr=False)
class Line:
    """One ambassador's month."""

    ambassador: Ambassador
    total: Total
    cap: Cap

    @property
    def standing(self) -> Standing:
        """How it stands."""
        return self.cap.standing(self.total)


def overview(connection: Connection, section: Network, month: Month, today: date) -> tuple[Line, ...]:
    """Everybody who works here or has hours in ``month``; whoever is nearest to the cap first, then by name."""
    found = totals(connection, month)
    those = [each for each in everybody(connection) if each.id in found or not each.left(min(today, month.last))]
    lines = [Line(each, found.get(each.id, Total()), Cap.of(section, each)) for each in those]
    return tuple(sorted(lines, key=lambda line: (-share(line), line.ambassador.name, line.ambassador.id)))


def share(line: Line) -> float:
    """The larger part of either cap that is used; 1.0 is all of it."""
    pairs = ((line.total.minutes, line.cap.minutes), (line.total.cents, line.cap.cents))
    return max((counted / most if most else float(counted > 0)) for counted, most in pairs)


def in_all(lines: tuple[Line, ...]) -> Total:
    """What the month comes to."""
    return sum((line.total for line in lines), Total())
