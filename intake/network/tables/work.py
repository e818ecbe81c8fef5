"""What the network does: it meets, informs, and is asked."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, Table, Text, text

from intake.network.tables.base import metadata

# ``kind``: network, or intervision. ``starts`` is Dutch local time; ``cancelled`` the day it was called off.
meetings = Table(
    "meetings",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("revision", Integer, nullable=False, server_default="1"),
    Column("kind", Text, nullable=False),
    Column("day", Text, nullable=False, index=True),
    Column("starts", Text),
    Column("minutes", Integer),
    Column("place", Text),
    Column("agenda", Text),
    Column("note", Text),
    Column("cancelled", Text),
    Column("at", Text, nullable=False),
    Column("actor", Text, nullable=False),
    sqlite_autoincrement=True,
)

# Who came; ``presence`` is a fixed word.
attendance = Table(
    "attendance",
    metadata,
    Column("meeting", Integer, ForeignKey("meetings.number"), primary_key=True),
    Column("ambassador", Text, ForeignKey("ambassadors.id"), primary_key=True, index=True),
    Column("presence", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("actor", Text, nullable=False),
)

# Somebody told a group something: ``reached`` is how many were there. ``region`` is a GGD's name, ``place`` a CBS code.
sessions = Table(
    "sessions",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("revision", Integer, nullable=False, server_default="1"),
    Column("day", Text, nullable=False, index=True),
    Column("topic", Text, nullable=False),
    Column("reached", Integer, nullable=False),
    Column("place", Text),
    Column("venue", Text),
    Column("language", Text),
    Column("organisation", Text),
    Column("note", Text),
    Column("withdrawn", Text),
    Column("at", Text, nullable=False),
    Column("actor", Text, nullable=False),
    sqlite_autoincrement=True,
)

# Who told it.
session_ambassadors = Table(
    "session_ambassadors",
    metadata,
    Column("session", Integer, ForeignKey("sessions.number"), primary_key=True),
    Column("ambassador", Text, ForeignKey("ambassadors.id"), primary_key=True, index=True),
)

# What was asked, by whom (``asker``: ggd, gp, school, other; ``organisation`` in words), once or structural. ``state``
# and ``outcome`` are fixed words. ``slip`` and ``inbox`` where the desk asked by a slip, whose content ``content`` is
# (JSON, as it was signed). ``ambassador`` may stay open where nobody is named yet. ``cleared`` is the day on which
# what was said of the person went; the numbers stay.
requests = Table(
    "requests",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("revision", Integer, nullable=False, server_default="1"),
    Column("asker", Text, nullable=False),
    Column("organisation", Text),
    Column("often", Text, nullable=False),
    Column("tasks", Text, nullable=False, server_default="[]"),
    Column("what", Text),
    Column("language", Text),
    Column("first_name", Text),
    Column("day", Text),
    Column("time", Text),
    Column("place", Text),
    Column("note", Text),
    Column("ambassador", Text, ForeignKey("ambassadors.id"), index=True),
    Column("state", Text, nullable=False),
    Column("outcome", Text),
    Column("outcome_on", Text),
    Column("minutes", Integer),
    Column("slip", Text, unique=True),
    Column("inbox", Text),
    Column("issued", Text),
    Column("content", LargeBinary),
    Column("cleared", Text),
    Column("received", Text, nullable=False),
    Column("changed", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Index("requests_open", "state", "day", sqlite_where=text("outcome IS NULL")),
    sqlite_autoincrement=True,
)
