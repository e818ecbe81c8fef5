"""What came and what went: envelopes, bundles, receipts, questionnaires, and which desk this is.

An envelope's row stays for good: by its digest a repeat is known, by its inner id a second one. Its sealed bytes are
kept only while they are still needed: set aside, or parked until the desk has their questionnaire.
"""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Index, Integer, LargeBinary, Table, Text, text

from intake.desk.tables.base import metadata

# One row: who this desk is. ``epoch`` grows when it is restored from a backup; ``moved`` is when it went to another
# machine, after which this copy does nothing any more.
instance = Table(
    "instance",
    metadata,
    Column("one", Integer, CheckConstraint("one = 1"), primary_key=True),
    Column("desk", Text, nullable=False),
    Column("epoch", Integer, nullable=False),
    Column("inbox", Text, nullable=False),
    Column("relay_key", LargeBinary(32), nullable=False),
    Column("made", Text, nullable=False),
    Column("moved", Text),
)

bundles = Table(
    "bundles",
    metadata,
    Column("digest", LargeBinary(32), primary_key=True),
    Column("relay", Text, nullable=False),
    Column("epoch", Integer, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("manifest", LargeBinary, nullable=False),
    Column("imported", Text, nullable=False),
    Index("bundles_in_order", "relay", "epoch", "sequence"),
)

PAPER = "paper"

# state: imported, aside (with a reason), parked; erased, where nothing but the digest is left of one that was sealed.
# Or paper: a form that was typed in; the digest is of what was typed.
envelopes = Table(
    "envelopes",
    metadata,
    Column("digest", LargeBinary(32), primary_key=True),
    Column("state", Text, nullable=False),
    Column("reason", Text),
    Column("inner_id", Text),
    Column("questionnaire", Text),
    Column("version", Text),
    Column("arrived", Text, nullable=False),
    Column("sealed", LargeBinary),
    Index("envelopes_one_case_an_id", "inner_id", unique=True, sqlite_where=text("state = 'imported'")),
    Index("envelopes_waiting", "questionnaire", "version", sqlite_where=text("state = 'parked'")),
    Index("envelopes_aside", "arrived", sqlite_where=text("state = 'aside'")),
)

# What stood where a bundle promised the envelope ``digest``.
damaged = Table(
    "damaged",
    metadata,
    Column("digest", LargeBinary(32), primary_key=True),
    Column("found_digest", LargeBinary(32), primary_key=True),
    Column("found", LargeBinary, nullable=False),
    Column("bundle", LargeBinary(32), nullable=False),
    Column("arrived", Text, nullable=False),
)

questionnaires = Table(
    "questionnaires",
    metadata,
    Column("id", Text, primary_key=True),
    Column("version", Text, primary_key=True),
    Column("definition", LargeBinary(32), nullable=False),
    Column("first_seen", Text, nullable=False),
)

# ``summary`` is what the import did, in numbers and fixed words (JSON). ``file`` are the bytes as they were signed: of
# the newest only, to be fetched once more.
receipts = Table(
    "receipts",
    metadata,
    Column("sequence", Integer, primary_key=True),
    Column("epoch", Integer, nullable=False),
    Column("digest", LargeBinary(32), nullable=False),
    Column("bundle", LargeBinary(32), nullable=False),
    Column("audit_head", LargeBinary(32), nullable=False),
    Column("signed", Text, nullable=False),
    Column("summary", LargeBinary),
    Column("file", LargeBinary),
)
