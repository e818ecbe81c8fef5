"""Who may be asked, and what runs out soon. What is past its day takes somebody out of every proposal."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from intake.marking import N_
from intake.network.ambassadors.model import Ambassador

WITHIN = 60
"""Days before something runs out from which the list has it."""


class Out(StrEnum):
    """Why somebody is not proposed."""

    LEFT = N_("has stopped")
    UNAVAILABLE = N_("takes no requests at the moment")
    AWAY = N_("is away")
    NO_CONDUCT = N_("has no certificate of conduct")
    CONDUCT_PAST = N_("certificate of conduct has expired")
    NO_SECRECY = N_("has no secrecy agreement")
    SECRECY_PAST = N_("secrecy agreement has expired")


class Paper(StrEnum):
    """What holds until a day."""

    CONDUCT = N_("certificate of conduct")
    SECRECY = N_("secrecy agreement")


@dataclass(frozen=True, slots=True, repr=False)
class Expiry:
    """A paper of somebody who works here. ``until`` is None where there is none; of ``days`` so many are left."""

    ambassador: Ambassador
    paper: Paper
    until: date | None
    days: int | None

    @property
    def past(self) -> bool:
        """Is it not there, or past its day?"""
        return self.days is None or self.days < 0


def out_of_proposals(ambassador: Ambassador, today: date) -> tuple[Out, ...]:
    """All that keeps somebody from being proposed today; nothing where they may be."""
    found = (
        (Out.LEFT, ambassador.left(today)),
        (Out.UNAVAILABLE, not ambassador.available),
        (Out.AWAY, ambassador.away(today)),
        (Out.NO_CONDUCT, ambassador.conduct_until is None),
        (Out.CONDUCT_PAST, _past(ambassador.conduct_until, today)),
        (Out.NO_SECRECY, ambassador.secrecy_until is None),
        (Out.SECRECY_PAST, _past(ambassador.secrecy_until, today)),
    )
    return tuple(why for why, so in found if so)


def expiries(ambassadors: Iterable[Ambassador], today: date, *, within: int = WITHIN) -> tuple[Expiry, ...]:
    """What is missing, past, or runs out within so many days, of those who work here; the most pressing first."""
    found = [each for ambassador in ambassadors if not ambassador.left(today) for each in _papers(ambassador, today)]
    pressing = [each for each in found if each.days is None or each.days <= within]
    return tuple(sorted(pressing, key=lambda each: (each.until or date.min, each.ambassador.id, each.paper)))


def _papers(ambassador: Ambassador, today: date) -> tuple[Expiry, ...]:
    held = ((Paper.CONDUCT, ambassador.conduct_until), (Paper.SECRECY, ambassador.secrecy_until))
    return tuple(
        Expiry(ambassador, paper, until, None if until is None else (until - today) // timedelta(days=1))
        for paper, until in held
    )


def _past(until: date | None, today: date) -> bool:
    return until is not None and until < today
