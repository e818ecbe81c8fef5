"""Everything the network book keeps, in its encrypted database."""

from __future__ import annotations

from intake.network.tables.base import metadata
from intake.network.tables.care import contacts, destinations, former_names, waiting_times
from intake.network.tables.helping import ambassadors, hours, introductions, signals, steps
from intake.network.tables.record import book, desks, exports, log, people
from intake.network.tables.work import attendance, meetings, requests, session_ambassadors, sessions

__all__ = [
    "ambassadors",
    "attendance",
    "book",
    "contacts",
    "desks",
    "destinations",
    "exports",
    "former_names",
    "hours",
    "introductions",
    "log",
    "meetings",
    "metadata",
    "people",
    "requests",
    "session_ambassadors",
    "sessions",
    "signals",
    "steps",
    "waiting_times",
]
