"""What every room of the network book's pages gets, and whose request this is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import g

from intake.config import Network
from intake.local.local_time import today
from intake.network.unlock import OpenNetwork
from intake.network.web.beginning import Beginning
from intake.network.web.seats import Seat, Unlocked
from intake.web.local import service


@dataclass(frozen=True, slots=True)
class Service(service.Service[Seat]):
    """With the network's ``section`` of the configuration."""

    beginning: Beginning
    section: Network

    @property
    def today(self) -> date:
        """What day it is in the Netherlands."""
        return today(self.clock())


def seat() -> Seat | None:
    """The browser that asks, where the start code let it in."""
    found: Seat | None = g.get("seat")
    return found


def visitor() -> Unlocked | None:
    """Whoever unlocked the book in this browser; the same until the request's end, also if it is locked meanwhile."""
    found: Unlocked | None = g.get("unlocked")
    return found


def myself() -> Unlocked:
    """As `visitor`, where the table of rights let nobody else come."""
    found = visitor()
    assert found is not None
    return found


def open_book() -> OpenNetwork:
    """The book that whoever asks has unlocked."""
    return myself().network
