"""Ambassadors, what they work and get, where they are on their way to paid work, and what they see more than once."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from intake.network.tables.base import metadata

# ``id`` is as in the book (``A-7K2M9Q``). ``languages``, ``expertise``, ``training`` and ``conflicts`` are JSON lists,
# in the forms of intake.exchange.book. ``conduct_until`` is the last day of the certificate of conduct (VOG),
# ``secrecy_until`` that of the agreement. They are away from one day until before another, where these are given;
# ``times`` is when they can, in words. ``most_minutes`` and ``most_cents`` a month, where that is less than the
# configured caps. ``until`` is the day they stopped.
ambassadors = Table(
    "ambassadors",
    metadata,
    Column("id", Text, primary_key=True),
    Column("revision", Integer, nullable=False, server_default="1"),
    Column("name", Text, nullable=False, index=True),
    Column("gender", Text, nullable=False),
    Column("place", Text, nullable=False, index=True),
    Column("phone", Text),
    Column("email", Text),
    Column("languages", Text, nullable=False, server_default="[]"),
    Column("expertise", Text, nullable=False, server_default="[]"),
    Column("training", Text, nullable=False, server_default="[]"),
    Column("conduct_until", Text),
    Column("secrecy_until", Text),
    Column("available", Integer, nullable=False, server_default="1"),
    Column("times", Text),
    Column("away_from", Text),
    Column("away_until", Text),
    Column("conflicts", Text, nullable=False, server_default="[]"),
    Column("most_minutes", Integer),
    Column("most_cents", Integer),
    Column("note", Text),
    Column("since", Text, nullable=False),
    Column("until", Text),
    Column("added", Text, nullable=False),
    Column("changed", Text, nullable=False),
)

# What an ambassador worked on a day: ``minutes``, and ``cents`` of allowance. ``what`` is a fixed word, ``note`` more
# of it. ``override`` is why a coordinator let it go over the cap. Nothing is changed: an entry that ``corrects``
# another one takes away what that one counted.
hours = Table(
    "hours",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("ambassador", Text, ForeignKey("ambassadors.id"), nullable=False),
    Column("day", Text, nullable=False, index=True),
    Column("minutes", Integer, nullable=False),
    Column("cents", Integer, nullable=False),
    Column("what", Text, nullable=False),
    Column("note", Text),
    Column("request", Integer, ForeignKey("requests.number")),
    Column("meeting", Integer, ForeignKey("meetings.number")),
    Column("session", Integer, ForeignKey("sessions.number")),
    Column("override", Text),
    Column("corrects", Integer, ForeignKey("hours.number"), unique=True),
    Column("at", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Index("hours_of", "ambassador", "day"),
    sqlite_autoincrement=True,
)

# Towards paid work: a fixed word for the ``step``, the day, and where.
steps = Table(
    "steps",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("ambassador", Text, ForeignKey("ambassadors.id"), nullable=False, index=True),
    Column("day", Text, nullable=False),
    Column("step", Text, nullable=False),
    Column("organisation", Text),
    Column("note", Text),
    Column("withdrawn", Text),
    Column("at", Text, nullable=False),
    Column("actor", Text, nullable=False),
    sqlite_autoincrement=True,
)

# Cards and letters of introduction that were made; ``until`` is the day to which one holds.
introductions = Table(
    "introductions",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("ambassador", Text, ForeignKey("ambassadors.id"), nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("until", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("actor", Text, nullable=False),
    sqlite_autoincrement=True,
)

# What ambassadors see more than once, in words without a person: as in the book. ``exported`` is the first
# export (its sequence) that it stands in: from then on nobody edits it. ``withdrawn`` is the day it went.
signals = Table(
    "signals",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("revision", Integer, nullable=False, server_default="1"),
    Column("topic", Text, nullable=False),
    Column("region", Text, nullable=False),
    Column("quarter", Text, nullable=False, index=True),
    Column("pattern", Text, nullable=False),
    Column("gap", Text),
    Column("recommendation", Text),
    Column("exported", Integer),
    Column("withdrawn", Text),
    Column("at", Text, nullable=False),
    Column("actor", Text, nullable=False),
    sqlite_autoincrement=True,
)
