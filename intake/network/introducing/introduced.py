"""Whoever is introduced, and by whom: refused where a paper is missing or past, or the sender is not configured."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from intake.config import Network
from intake.marking import N_, filled
from intake.network.ambassadors.model import LEVELS, Ambassador
from intake.network.ambassadors.standing import Out, out_of_proposals
from intake.network.errors import NetworkError
from intake.network.hours.month import months_later
from intake.questionnaire.languages import LANGUAGES, Language
from intake.questionnaire.naming import language_name

LONGEST = 12
"""Months that a card or letter holds at most; it ends with the first paper that does."""
ON_A_CARD = 4
"""Languages for which a card has room: those that are spoken best."""
_STOPS = {Out.LEFT, Out.NO_CONDUCT, Out.CONDUCT_PAST, Out.NO_SECRECY, Out.SECRECY_PAST}
_OWN_SCRIPT = {each.tag: each for each in LANGUAGES if each.script != "Latn"}


@dataclass(frozen=True, slots=True)
class Sender:
    """The institution, as the configuration has it."""

    name: str
    address: tuple[str, ...]
    phone: str
    partner: str
    """With whom the ambassadors work: the region's GGD, where it is configured."""

    @classmethod
    def of(cls, section: Network) -> Sender:
        """Raises NetworkError, which says what the configuration lacks."""
        lacks = ", ".join(f"[network.sender] {name}" for name in _lacking(section))
        if lacks:
            raise NetworkError(
                N_("the configuration does not say who introduces an ambassador"),
                filled(N_("Add %(where)s."), where=lacks),
            )
        sender = section.sender
        name = sender.name or section.organisation
        return cls(name, sender.address, sender.phone or "", section.region or name)


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language: its name in the card's language and, where that is no Latin one, in its own script."""

    name: str
    own: Language | None
    level: str
    dialect: str | None


@dataclass(frozen=True, slots=True, repr=False)
class Introduced:
    """One ambassador on a card or letter. ``until`` is the last day on which it holds."""

    ambassador: Ambassador
    until: date

    @classmethod
    def of(cls, ambassador: Ambassador, today: date) -> Introduced:
        """Raises NetworkError for whoever has no papers that hold today."""
        if _STOPS & set(out_of_proposals(ambassador, today)):
            raise NetworkError(
                N_("only somebody with a valid certificate of conduct and secrecy agreement is introduced"),
                N_("Renew what has expired, and write down until when it holds."),
            )
        ends = (ambassador.conduct_until, ambassador.secrecy_until, ambassador.until, months_later(today, LONGEST))
        return cls(ambassador, min(day for day in ends if day is not None))

    def tongues(self, language: str, most: int | None = None) -> tuple[Tongue, ...]:
        """What they speak, the best first."""
        best = sorted(self.ambassador.languages, key=lambda each: LEVELS.index(each.level))
        return tuple(
            Tongue(language_name(each.tag, language), _OWN_SCRIPT.get(each.tag), each.level, each.dialect)
            for each in best[:most]
        )


def _lacking(section: Network) -> Iterator[str]:
    for name in ("address", "phone"):
        if not getattr(section.sender, name):
            yield name
