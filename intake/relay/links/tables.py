"""What is kept of links, and of the organisations that hand them out. Nothing here is about an envelope.

A link's row never changes between hand-out and deletion, whatever is done with its form; only where a coordinator
ends a tablet, its last day becomes yesterday.
"""

from __future__ import annotations

from sqlalchemy import Column, Date, Integer, LargeBinary, MetaData, Table, Text

metadata = MetaData()

# Without a row id, the table keeps no order in which links were handed out.
link = Table(
    "link",
    metadata,
    Column("hash", LargeBinary(32), primary_key=True),
    Column("organisation", Text, nullable=False),
    Column("kind", Text, nullable=False),  # card, kiosk
    Column("expires", Date, nullable=False),
    sqlite_with_rowid=False,
)

handed_out = Table(
    "handed_out",
    metadata,
    Column("organisation", Text, primary_key=True),
    Column("month", Text, primary_key=True),  # 2026-11
    Column("total", Integer, nullable=False),
)

# Those that an operator added; others stand in the configuration (organisations.py looks in both).
organisation = Table(
    "organisation",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("inbox", Text, nullable=False),
    Column("place", Text),
    Column("colour", Text),
)
