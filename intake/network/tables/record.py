"""Which book this is, who works with it, who changed what, what left it, and which desks it believes."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Index, Integer, LargeBinary, Table, Text

from intake.network.tables.base import metadata

# One row. ``book`` is its random id; ``sequence`` and ``outcomes`` are how many files of each kind were written.
book = Table(
    "book",
    metadata,
    Column("one", Integer, CheckConstraint("one = 1"), primary_key=True),
    Column("book", Text, nullable=False),
    Column("made", Text, nullable=False),
    Column("sequence", Integer, nullable=False, server_default="0"),
    Column("outcomes", Integer, nullable=False, server_default="0"),
)

# ``name`` is that of the slot. Once ``until`` is reached they may do nothing here any more.
people = Table(
    "people",
    metadata,
    Column("name", Text, primary_key=True),
    Column("role", Text, nullable=False),
    Column("since", Text, nullable=False),
    Column("until", Text),
)

# Append-only: the migration adds triggers that refuse to change or delete. ``action`` is a fixed word, ``what`` the
# kind of thing, ``key`` its id or number, ``detail`` JSON of fixed words and numbers; never a name, a number to call
# or a note.
log = Table(
    "log",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("at", Text, nullable=False, index=True),
    Column("actor", Text, nullable=False, index=True),
    Column("action", Text, nullable=False, index=True),
    Column("what", Text),
    Column("key", Text),
    Column("detail", Text, nullable=False, server_default="{}"),
    Index("log_of", "what", "key"),
    sqlite_autoincrement=True,
)

# Files that left: ``kind`` is network, outcomes or backup, ``sequence`` counts each of them, ``digest`` is its SHA-256.
exports = Table(
    "exports",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("sequence", Integer),
    Column("at", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("digest", LargeBinary(32), nullable=False),
    sqlite_autoincrement=True,
)

# The desks whose slips are taken in: ``identity`` is their GGD's key (Ed25519), which people compared.
desks = Table(
    "desks",
    metadata,
    Column("inbox", Text, primary_key=True),
    Column("identity", LargeBinary(32), nullable=False),
    Column("at", Text, nullable=False),
    Column("actor", Text, nullable=False),
)
