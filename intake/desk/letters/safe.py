"""The box that stands first in a letter to a professional: how the person may be reached without harm, in Dutch.

What was not said is read in the careful way. A voicemail is for the person's own phone only, whatever is ticked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from intake.desk.contact import SafeContact
from intake.desk.terminal.labels import Labels

_DUTCH = Labels("nl")
HOW = {
    "call": "Bellen",
    "message": "Een bericht sturen, alleen in neutrale woorden",
    "come": "Niet bellen en niet schrijven: de persoon komt zelf langs",
    "no": "Niet bellen en niet schrijven: de persoon wil dat niet",
    "": "Niet bellen en niet schrijven: er is geen veilige manier afgesproken. Overleg eerst met de afzender",
}


@dataclass(frozen=True, slots=True, repr=False)
class SafeBox:
    """``reach`` is call, message, come, no, or empty; ``own_phone`` what the person said; ``post``: letters home."""

    reach: str = ""
    address: str = ""
    own_phone: bool = False
    voicemail: bool = False
    post: bool = False
    when: str = ""
    ask_for: str = ""
    remark: str = ""

    def rows(self) -> Iterator[tuple[str, str]]:
        """Each line of the box: what it is, and what it says."""
        allowed = self.reach in ("call", "message") and bool(self.address)
        yield "Hoe", HOW[self.reach if allowed or self.reach in ("come", "no") else ""]
        if allowed:
            yield "Nummer of adres", self.address
            yield "Van wie", "van de persoon zelf" if self.own_phone else "misschien gedeeld: behandel het als gedeeld"
        yield "Wanneer", self.when or "niet afgesproken: vraag het de afzender voordat u belt"
        yield "Vraag naar", self.ask_for or "geen naam afgesproken: noem geen naam"
        if allowed and self.reach == "call":
            yield "Voicemail", "mag, in neutrale woorden" if self._voicemail else "NOOIT inspreken"
        yield "Post", "mag naar huis" if self.post else "GEEN brief, sms-herinnering of app-bericht naar huis"
        if self.remark:
            yield "Let op", self.remark

    @property
    def _voicemail(self) -> bool:
        return self.voicemail and self.own_phone


def dutch_times(safe: SafeContact) -> str:
    """When it is safe, as the person said."""
    return ", ".join(_DUTCH[f"when.{part}"] for part in safe.when or ())
