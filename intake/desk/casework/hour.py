"""Safe contact, in words that cannot be misread: may I, how, when, whose phone, whom to ask for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from intake.desk.cases import Case
from intake.desk.casework.safe_times import Window, next_window, open_now
from intake.desk.contact import HOLDS, SafeContact
from intake.desk.days import working_days
from intake.desk.local_time import today
from intake.desk.unlock import OpenDesk


@dataclass(frozen=True, slots=True, repr=False)
class Hour:
    """Whether now is a safe time: until when, or from when on. Neither where nobody may call or write."""

    now: Window | None
    next: Window | None


def hour_of(desk: OpenDesk, safe: SafeContact) -> Hour:
    """As the clock stands."""
    if not safe.allowed:
        return Hour(None, None)
    moment, days = desk.clock(), working_days(desk.section)
    return Hour(open_now(safe.when, moment, days), next_window(safe.when, moment, days))


def old(desk: OpenDesk, case: Case) -> bool:
    """Was it said so long ago that it is to be asked again whether it is still safe?"""
    return date.fromisoformat(case.contact_from) + HOLDS < today(desk.clock())
