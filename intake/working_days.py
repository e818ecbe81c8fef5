"""Working days in the Netherlands: Monday to Friday, without public holidays.

Good Friday and Liberation Day (5 May) are days off by agreement only, so whoever counts says.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

import holidays

Liberation = Literal["never", "lustrum", "always"]

_GOOD_FRIDAY = "Good Friday"
_LIBERATION_DAY = "Liberation Day"


class WorkingDays:
    """Counts working days. ``liberation_day_off``: in no year, in those that five divides, or in all."""

    def __init__(self, *, good_friday_off: bool, liberation_day_off: Liberation) -> None:
        self._good_friday = good_friday_off
        self._liberation_day = liberation_day_off
        # Names are compared with, so they are asked for in one fixed language; years fill in as they are asked for.
        self._public = holidays.country_holidays("NL", language="en_US")
        self._after: dict[tuple[date, int], date] = {}

    def after(self, day: date, count: int) -> date:
        """The ``count``-th working day after ``day``."""
        asked = (day, count)
        if asked not in self._after:
            self._after[asked] = self._count(day, count)
        return self._after[asked]

    def _count(self, day: date, count: int) -> date:
        while count > 0:
            day += timedelta(days=1)
            count -= self.works(day)
        return day

    def works(self, day: date) -> bool:
        """Is ``day`` a working day?"""
        return day.weekday() < 5 and not self._off(day)

    def holiday(self, day: date) -> bool:
        """Is ``day`` a public holiday, in a week or at its end?"""
        return self._off(day)

    def _off(self, day: date) -> bool:
        agreed = {_GOOD_FRIDAY: self._good_friday, _LIBERATION_DAY: self._liberated(day.year)}
        names = set(self._public.get_list(day))
        if (day.month, day.day) == (5, 5):
            names.add(_LIBERATION_DAY)
        return any(agreed.get(name, True) for name in names)

    def _liberated(self, year: int) -> bool:
        """Is 5 May a day off? In a lustrum, every fifth year, for most employers."""
        return self._liberation_day == "always" or (self._liberation_day == "lustrum" and year % 5 == 0)
