"""What couriers did, by the week: who fetched the post and brought receipts, and nothing finer than that."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "carried",
        sa.Column("week", sa.Text, primary_key=True),
        sa.Column("staff", sa.Text, primary_key=True),
        sa.Column("event", sa.Text, primary_key=True),
        sqlite_with_rowid=False,
    )
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER carried_{change.lower()} BEFORE {change} ON carried "
            "BEGIN SELECT RAISE(ABORT, 'the log only grows'); END"
        )
