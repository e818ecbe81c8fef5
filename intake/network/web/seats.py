"""Who is at work with the network book."""

from __future__ import annotations

from dataclasses import dataclass, field

from intake.network.people import Role
from intake.network.unlock import OpenNetwork
from intake.web.local import seats


@dataclass(frozen=True, slots=True, repr=False)
class Unlocked:
    """Who, as what, and the open book.

    ``drafts`` is what they are in the middle of, by the room it belongs to: it goes with the keys.
    """

    name: str
    role: Role
    network: OpenNetwork
    drafts: dict[str, object] = field(default_factory=dict)

    def close(self) -> None:
        """Drop keys and database."""
        self.network.close()


class Seat(seats.Seat[Unlocked]):
    """One browser."""
