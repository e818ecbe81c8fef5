"""Due dates in words: how late, today, or the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from babel.dates import format_date
from flask import g

from intake.desk.queue.lateness import MOST, days_late
from intake.web.words import _, ngettext
from intake.working_days import WorkingDays


@dataclass(frozen=True, slots=True)
class Late:
    """Says it in the reader's language, by the GGD's own working days."""

    days: WorkingDays

    def is_late(self, due: str | None, today: date) -> bool:
        """Is the day over?"""
        return due is not None and due < today.isoformat()

    def in_words(self, due: str | None, today: date) -> str:
        """``2 working days late``, ``today``, ``Tue 24 Nov``; a sign where no contact is asked for."""
        if due is None:
            return _("no date")
        day = date.fromisoformat(due)
        if day < today:
            return self._late(days_late(self.days, day, today))
        if day == today:
            return _("today")
        return format_date(day, "EEE d MMM" if day.year == today.year else "d MMM y", locale=g.language)

    def _late(self, count: int) -> str:
        if count >= MOST:
            return _("%(num)s working days late or more") % {"num": MOST}
        if count == 0:
            return _("late since the last working day")
        return ngettext("%(num)d working day late", "%(num)d working days late", count) % {"num": count}
