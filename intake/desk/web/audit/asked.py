"""A search as an address says it: fixed words, numbers and days; colleagues as a short digest, nobody's name.

What does not fit is left out, and the form shows what was understood.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from intake.desk.local_time import start_of
from intake.desk.trail.searching import Wanted, actions, grounds

LARGEST = 2**53


@dataclass(frozen=True, slots=True)
class Asked:
    """The form's fields. ``since`` and ``until`` are days here; both are searched."""

    actor: str | None
    action: str | None
    case: int | None
    why: str | None
    since: date | None
    until: date | None
    before: int | None

    @classmethod
    def of(cls, sent: Mapping[str, str], people: Iterable[str]) -> Asked:
        """What an address or a form says; ``people`` are all who are in the trail."""
        return cls(
            actor=next((name for name in people if short(name) == sent.get("actor")), None),
            action=_one_of(sent.get("action"), actions()),
            case=_number(sent.get("case")),
            why=_one_of(sent.get("why"), grounds()),
            since=_day(sent.get("since")),
            until=_day(sent.get("until")),
            before=_number(sent.get("before")),
        )

    @property
    def wanted(self) -> Wanted:
        """What is searched for."""
        return Wanted(
            actor=self.actor,
            action=self.action,
            case=self.case,
            why=self.why,
            since=None if self.since is None else start_of(self.since),
            until=None if self.until is None else start_of(self.until + timedelta(1)),
        )

    def written(self) -> dict[str, str | int]:
        """As `of` reads it, without the page."""
        said: dict[str, str | int | None] = {"action": self.action, "case": self.case, "why": self.why}
        said["actor"] = None if self.actor is None else short(self.actor)
        for name, day in (("since", self.since), ("until", self.until)):
            said[name] = None if day is None else day.isoformat()
        return {name: value for name, value in said.items() if value is not None}


def short(name: str) -> str:
    """A colleague, as an address names them."""
    return sha256(name.encode()).hexdigest()[:8]


def _one_of(sent: str | None, words: Iterable[str]) -> str | None:
    return sent if sent in set(words) else None


def _number(sent: str | None) -> int | None:
    typed = (sent or "").strip()
    if not (typed.isascii() and typed.isdigit() and len(typed) < 17):
        return None
    return int(typed) if 0 < int(typed) <= LARGEST else None


def _day(sent: str | None) -> date | None:
    try:
        day = date.fromisoformat(sent or "")
    except ValueError:
        return None
    # The day after, and a year in Dutch time, must still be days.
    return day if 1900 <= day.year <= 9000 else None
