"""What is kept of staff: their accounts, how they sign in, their sessions, and a log that only grows.

Nothing of a newcomer, and nothing of what was handed out: that is counted per organisation and month only, in the
relay's own database (intake.relay.links.tables). Secrets that are only compared are kept as hashes. Times are UTC
without a zone, cut to the minute. tests/relay/handout pins every table and column.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, DateTime, ForeignKey, Integer, LargeBinary, MetaData, Table, Text

metadata = MetaData()

# `organisation` for those who hand out or coordinate, `inbox` for a courier, neither for an operator.
# `totp_last` is the counter of the last code that was used: none is taken twice (RFC 6238, section 5.2).
staff = Table(
    "staff",
    metadata,
    Column("id", Text, primary_key=True),
    Column("email", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("organisation", Text),
    Column("inbox", Text),
    Column("language", Text, nullable=False),
    Column("password", Text),
    Column("totp", LargeBinary),
    Column("totp_last", Integer),
    Column("single_sign_on", Text, unique=True),
    Column("disabled", Boolean, nullable=False),
    Column("created", Date, nullable=False),
)

passkey = Table(
    "passkey",
    metadata,
    Column("id", LargeBinary, primary_key=True),
    Column("staff", Text, ForeignKey("staff.id"), nullable=False, index=True),
    Column("public_key", LargeBinary, nullable=False),
    Column("sign_count", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("created", Date, nullable=False),
)

recovery_code = Table(
    "recovery_code",
    metadata,
    Column("hash", LargeBinary(32), primary_key=True),
    Column("staff", Text, ForeignKey("staff.id"), nullable=False, index=True),
)

# Used once: to choose how to sign in, at first or again.
invitation = Table(
    "invitation",
    metadata,
    Column("hash", LargeBinary(32), primary_key=True),
    Column("staff", Text, ForeignKey("staff.id"), nullable=False, index=True),
    Column("expires", DateTime, nullable=False),
)

session = Table(
    "session",
    metadata,
    Column("hash", LargeBinary(32), primary_key=True),
    Column("staff", Text, ForeignKey("staff.id"), nullable=False, index=True),
    Column("seen", DateTime, nullable=False),
    Column("expires", DateTime, nullable=False),
)

# What couriers did, without day, order or number (intake.relay.handout.carried). Triggers refuse to change or delete.
carried = Table(
    "carried",
    metadata,
    Column("week", Text, primary_key=True),
    Column("staff", Text, primary_key=True),
    Column("event", Text, primary_key=True),
    sqlite_with_rowid=False,
)

# Triggers refuse to change or delete a row. `subject` is a colleague, a tablet or an organisation.
log = Table(
    "log",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("at", DateTime, nullable=False),
    Column("event", Text, nullable=False),
    Column("actor", Text),
    Column("organisation", Text),
    Column("subject", Text),
)
