"""What every room of the desk's pages gets, and whose request this is."""

from __future__ import annotations

from dataclasses import dataclass

from flask import g

from intake.config import Desk
from intake.desk.clock import Clock
from intake.desk.unlock import OpenDesk
from intake.desk.web.beginning import Beginning
from intake.desk.web.seats import Seat, Seats, Unlocked
from intake.web.slowing import Slowing


@dataclass(frozen=True, slots=True)
class Service:
    """``port`` is the one on 127.0.0.1; ``demo`` says that no person in it exists."""

    section: Desk
    clock: Clock
    port: int
    demo: bool
    seats: Seats
    slowing: Slowing
    beginning: Beginning

    @property
    def hosts(self) -> tuple[str, str]:
        """What a browser may call this desk. Another name that leads here is a page from elsewhere."""
        return (f"127.0.0.1:{self.port}", f"localhost:{self.port}")

    @property
    def cookie(self) -> str:
        """Cookies know no ports, so the name does."""
        return f"desk-{self.port}"


def seat() -> Seat | None:
    """The browser that asks, where the start code let it in."""
    found: Seat | None = g.get("seat")
    return found


def visitor() -> Unlocked | None:
    """Whoever unlocked the desk in this browser; the same until the request's end, also if it is locked meanwhile."""
    found: Unlocked | None = g.get("unlocked")
    return found


def myself() -> Unlocked:
    """As `visitor`, where the table of rights let nobody else come."""
    found = visitor()
    assert found is not None
    return found


def open_desk() -> OpenDesk:
    """The desk that whoever asks has unlocked."""
    return myself().desk
