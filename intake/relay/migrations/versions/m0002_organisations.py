"""Organisations that an operator adds, beside those of the configuration."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "organisation",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("inbox", sa.Text, nullable=False),
        sa.Column("place", sa.Text),
        sa.Column("colour", sa.Text),
    )
