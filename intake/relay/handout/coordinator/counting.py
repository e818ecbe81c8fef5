"""How much an organisation handed out, told so roughly that no single form shows in it.

A month is told from THRESHOLD up and rounded to BASE; below, nothing is told, and a month without any is told like
one with nine. Only months that are over are told: in a figure that is looked at every day, each step would be a form
handed out that day. There are no totals over several months: with one, a month that is not told could be worked out.
"Returned" is not counted here at all, and no function may ask for it.
Threshold and base as in statistical disclosure control (Hundepool et al., 2012, chapters 4 and 5).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

THRESHOLD, BASE = 10, 5
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Month:
    """``first`` is its first day; ``told`` is None below THRESHOLD."""

    first: date
    told: int | None


def tell(total: int) -> int | None:
    """``total`` to the nearest BASE; None below THRESHOLD."""
    return None if total < THRESHOLD else BASE * ((total + BASE // 2) // BASE)


def tell_months(totals: Mapping[str, int], today: date) -> Sequence[Month]:
    """The MONTHS before that of ``today``, newest first. ``totals`` by month (``2026-11``)."""
    first, found = today.replace(day=1), []
    for _ in range(MONTHS):
        first = _before(first)
        found.append(Month(first, tell(totals.get(f"{first:%Y-%m}", 0))))
    return found


def _before(first: date) -> date:
    return first.replace(year=first.year - 1, month=12) if first.month == 1 else first.replace(month=first.month - 1)
