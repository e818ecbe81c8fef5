"""Who writes: what the configuration says of the health service, under its own name or under a neutral one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from intake.config import Desk, Opening, Professional, Sender
from intake.desk.letters.errors import LetterError
from intake.marking import N_, filled
from intake.questionnaire.texts import Texts

_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Neutral:
    """The sender as a person's letter shows it. ``opening`` holds days and hours, in words of the letter's language."""

    name: str
    address: tuple[str, ...]
    phone: str
    opening: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Office:
    """The sender as it is configured; what was not is empty."""

    name: str
    sender: Sender

    @classmethod
    def of(cls, section: Desk) -> Office:
        """That of this desk."""
        return cls(section.sender.name or section.ggd, section.sender)

    def professional(self, slot: str) -> Professional | None:
        """Who signs, where the configuration knows whoever unlocked ``slot``."""
        return next((each for each in self.sender.professionals if each.slot == slot), None)

    def opening(self, form: Texts) -> tuple[tuple[str, str], ...]:
        """Days and hours, with the days in the words of ``form``."""
        return tuple((_days(each, form), each.hours.replace("-", "\N{EN DASH}")) for each in self.sender.opening)

    def neutral(self, form: Texts) -> Neutral:
        """For what a person carries. Raises LetterError, which says what the configuration lacks."""
        lacks = list(self._lacks())
        if lacks:
            where = ", ".join(f"[desk.sender] {name}" for name in lacks)
            raise LetterError(
                N_("the configuration does not say who writes to a person"), filled(N_("Add %(where)s."), where=where)
            )
        sender = self.sender
        return Neutral(sender.neutral or "", sender.address, sender.phone or "", self.opening(form))

    def _lacks(self) -> Iterator[str]:
        for name in ("neutral", "address", "phone"):
            if not getattr(self.sender, name):
                yield name


def _days(opening: Opening, form: Texts) -> str:
    named = [form.get(f"day.{_WEEK.index(each) + 1}") for each in opening.days.split("-")]
    return " \N{EN DASH} ".join(named)
