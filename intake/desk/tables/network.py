"""The network book as the desk has it, what was asked of ambassadors, and how long people wait for care."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, LargeBinary, Table, Text, text

from intake.desk.tables.base import metadata

# One row: the newest export of the one network book that this desk believes. ``public`` is its key (Ed25519), which
# people compared; ``content`` the export as it was signed.
network = Table(
    "network",
    metadata,
    Column("one", Integer, CheckConstraint("one = 1"), primary_key=True),
    Column("book", Text, nullable=False),
    Column("public", LargeBinary(32), nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("issued", Text, nullable=False),
    Column("imported", Text, nullable=False),
    Column("outcomes", Integer, nullable=False, server_default="0"),
    Column("content", LargeBinary, nullable=False),
)

# What an ambassador is asked, of which case. ``slip`` is the id that goes out, ``content`` the slip (JSON); ``outcome``
# a fixed word, once it came back. ``carried`` is when its file was written, for the network book.
slips = Table(
    "slips",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("case", Integer, ForeignKey("cases.number"), nullable=False, index=True),
    Column("referral", Integer, ForeignKey("referrals.number"), nullable=False),
    Column("at", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("slip", Text, nullable=False, unique=True),
    Column("ambassador", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("carried", Text),
    Column("outcome", Text),
    Column("outcome_on", Text),
    Column("minutes", Integer),
    sqlite_autoincrement=True,
)

# A referral that waits. Dates: ``since`` is when they were put on the list, ``intake_by`` and ``treatment_by`` what the
# norm says, ``intake_on`` and ``treatment_on`` when it was. ``expected`` is what was said there. ``bridges`` are fixed
# words with spaces between; every ``rhythm`` days somebody asks how it goes, next on ``check_on``.
waits = Table(
    "waits",
    metadata,
    Column("referral", Integer, ForeignKey("referrals.number"), primary_key=True),
    Column("case", Integer, ForeignKey("cases.number"), nullable=False, index=True),
    Column("at", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("destination", Text, nullable=False),
    Column("entry", Text),
    Column("since", Text, nullable=False),
    Column("intake_by", Text),
    Column("treatment_by", Text),
    Column("expected", Text),
    Column("intake_on", Text),
    Column("treatment_on", Text),
    Column("bridges", Text, nullable=False, server_default=""),
    Column("rhythm", Integer),
    Column("check_on", Text),
    Column("ended", Text),
    Index("waits_open", "intake_by", "since", sqlite_where=text("ended IS NULL")),
)

# Somebody asked how it goes with whom waits. ``result`` is a fixed word.
check_ins = Table(
    "check_ins",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("case", Integer, ForeignKey("cases.number"), nullable=False, index=True),
    Column("referral", Integer, ForeignKey("referrals.number"), nullable=False),
    Column("at", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("result", Text, nullable=False),
    Column("note", Text),
    sqlite_autoincrement=True,
)
