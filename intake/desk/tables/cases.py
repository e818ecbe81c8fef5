"""Cases, and how the questionnaire's rules judged them. Dates and times are ISO 8601 texts, in UTC."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, Table, Text, text

from intake.desk.tables.base import metadata

# ``level``, ``rank`` (0 is the most urgent) and ``due`` are those that hold now; judgements and decisions keep the
# history. ``revision`` grows with each change, so that two people never overwrite each other. ``closed`` is the day;
# ``merged`` the case that this one was put together with. The last five are how the person may be reached now
# (``contact``, and what was agreed since), to search by: ``line`` is the number or address as `intake.desk.line`
# writes it, ``times`` the safe times with spaces between.
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
    Column("revision", Integer, nullable=False, server_default="0"),
    Column("assigned", Text, index=True),
    Column("closed", Text),
    Column("outcome", Text),
    Column("merged", Integer, ForeignKey("cases.number")),
    Column("line", Text, index=True),
    Column("reach", Text),
    Column("times", Text),
    Column("professional", Text),
    Column("age", Text),
    Column("paper", Integer, nullable=False, server_default="0"),
    Column("allowed", Integer, nullable=False, server_default="0"),
    sqlite_autoincrement=True,
)

AT_WORK = "closed IS NULL AND NOT (level = 'green' AND status = 'triaged')"
"""Cases with which somebody has something to do: a green one that was confirmed only waits for its term."""

Index("cases_in_order", cases.c.rank, cases.c.due, cases.c.number)
Index("cases_merged", cases.c.merged, sqlite_where=text("merged IS NOT NULL"))
Index("cases_open", cases.c.rank, cases.c.due, cases.c.number, sqlite_where=text("closed IS NULL"))
# A page of the queue is read, filtered and counted from these alone, however many cases there are.
Index(
    "cases_at_work",
    *(cases.c.rank, cases.c.due, cases.c.number, cases.c.status, cases.c.language, cases.c.place),
    *(cases.c.assigned, cases.c.paper, cases.c.allowed),
    sqlite_where=text(AT_WORK),
)
for _name in ("status", "language", "place", "assigned"):
    Index(f"cases_at_work_{_name}", cases.c[_name], sqlite_where=text(AT_WORK))
TO_CALL = "allowed = 1 AND rank < 4 AND status IN ('triaged', 'contacting')"
"""Whom a nurse may try to reach now or later: not the green, for whom no contact is asked."""
Index(
    "cases_to_call",
    *(cases.c.rank, cases.c.due, cases.c.number, cases.c.status, cases.c.times, cases.c.reach, cases.c.language),
    *(cases.c.professional, cases.c.assigned, cases.c.allowed),
    sqlite_where=text(TO_CALL),
)
Index("cases_by_arrival", cases.c.arrived, cases.c.level)
Index("cases_by_closing", cases.c.closed, sqlite_where=text("closed IS NOT NULL"))
# Second answers: open cases of one card, or with one number.
for _name in ("card", "line"):
    Index(f"cases_open_{_name}", cases.c[_name], sqlite_where=text(f"closed IS NULL AND {_name} IS NOT NULL"))

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
