"""Consent to a referral: given on a day, spoken or written, in a language, to what exactly is shared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from intake.desk.casework.typed import day, line, one_of, text
from intake.desk.errors import DeskError
from intake.marking import N_

HOW = ("spoken", "written")
LONGEST = 1000


@dataclass(frozen=True, slots=True, repr=False)
class Consent:
    """``on`` is an ISO 8601 date, ``how`` one of HOW; ``shared`` says what the receiver may be told."""

    on: str
    how: str
    language: str
    shared: str

    @classmethod
    def of(cls, typed: Mapping[str, str], now: date) -> Consent | None:
        """What was typed; None where there is neither a day nor a way. Raises DeskError where something is missing.

        What is to be shared, and in which language one talked, can be written down before the person agreed.
        """
        on, how = day(typed.get("consent_on")), (typed.get("consent_how") or "").strip() or None
        if on is None and how is None:
            return None
        language, shared = line(typed.get("consent_language"), longest=60), text(typed.get("shared"), longest=LONGEST)
        if on is None or how is None or language is None or shared is None:
            raise incomplete()
        if on > now.isoformat():
            raise DeskError(N_("consent cannot be given in the future"), N_("Write the day on which it was given."))
        return cls(on, one_of(how, HOW), language, shared)

    def row(self) -> dict[str, str | None]:
        """As a referral keeps it."""
        return {"consent_on": self.on, "consent_how": self.how, "language": self.language, "shared": self.shared}


def incomplete() -> DeskError:
    """What to say where something is missing."""
    return DeskError(
        N_("of the consent something is missing"),
        N_("Write down the day, how it was given, in which language, and what is shared."),
    )
