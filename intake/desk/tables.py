"""Everything the desk keeps, in its encrypted database. Dates and times are ISO 8601 texts, in UTC.

An envelope's row stays for good: by its digest a repeat is known, by its inner id a second one. Its sealed bytes are
kept only while they are still needed: set aside, or parked until the desk has their questionnaire.
"""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text, text

metadata = MetaData()

# One row: who this desk is. ``epoch`` grows when it is restored from a backup.
instance = Table(
    "instance",
    metadata,
    Column("one", Integer, CheckConstraint("one = 1"), primary_key=True),
    Column("desk", Text, nullable=False),
    Column("epoch", Integer, nullable=False),
    Column("inbox", Text, nullable=False),
    Column("relay_key", LargeBinary(32), nullable=False),
    Column("made", Text, nullable=False),
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

# state: imported, aside (with a reason), parked. Or paper: a form that was typed in; the digest is of what was typed.
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

# ``level``, ``rank`` (0 is the most urgent) and ``due`` are those that hold now; judgements keep the history.
cases = Table(
    "cases",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("digest", LargeBinary(32), ForeignKey("envelopes.digest"), nullable=False),
    Column("id", Text, nullable=False),
    Column("code", Text, nullable=False, index=True),
    Column("questionnaire", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("place", Text),
    Column("via", Text),
    Column("card", Text, index=True),
    Column("sealed_at", Text, nullable=False),
    Column("arrived", Text, nullable=False),
    Column("answers", LargeBinary, nullable=False),
    Column("contact", LargeBinary, nullable=False),
    Column("status", Text, nullable=False),
    Column("level", Text, nullable=False),
    Column("rank", Integer, nullable=False),
    Column("due", Text),
    sqlite_autoincrement=True,
)
Index("cases_in_order", cases.c.rank, cases.c.due, cases.c.number)

# ``definition`` is the digest of the questionnaire's file that judged.
judgements = Table(
    "judgements",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("case", Integer, ForeignKey("cases.number"), nullable=False, index=True),
    Column("made", Text, nullable=False),
    Column("definition", LargeBinary(32), nullable=False),
    Column("score", Integer),
    Column("band", Text),
    Column("level", Text, nullable=False),
    Column("reasons", LargeBinary, nullable=False),
    Column("target_days", Integer),
    sqlite_autoincrement=True,
)

questionnaires = Table(
    "questionnaires",
    metadata,
    Column("id", Text, primary_key=True),
    Column("version", Text, primary_key=True),
    Column("definition", LargeBinary(32), nullable=False),
    Column("first_seen", Text, nullable=False),
)

receipts = Table(
    "receipts",
    metadata,
    Column("sequence", Integer, primary_key=True),
    Column("epoch", Integer, nullable=False),
    Column("digest", LargeBinary(32), nullable=False),
    Column("bundle", LargeBinary(32), nullable=False),
    Column("audit_head", LargeBinary(32), nullable=False),
    Column("signed", Text, nullable=False),
)

# Append-only: the migration adds triggers that refuse to change or delete.
audit = Table(
    "audit",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("case", Integer, index=True),
    Column("entry", LargeBinary, nullable=False),
    Column("hash", LargeBinary(32), nullable=False),
)
