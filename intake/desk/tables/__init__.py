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
    referral_states,
    referrals,
    reminders,
    states,
)
from intake.desk.tables.figures import published, releases, tallies, worlds
from intake.desk.tables.network import check_ins, network, slips, waits
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
    "check_ins",
    "damaged",
    "decisions",
    "envelopes",
    "erasures",
    "facts",
    "instance",
    "judgements",
    "meldcode",
    "metadata",
    "network",
    "notes",
    "people",
    "prints",
    "published",
    "questionnaires",
    "receipts",
    "referral_states",
    "referrals",
    "releases",
    "reminders",
    "rescorings",
    "slips",
    "states",
    "tallies",
    "waits",
    "worlds",
]
