"""The first tables: envelopes, cases, judgements, what was carried, and the audit trail."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    _carried()
    _cases()
    _record()


def _carried() -> None:
    op.create_table(
        "instance",
        sa.Column("one", sa.Integer, sa.CheckConstraint("one = 1"), primary_key=True),
        sa.Column("desk", sa.Text, nullable=False),
        sa.Column("epoch", sa.Integer, nullable=False),
        sa.Column("inbox", sa.Text, nullable=False),
        sa.Column("relay_key", sa.LargeBinary(32), nullable=False),
        sa.Column("made", sa.Text, nullable=False),
    )
    op.create_table(
        "bundles",
        sa.Column("digest", sa.LargeBinary(32), primary_key=True),
        sa.Column("relay", sa.Text, nullable=False),
        sa.Column("epoch", sa.Integer, nullable=False),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("manifest", sa.LargeBinary, nullable=False),
        sa.Column("imported", sa.Text, nullable=False),
    )
    op.create_index("bundles_in_order", "bundles", ["relay", "epoch", "sequence"])
    op.create_table(
        "envelopes",
        sa.Column("digest", sa.LargeBinary(32), primary_key=True),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("inner_id", sa.Text),
        sa.Column("questionnaire", sa.Text),
        sa.Column("version", sa.Text),
        sa.Column("arrived", sa.Text, nullable=False),
        sa.Column("sealed", sa.LargeBinary),
    )
    imported, parked = sa.text("state = 'imported'"), sa.text("state = 'parked'")
    op.create_index("envelopes_one_case_an_id", "envelopes", ["inner_id"], unique=True, sqlite_where=imported)
    op.create_index("envelopes_waiting", "envelopes", ["questionnaire", "version"], sqlite_where=parked)
    op.create_table(
        "damaged",
        sa.Column("digest", sa.LargeBinary(32), primary_key=True),
        sa.Column("found_digest", sa.LargeBinary(32), primary_key=True),
        sa.Column("found", sa.LargeBinary, nullable=False),
        sa.Column("bundle", sa.LargeBinary(32), nullable=False),
        sa.Column("arrived", sa.Text, nullable=False),
    )
    op.create_table(
        "receipts",
        sa.Column("sequence", sa.Integer, primary_key=True),
        sa.Column("epoch", sa.Integer, nullable=False),
        sa.Column("digest", sa.LargeBinary(32), nullable=False),
        sa.Column("bundle", sa.LargeBinary(32), nullable=False),
        sa.Column("audit_head", sa.LargeBinary(32), nullable=False),
        sa.Column("signed", sa.Text, nullable=False),
    )


def _cases() -> None:
    op.create_table(
        "cases",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("digest", sa.LargeBinary(32), sa.ForeignKey("envelopes.digest"), nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("code", sa.Text, nullable=False, index=True),
        sa.Column("questionnaire", sa.Text, nullable=False),
        sa.Column("version", sa.Text, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("place", sa.Text),
        sa.Column("via", sa.Text),
        sa.Column("card", sa.Text, index=True),
        sa.Column("sealed_at", sa.Text, nullable=False),
        sa.Column("arrived", sa.Text, nullable=False),
        sa.Column("answers", sa.LargeBinary, nullable=False),
        sa.Column("contact", sa.LargeBinary, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("level", sa.Text, nullable=False),
        sa.Column("rank", sa.Integer, nullable=False),
        sa.Column("due", sa.Text),
        sqlite_autoincrement=True,
    )
    op.create_index("cases_in_order", "cases", ["rank", "due", "number"])
    op.create_table(
        "questionnaires",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("version", sa.Text, primary_key=True),
        sa.Column("definition", sa.LargeBinary(32), nullable=False),
        sa.Column("first_seen", sa.Text, nullable=False),
    )
    op.create_table(
        "judgements",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("case", sa.Integer, sa.ForeignKey("cases.number"), nullable=False, index=True),
        sa.Column("made", sa.Text, nullable=False),
        sa.Column("definition", sa.LargeBinary(32), nullable=False),
        sa.Column("score", sa.Integer),
        sa.Column("band", sa.Text),
        sa.Column("level", sa.Text, nullable=False),
        sa.Column("reasons", sa.LargeBinary, nullable=False),
        sa.Column("target_days", sa.Integer),
        sqlite_autoincrement=True,
    )


def _record() -> None:
    """The audit trail, and two triggers that keep everybody from changing what stands in it."""
    op.create_table(
        "audit",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("case", sa.Integer, index=True),
        sa.Column("entry", sa.LargeBinary, nullable=False),
        sa.Column("hash", sa.LargeBinary(32), nullable=False),
    )
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER audit_refuses_{change.lower()} BEFORE {change} ON audit "
            "BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END"
        )
