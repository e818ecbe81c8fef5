"""Who is at work at the desk, and what a browser remembers of their work beside that."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from intake.desk.people import Role
from intake.desk.queue.arriving import Arrivals
from intake.desk.unlock import OpenDesk
from intake.desk.web.walk import Walk
from intake.web.local import seats


@dataclass(frozen=True, slots=True, repr=False)
class Unlocked:
    """Somebody at work: who, as what, and the desk with its keys.

    ``drafts`` is what they are in the middle of, by the room it belongs to: it goes with the keys.
    """

    name: str
    role: Role
    desk: OpenDesk
    drafts: dict[str, object] = field(default_factory=dict)

    def close(self) -> None:
        """Drop keys and database."""
        self.desk.close()


@dataclass(slots=True, repr=False)
class Seat(seats.Seat[Unlocked]):
    """One browser.

    ``walk`` is the list of cases that they looked at last, ``opened`` the case; ``arrivals`` what was brought in.
    ``caller`` is whether they are a woman or a man, where they said so, for people who wish to talk with one.
    """

    walk: Walk | None = None
    opened: int | None = None
    arrivals: Arrivals | None = None
    caller: Literal["woman", "man"] | None = None

    def clear(self, *, same: bool) -> None:
        """What was brought in is told once; the rest is its own person's."""
        self.arrivals = None
        if not same:
            self.page = self.walk = self.opened = self.caller = None
