"""The first tables: links, envelopes, and what carries them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "link",
        sa.Column("hash", sa.LargeBinary(32), primary_key=True),
        sa.Column("organisation", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("expires", sa.Date, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "envelope",
        sa.Column("key", key, primary_key=True, autoincrement=False),
        sa.Column("digest", sa.LargeBinary(32), nullable=False),
        sa.Column("inbox", sa.Text, nullable=False),
        sa.Column("week", sa.Text, nullable=False),
        sa.Column("bytes", sa.LargeBinary, nullable=False),
        sa.Column("desk", sa.Text),
        sa.Column("desk_epoch", sa.Integer),
        sa.Column("acknowledged", sa.Text),
    )
    op.create_table(
        "tombstone",
        sa.Column("key", key, primary_key=True, autoincrement=False),
        sa.Column("digest", sa.LargeBinary(32), nullable=False),
        sa.Column("erased", sa.Text, nullable=False),
    )
    op.create_table(
        "key_sheet",
        sa.Column("inbox", sa.Text, primary_key=True),
        sa.Column("document", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "bundle",
        sa.Column("inbox", sa.Text, primary_key=True),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("week", sa.Text, nullable=False),
        sa.Column("digest", sa.LargeBinary(32), nullable=False),
    )
    op.create_table(
        "receipt",
        sa.Column("inbox", sa.Text, primary_key=True),
        sa.Column("desk", sa.Text, primary_key=True),
        sa.Column("epoch", sa.Integer, nullable=False),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("digest", sa.LargeBinary(32), nullable=False),
        sa.Column("newest", sa.Boolean, nullable=False),
    )
    op.create_table(
        "handed_out",
        sa.Column("organisation", sa.Text, primary_key=True),
        sa.Column("month", sa.Text, primary_key=True),
        sa.Column("total", sa.Integer, nullable=False),
    )
    op.create_table(
        "relay",
        sa.Column("instance", sa.Text, primary_key=True),
        sa.Column("epoch", sa.Integer, nullable=False),
    )
