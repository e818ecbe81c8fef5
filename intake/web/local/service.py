"""What the rooms of a local program share, and whose request this is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from flask import g

from intake.web.local.program import Program
from intake.web.local.seats import AtWork, Clock, Seat, Seats
from intake.web.slowing import Slowing

S = TypeVar("S", bound=Seat[Any])


class Beginning(Protocol):
    """Whether there is anything to unlock."""

    @property
    def over(self) -> bool:
        """Once it is, it stays so."""
        ...


@dataclass(frozen=True, slots=True)
class Service(Generic[S]):
    """``port`` is the one on 127.0.0.1; ``demo`` says that no person in it exists."""

    program: Program
    clock: Clock
    port: int
    demo: bool
    seats: Seats[S]
    slowing: Slowing
    beginning: Beginning

    @property
    def hosts(self) -> tuple[str, str]:
        """What a browser may call this program. Another name that leads here is a page from elsewhere."""
        return (f"127.0.0.1:{self.port}", f"localhost:{self.port}")

    @property
    def cookie(self) -> str:
        """Cookies know no ports, so the name does."""
        return f"{self.program.name}-{self.port}"


def seat() -> Seat[Any] | None:
    """The browser that asks, where the start code let it in."""
    found: Seat[Any] | None = g.get("seat")
    return found


def visitor() -> AtWork | None:
    """Whoever unlocked it in this browser; the same until the request's end, also if it is locked meanwhile."""
    found: AtWork | None = g.get("unlocked")
    return found
