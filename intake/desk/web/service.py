"""What every room of the desk's pages gets, and whose request this is."""

from __future__ import annotations

from dataclasses import dataclass

from flask import g

from intake.config import Desk
from intake.desk.unlock import OpenDesk
from intake.desk.web.beginning import Beginning
from intake.desk.web.seats import Seat, Unlocked
from intake.web.local import service


@dataclass(frozen=True, slots=True)
class Service(service.Service[Seat]):
    """With the desk's ``section`` of the configuration."""

    beginning: Beginning
    section: Desk


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
