"""One ambassador, as the book keeps them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import get_args

from intake.exchange.book import Conflict, ConflictKind, Expertise, Gender, Level, Spoken, Training

GENDERS: tuple[Gender, ...] = get_args(Gender)
LEVELS: tuple[Level, ...] = get_args(Level)
EXPERTISE: tuple[Expertise, ...] = get_args(Expertise)
TRAINING: tuple[Training, ...] = get_args(Training)
CONFLICTS: tuple[ConflictKind, ...] = get_args(ConflictKind)


@dataclass(frozen=True, slots=True, repr=False)
class Ambassador:
    """``place`` is a CBS municipality code. ``conduct_until`` and ``secrecy_until`` are the last days on which the
    certificate of conduct (VOG) and the secrecy agreement hold.

    They are away from ``away_from`` until before ``away_until``; ``times`` is when they can, in words. ``most_minutes``
    and ``most_cents`` a month are their own, where these are less than the configured caps. ``until`` is the day on
    which they stopped.
    """

    id: str
    revision: int
    name: str
    gender: Gender
    place: str
    phone: str | None
    email: str | None
    languages: tuple[Spoken, ...]
    expertise: tuple[Expertise, ...]
    training: tuple[Training, ...]
    conduct_until: date | None
    secrecy_until: date | None
    available: bool
    away_from: date | None
    away_until: date | None
    times: str | None
    conflicts: tuple[Conflict, ...]
    most_minutes: int | None
    most_cents: int | None
    note: str | None
    since: date
    until: date | None

    def left(self, today: date) -> bool:
        """Have they stopped?"""
        return self.until is not None and self.until <= today

    def away(self, today: date) -> bool:
        """Are they away for a while?"""
        if self.away_from is None and self.away_until is None:
            return False
        return (self.away_from or date.min) <= today < (self.away_until or date.max)

    def speaks(self, tag: str) -> Spoken | None:
        """How well they speak a language; None where they do not."""
        return next((each for each in self.languages if each.tag == tag), None)
