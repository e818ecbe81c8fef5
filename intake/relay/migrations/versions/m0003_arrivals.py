"""Envelopes of the running week stand apart; which mails were sent today."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    op.create_table(
        "arrival",
        sa.Column("key", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), primary_key=True, autoincrement=False),
        sa.Column("digest", sa.LargeBinary(32), nullable=False),
        sa.Column("inbox", sa.Text, nullable=False),
        sa.Column("week", sa.Text, nullable=False),
        sa.Column("bytes", sa.LargeBinary, nullable=False),
        sa.Column("desk", sa.Text),
        sa.Column("desk_epoch", sa.Integer),
        sa.Column("acknowledged", sa.Text),
        schema="arrivals" if sqlite else None,
    )
    op.create_table(
        "told",
        sa.Column("inbox", sa.Text, primary_key=True),
        sa.Column("mail", sa.Text, primary_key=True),
        sa.Column("day", sa.Text, nullable=False),
    )
