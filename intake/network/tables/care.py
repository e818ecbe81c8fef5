"""Where people can be referred to: what it was called before, whom one knows there, and how long one waits."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from intake.network.tables.base import metadata

# ``id`` is as in the book (``D-7K2M9Q``). ``places`` and ``languages`` are JSON lists of codes and tags; norms are
# weeks; ``public`` is 0 or 1. ``removed`` is the day from which it is not offered any more. ``revision`` grows with
# each change.
destinations = Table(
    "destinations",
    metadata,
    Column("id", Text, primary_key=True),
    Column("revision", Integer, nullable=False, server_default="1"),
    Column("kind", Text, nullable=False, index=True),
    Column("name", Text, nullable=False, index=True),
    Column("organisation", Text),
    Column("places", Text, nullable=False, server_default="[]"),
    Column("languages", Text, nullable=False, server_default="[]"),
    Column("hours", Text),
    Column("phone", Text),
    Column("own_risk", Text, nullable=False),
    Column("costs", Text),
    Column("gp_letter", Text, nullable=False),
    Column("norm_intake", Integer),
    Column("norm_treatment", Integer),
    Column("public", Integer, nullable=False, server_default="0"),
    Column("source", Text),
    Column("checked_on", Text),
    Column("added", Text, nullable=False),
    Column("changed", Text, nullable=False),
    Column("removed", Text),
)

# What it was called until that day, its name or its organisation's: people go on looking for it by that.
former_names = Table(
    "former_names",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("destination", Text, ForeignKey("destinations.id"), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("until", Text, nullable=False),
    sqlite_autoincrement=True,
)

# Named people there, with a direct line; in the order of ``position``.
contacts = Table(
    "contacts",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("destination", Text, ForeignKey("destinations.id"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("role", Text),
    Column("line", Text),
    sqlite_autoincrement=True,
)

# How long one waits there, in weeks, as it was reported on that day. Every report is kept; the newest day counts, and
# of one day the last that was written down.
waiting_times = Table(
    "waiting_times",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("destination", Text, ForeignKey("destinations.id"), nullable=False),
    Column("reported_on", Text, nullable=False),
    Column("intake", Integer),
    Column("treatment", Integer),
    Column("source", Text),
    Column("at", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Index("waiting_times_of", "destination", "reported_on", "number"),
    sqlite_autoincrement=True,
)
