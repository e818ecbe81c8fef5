"""Counts that outlive the cases they were counted from, and what of them was ever released."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Index, Integer, LargeBinary, Table, Text

from intake.desk.tables.base import metadata

# How often something happened in a quarter (``2026-Q4``) to cases that were erased since: counts, no row for a person.
# ``by`` is the one thing it is split by (all, language, place, destination), ``key`` which; never two at once.
# ``days`` is how long it took, where ``measure`` is a time (working days; days of a wait); else -1. A count can be less
# than nothing: where one of several cases that were put together was erased, what it took from others is given back.
tallies = Table(
    "tallies",
    metadata,
    Column("measure", Text, primary_key=True),
    Column("quarter", Text, primary_key=True),
    Column("by", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("days", Integer, primary_key=True),
    Column("count", Integer, nullable=False),
)

# Every table that left disclosure control, as it left (``content``, JSON): asked for again, it is given again as it
# was, and nothing is released that with these would give a hidden cell away. Never deleted.
releases = Table(
    "releases",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("audience", Text, nullable=False),
    Column("table", Text, nullable=False),
    Column("period", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("digest", LargeBinary(32), nullable=False),
    Index("releases_once", "audience", "table", "period", unique=True),
    sqlite_autoincrement=True,
)

# What showed at the last release that nothing hidden can be told: other counts that would have given the same tables
# (deflated JSON). The next draft is quicker with it. It is held against every rule, and never trusted.
worlds = Table(
    "worlds",
    metadata,
    Column("one", Integer, CheckConstraint("one = 1"), primary_key=True),
    Column("content", LargeBinary, nullable=False),
)

# The signed files for the relay; the newest row is what it shows.
published = Table(
    "published",
    metadata,
    Column("sequence", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("digest", LargeBinary(32), nullable=False),
    Column("file", LargeBinary, nullable=False),
)
