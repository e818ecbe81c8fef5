"""How a person may be reached without harm: what they asked for, read cautiously.

What was not said counts as the cautious answer: a phone is shared unless it is said to be the person's own, and
nobody is contacted who did not choose a way.
"""

from __future__ import annotations

from dataclasses import dataclass

from intake.envelope.submission import Contact


@dataclass(frozen=True, slots=True, repr=False)
class SafeContact:
    """``reach`` is call, message, come, no or None (not said); ``when`` is None where no time was chosen."""

    reach: str | None
    address: str | None
    name: str | None
    line: str | None
    when: tuple[str, ...] | None

    @classmethod
    def of(cls, contact: Contact) -> SafeContact:
        """The part of ``contact`` that decides about safety."""
        return cls(contact.reach, contact.address, contact.name, contact.line, contact.when or None)

    @property
    def allowed(self) -> bool:
        """May somebody call or write at all?"""
        return self.reach in ("call", "message") and self.address is not None

    @property
    def own_phone(self) -> bool:
        """Did the person say that nobody else uses this phone?"""
        return self.line == "mine"

    @property
    def voicemail(self) -> bool:
        """May a voicemail be left? Only on the person's own phone, and only where calling was chosen."""
        return self.allowed and self.reach == "call" and self.own_phone
