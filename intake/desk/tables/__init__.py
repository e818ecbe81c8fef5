"""Everything the desk keeps, in its encrypted database."""

from __future__ import annotations

from intake.desk.tables.base import metadata
from intake.desk.tables.carried import PAPER, bundles, damaged, envelopes, instance, questionnaires, receipts
from intake.desk.tables.cases import cases, judgements
from intake.desk.tables.casework import (
    absences,
    appointments,
    attempts,
    bookings,
    decisions,
    facts,
    meldcode,
    notes,
    prints,
    referrals,
    reminders,
    states,
)
from intake.desk.tables.record import audit, backups, erasures, people, rescorings

__all__ = [
    "PAPER",
    "absences",
    "appointments",
    "attempts",
    "audit",
    "backups",
    "bookings",
    "bundles",
    "cases",
    "damaged",
    "decisions",
    "envelopes",
    "erasures",
    "facts",
    "instance",
    "judgements",
    "meldcode",
    "metadata",
    "notes",
    "people",
    "prints",
    "questionnaires",
    "receipts",
    "referrals",
    "reminders",
    "rescorings",
    "states",
]
