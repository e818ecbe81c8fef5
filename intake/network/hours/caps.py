"""How much an ambassador may work and get in a month, and what one more entry would make of it.

The cap protects people from being used: allowance above what the law leaves untaxed costs them, and too many hours are
work without pay. Below the warning nothing is said; from there it warns; past the cap it is refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from intake.config import Network
from intake.network.ambassadors.model import Ambassador


class Standing(StrEnum):
    """How a month stands against the cap."""

    BELOW = "below"
    NEAR = "near"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Total:
    """What a month, or one entry, counts."""

    minutes: int = 0
    cents: int = 0

    def __add__(self, other: Total) -> Total:
        return Total(self.minutes + other.minutes, self.cents + other.cents)

    def __neg__(self) -> Total:
        return Total(-self.minutes, -self.cents)


@dataclass(frozen=True, slots=True)
class Cap:
    """The most of a month; from ``warn_percent`` of either it warns."""

    minutes: int
    cents: int
    warn_percent: int

    @classmethod
    def of(cls, section: Network, ambassador: Ambassador) -> Cap:
        """The configured one, or the ambassador's own where that is less."""
        minutes, cents = section.most_hours * 60, section.most_euros * 100
        own_minutes = minutes if ambassador.most_minutes is None else ambassador.most_minutes
        own_cents = cents if ambassador.most_cents is None else ambassador.most_cents
        return cls(min(minutes, own_minutes), min(cents, own_cents), section.warn_percent)

    def standing(self, total: Total) -> Standing:
        """How ``total`` stands: exactly at the cap is near, not over."""
        pairs = ((total.minutes, self.minutes), (total.cents, self.cents))
        if any(counted > most for counted, most in pairs):
            return Standing.OVER
        near = any(counted > 0 and counted * 100 >= most * self.warn_percent for counted, most in pairs)
        return Standing.NEAR if near else Standing.BELOW

    def refuses(self, before: Total, entry: Total) -> bool:
        """Would ``entry`` take the month past the cap? What adds nothing, as a correction, is never refused."""
        after = before + entry
        return (entry.minutes > 0 and after.minutes > self.minutes) or (entry.cents > 0 and after.cents > self.cents)
