"""The first tables: staff, how they sign in, their sessions and their log."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "staff",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("email", sa.Text, nullable=False, unique=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("organisation", sa.Text),
        sa.Column("inbox", sa.Text),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("password", sa.Text),
        sa.Column("totp", sa.LargeBinary),
        sa.Column("totp_last", sa.Integer),
        sa.Column("single_sign_on", sa.Text, unique=True),
        sa.Column("disabled", sa.Boolean, nullable=False),
        sa.Column("created", sa.Date, nullable=False),
    )
    op.create_table(
        "passkey",
        sa.Column("id", sa.LargeBinary, primary_key=True),
        sa.Column("staff", sa.Text, sa.ForeignKey("staff.id"), nullable=False, index=True),
        sa.Column("public_key", sa.LargeBinary, nullable=False),
        sa.Column("sign_count", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("created", sa.Date, nullable=False),
    )
    op.create_table(
        "recovery_code",
        sa.Column("hash", sa.LargeBinary(32), primary_key=True),
        sa.Column("staff", sa.Text, sa.ForeignKey("staff.id"), nullable=False, index=True),
    )
    op.create_table(
        "invitation",
        sa.Column("hash", sa.LargeBinary(32), primary_key=True),
        sa.Column("staff", sa.Text, sa.ForeignKey("staff.id"), nullable=False, index=True),
        sa.Column("expires", sa.DateTime, nullable=False),
    )
    op.create_table(
        "session",
        sa.Column("hash", sa.LargeBinary(32), primary_key=True),
        sa.Column("staff", sa.Text, sa.ForeignKey("staff.id"), nullable=False, index=True),
        sa.Column("seen", sa.DateTime, nullable=False),
        sa.Column("expires", sa.DateTime, nullable=False),
    )
    op.create_table(
        "log",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("event", sa.Text, nullable=False),
        sa.Column("actor", sa.Text),
        sa.Column("organisation", sa.Text),
        sa.Column("subject", sa.Text),
    )
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER log_{change.lower()} BEFORE {change} ON log "
            "BEGIN SELECT RAISE(ABORT, 'the log only grows'); END"
        )
