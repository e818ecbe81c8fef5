"""When and where somebody is expected, in the words of any language: weekday and date, Latin digits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from babel.dates import format_date

from intake.questionnaire.texts import Texts


@dataclass(frozen=True, slots=True, repr=False)
class Appointment:
    """``time`` is of a Dutch clock (``09:30``); ``ask`` is whom to ask for at the counter."""

    day: date
    time: str
    place: str
    ask: str = ""

    def weekday(self, form: Texts) -> str:
        """As the form calls it."""
        return form.get(f"day.{self.day.isoweekday()}")

    def date(self, form: Texts) -> str:
        """With the name of the month."""
        return format_date(self.day, "long", locale=form.language.locale)


def dutch_day(day: date) -> str:
    """``dinsdag 24 november 2026``."""
    return format_date(day, "full", locale="nl")
