"""How a person may be reached without harm: what they asked for, read cautiously.

What was not said counts as the cautious answer: a phone is shared unless it is said to be the person's own, and
nobody is contacted who did not choose a way. What was agreed with the person since then holds before what stands in the
envelope; the envelope's own words stay as they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

import msgspec

from intake.envelope.submission import Contact

HOLDS = timedelta(days=30)
"""Where somebody lives and who is near changes: what was agreed is asked again after so long."""

Reach = Literal["call", "message", "come", "no"]
Line = Literal["mine", "shared", "unknown"]
Part = Literal["weekday-morning", "weekday-afternoon", "weekday-evening", "weekend"]


class Agreed(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a nurse agreed with the person about contact; what is None or empty was not talked about.

    ``times`` says in words what the parts of the week in ``when`` cannot. ``confirmed`` is an ISO 8601 date.
    """

    reach: Reach | None = None
    address: str | None = None
    line: Line | None = None
    when: tuple[Part, ...] = ()
    times: str | None = None
    no_voicemail: bool = False
    name: str | None = None
    safe_word: str | None = None
    confirmed: str | None = None

    def __repr__(self) -> str:
        return "Agreed(...)"


@dataclass(frozen=True, slots=True, repr=False)
class SafeContact:
    """``reach`` is call, message, come, no or None (not said); ``when`` is None where no time was chosen.

    The rest is only ever agreed in a talk: more about the times, that there is no voicemail although the phone is the
    person's own, the word that a caller says first, and the day on which all of it was confirmed.
    """

    reach: str | None
    address: str | None
    name: str | None
    line: str | None
    when: tuple[str, ...] | None
    times: str | None = None
    no_voicemail: bool = False
    safe_word: str | None = None
    confirmed: str | None = None

    @classmethod
    def of(cls, contact: Contact, agreed: Agreed | None = None) -> SafeContact:
        """The part of ``contact`` that decides about safety, after what was ``agreed`` since."""
        new = agreed or Agreed()
        # Whose phone the old one was says nothing about another.
        line = new.line or (contact.line if new.address in (None, contact.address) else None)
        return cls(
            reach=new.reach or contact.reach,
            address=new.address or contact.address,
            name=new.name or contact.name,
            line=line,
            when=tuple(new.when) or contact.when or None,
            times=new.times,
            no_voicemail=new.no_voicemail,
            safe_word=new.safe_word,
            confirmed=new.confirmed,
        )

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
        return self.allowed and self.reach == "call" and self.own_phone and not self.no_voicemail

    def stale(self, today: date) -> bool:
        """Was it confirmed so long ago that it is to be asked again?"""
        return self.confirmed is not None and date.fromisoformat(self.confirmed) + HOLDS < today
