"""What nurses do with a case. Rows are added and seldom changed: together they are the case's history.

``at`` is a stamp in UTC, ``actor`` the slot that was unlocked.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, Table, Text

from intake.desk.tables.base import metadata

# A nurse accepted, raised or lowered what the rules of ``judgement`` proposed.
decisions = Table(
    "decisions",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("case", Integer, ForeignKey("cases.number"), nullable=False, index=True),
    Column("at", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("level", Text, nullable=False),
    Column("due", Text),
    Column("reason", Text),
    Column("judgement", Integer, ForeignKey("judgements.number"), nullable=False),
    sqlite_autoincrement=True,
)

# Each state that a case went into; the newest is the case's ``status``. ``reason`` is a fixed word.
states = Table(
    "states",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("case", Integer, ForeignKey("cases.number"), nullable=False, index=True),
    Column("at", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("reason", Text),
    sqlite_autoincrement=True,
)

# Somebody tried to reach the person, at ``moment``. Or ``way`` is granted: a nurse allowed one attempt more, and no
# attempt was made (intake/desk/casework/attempts.py).
attempts = Table(
    "attempts",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("case", Integer, ForeignKey("cases.number"), nullable=False, index=True),
    Column("at", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("moment", Text, nullable=False),
    Column("way", Text, nullable=False),
    Column("result", Text, nullable=False),
    Column("note", Text),
    sqlite_autoincrement=True,
)

notes = Table(
    "notes",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("case", Integer, ForeignKey("cases.number"), nullable=False, index=True),
    Column("at", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("text", Text, nullable=False),
    sqlite_autoincrement=True,
)

# To whom, what of it, with whose consent. Dates; ``state`` is a fixed word, since ``state_on``. Where it was only
# offered there is no consent yet. ``told_on`` is when the receiver was told that consent was withdrawn. ``entry`` is
# the destination's id in the network book, ``ambassador`` that of whoever goes along, where they were chosen there.
referrals = Table(
    "referrals",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("case", Integer, ForeignKey("cases.number"), nullable=False, index=True),
    Column("at", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("destination", Text, nullable=False),
    Column("organisation", Text),
    Column("shared", Text),
    Column("language", Text),
    Column("consent_on", Text),
    Column("consent_how", Text),
    Column("withdrawn_on", Text),
    Column("told_on", Text),
    Column("reply_by", Text),
    Column("state", Text, nullable=False),
    Column("state_on", Text, nullable=False),
    Column("entry", Text),
    Column("ambassador", Text),
    sqlite_autoincrement=True,
)

# Each state that a referral went into, as `states` keeps those of a case: ``at`` is when it was written down.
referral_states = Table(
    "referral_states",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("case", Integer, ForeignKey("cases.number"), nullable=False, index=True),
    Column("referral", Integer, ForeignKey("referrals.number"), nullable=False),
    Column("at", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("state", Text, nullable=False),
    sqlite_autoincrement=True,
)

# A conversation with the person. ``starts`` is Dutch local time: 2026-11-24T10:30.
appointments = Table(
    "appointments",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("case", Integer, ForeignKey("cases.number"), nullable=False, index=True),
    Column("at", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("starts", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("whom", Text, nullable=False),
    Column("state", Text, nullable=False),
    sqlite_autoincrement=True,
)

# An interpreter, asked for or booked. ``avoid`` is who it must not be, in words; ``not_own_community`` is 1 where
# nobody from the person's own town or community may come.
bookings = Table(
    "bookings",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("case", Integer, ForeignKey("cases.number"), nullable=False, index=True),
    Column("at", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("dialect", Text),
    Column("gender", Text, nullable=False),
    Column("way", Text, nullable=False),
    Column("starts", Text),
    Column("avoid", Text),
    Column("not_own_community", Integer, nullable=False, server_default="0"),
    Column("state", Text, nullable=False),
    sqlite_autoincrement=True,
)

reminders = Table(
    "reminders",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("case", Integer, ForeignKey("cases.number"), nullable=False, index=True),
    Column("at", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("due", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("done", Text),
    Column("done_by", Text),
    sqlite_autoincrement=True,
)

# The five steps of the reporting code, each as often as it was written; the newest of a step holds.
meldcode = Table(
    "meldcode",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("case", Integer, ForeignKey("cases.number"), nullable=False, index=True),
    Column("at", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("step", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("outcome", Text),
    sqlite_autoincrement=True,
)

# Which letter was printed, in which language, with what ticked. Never its text.
prints = Table(
    "prints",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("case", Integer, ForeignKey("cases.number"), nullable=False, index=True),
    Column("at", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("ticked", Text, nullable=False),
    sqlite_autoincrement=True,
)

# What the nurse learnt in the first talk: exclusions, dialect, reading or listening, needs. JSON.
facts = Table(
    "facts",
    metadata,
    Column("case", Integer, ForeignKey("cases.number"), primary_key=True),
    Column("at", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

# Somebody is away, and who stands in. Dates, both included.
absences = Table(
    "absences",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("person", Text, nullable=False),
    Column("since", Text, nullable=False),
    Column("until", Text, nullable=False),
    Column("stand_in", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("actor", Text, nullable=False),
    sqlite_autoincrement=True,
)
