"""Who may do what here, and who did what: people, the audit trail, backups, erasures."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, LargeBinary, Table, Text

from intake.desk.tables.base import metadata

# ``name`` is that of the slot. Once ``until`` is reached they may do nothing here any more.
people = Table(
    "people",
    metadata,
    Column("name", Text, primary_key=True),
    Column("role", Text, nullable=False),
    Column("since", Text, nullable=False),
    Column("until", Text),
)

# Append-only: the migration adds triggers that refuse to change or delete. ``why`` is on what ground; entries of before
# it was asked for have none. The indexes are those that `intake.desk.trail.searching` names.
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
    Column("why", Text, index=True),
)
for column in ("at", "actor", "action"):
    Index(f"ix_audit_{column}", audit.c[column])
Index("ix_audit_actor_action", audit.c.actor, audit.c.action)

# ``digest`` is the file's SHA-256; ``audit_head`` what the trail ended with in it.
backups = Table(
    "backups",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("digest", LargeBinary(32), nullable=False),
    Column("cases", Integer, nullable=False),
    Column("audit_head", LargeBinary(32), nullable=False),
    sqlite_autoincrement=True,
)

# That a case was erased, and on what ground (a term, a request); nothing of what stood in it. By ``digest``, that of
# its envelope, an older copy of this desk learns what it must not hold any more.
erasures = Table(
    "erasures",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("case", Integer, nullable=False),
    Column("ground", Text, nullable=False),
    Column("digest", LargeBinary(32), nullable=False),
    sqlite_autoincrement=True,
)

# Cases were judged again, by changed rules of a questionnaire's version: why, in a coordinator's words. ``before`` and
# ``after`` are digests of the questionnaire's file, ``cases`` how many got another judgement.
rescorings = Table(
    "rescorings",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("questionnaire", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("before", LargeBinary(32), nullable=False),
    Column("after", LargeBinary(32), nullable=False),
    Column("reason", Text, nullable=False),
    Column("cases", Integer, nullable=False),
    sqlite_autoincrement=True,
)
