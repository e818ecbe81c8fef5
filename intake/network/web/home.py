"""Today: what was asked and is still open, what runs out, who is near the cap, what nobody has checked.

A part that has nothing to say is absent. A room adds a part by a row in PARTS: its template, and what it reads.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from flask import Blueprint, render_template
from sqlalchemy import Connection

from intake.config import Network
from intake.network.ambassadors.reading import at_work, everybody
from intake.network.ambassadors.standing import expiries
from intake.network.backup.standing import old_backup
from intake.network.destinations.staleness import stale
from intake.network.hours.caps import Standing
from intake.network.hours.month import Month
from intake.network.hours.overview import overview
from intake.network.meetings.missing import intervision_due
from intake.network.requests.model import IN_WORDS
from intake.network.requests.reading import open_requests
from intake.network.web.service import Service, open_book

FEW = 8
"""So many lines of a part; the room has the rest."""


@dataclass(frozen=True, slots=True)
class Part:
    """``template`` shows ``found``, what ``read`` gave; it is left out where that is empty.

    ``side``: on the right, where there is room.
    """

    template: str
    read: Callable[[Connection, Network, date], object]
    side: bool = False


def home(service: Service) -> Blueprint:
    """The start page."""
    room = Blueprint("home", __name__)

    @room.get("/")
    def page() -> str:
        today = service.today
        with open_book().reading() as connection:
            empty = not at_work(connection, today)
            parts = [(part, part.read(connection, service.section, today)) for part in PARTS]
        shown = [(part, found) for part, found in parts if found]
        if empty and not shown:
            return render_template("home/first.html", organisation=service.section.organisation)
        return render_template("home/today.html", parts=shown, today=today, few=FEW, states=IN_WORDS)

    return room


def _expiring(connection: Connection, _section: Network, today: date) -> object:
    return expiries(at_work(connection, today), today)


def _open(connection: Connection, _section: Network, _today: date) -> object:
    found = open_requests(connection)
    names = {each.id: each.name for each in everybody(connection)} if found else {}
    return [(each, names.get(each.ambassador or "")) for each in found]


def _near_the_cap(connection: Connection, section: Network, today: date) -> object:
    lines = overview(connection, section, Month.of(today), today)
    return [line for line in lines if line.standing is not Standing.BELOW]


def _intervision(connection: Connection, _section: Network, today: date) -> object:
    return intervision_due(connection, today)


def _stale(connection: Connection, section: Network, today: date) -> object:
    return stale(connection, today, section.stale_days)


def _backup(connection: Connection, _section: Network, today: date) -> object:
    return old_backup(connection, today)


PARTS = (
    Part("home/_requests.html", _open),
    Part("home/_expiring.html", _expiring),
    Part("home/_hours.html", _near_the_cap, side=True),
    Part("home/_stale.html", _stale, side=True),
    Part("home/_intervision.html", _intervision, side=True),
    Part("home/_backup.html", _backup, side=True),
)
