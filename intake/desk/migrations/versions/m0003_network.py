"""The network book, what is asked of ambassadors, waiting for care; counts, and what of them was released."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    for name in ("entry", "ambassador"):
        op.add_column("referrals", sa.Column(name, sa.Text))
    _referring()
    _network()
    _waiting()
    _waiting_already()
    _figures()


def _text(name: str, *, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=null)


def _number(name: str = "number") -> sa.Column[int]:
    return sa.Column(name, sa.Integer, primary_key=True)


def _case() -> sa.Column[int]:
    return sa.Column("case", sa.Integer, sa.ForeignKey("cases.number"), nullable=False)


def _referral(*, primary: bool = False) -> sa.Column[int]:
    return sa.Column("referral", sa.Integer, sa.ForeignKey("referrals.number"), nullable=False, primary_key=primary)


def _referring() -> None:
    """What is known of how referrals came to where they are: when they were written down, and their last state."""
    op.create_table(
        "referral_states",
        *(_number(), _case(), _referral(), _text("at"), _text("actor"), _text("state")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_referral_states_case", "referral_states", ["case"])
    went_out = "('sent', 'accepted', 'refused', 'waiting', 'attended', 'in-care', 'ended')"
    op.execute(
        f"""INSERT INTO referral_states ("case", referral, at, actor, state)
        SELECT "case", number, at, actor, state FROM (
          SELECT 1 AS step, "case", number, at, actor, 'offered' AS state FROM referrals
          UNION ALL SELECT 2, "case", number, max(at, consent_on || 'T12:00:00Z'), actor, 'agreed' FROM referrals
            WHERE consent_on IS NOT NULL
          UNION ALL SELECT 3, "case", number, max(at, state_on || 'T12:00:00Z'), actor, 'sent' FROM referrals
            WHERE state IN {went_out}
          UNION ALL SELECT 4, "case", number, max(at, state_on || 'T12:00:00Z'), actor, state FROM referrals
            WHERE state NOT IN ('offered', 'agreed', 'sent'))
        ORDER BY number, step"""  # noqa: S608 - fixed words
    )


def _network() -> None:
    op.create_table(
        "network",
        sa.Column("one", sa.Integer, sa.CheckConstraint("one = 1"), primary_key=True),
        _text("book"),
        sa.Column("public", sa.LargeBinary(32), nullable=False),
        sa.Column("sequence", sa.Integer, nullable=False),
        *(_text("issued"), _text("imported")),
        sa.Column("outcomes", sa.Integer, nullable=False, server_default="0"),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "slips",
        *(_number(), _case(), _referral(), _text("at"), _text("actor")),
        sa.Column("slip", sa.Text, nullable=False, unique=True),
        _text("ambassador"),
        sa.Column("content", sa.LargeBinary, nullable=False),
        *(_text(name, null=True) for name in ("carried", "outcome", "outcome_on")),
        sa.Column("minutes", sa.Integer),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_slips_case", "slips", ["case"])


def _waiting() -> None:
    dates = ("intake_by", "treatment_by", "expected", "intake_on", "treatment_on")
    op.create_table(
        "waits",
        *(_referral(primary=True), _case(), _text("at"), _text("actor"), _text("destination")),
        *(_text("entry", null=True), _text("since"), *(_text(name, null=True) for name in dates)),
        sa.Column("bridges", sa.Text, nullable=False, server_default=""),
        sa.Column("rhythm", sa.Integer),
        *(_text("check_on", null=True), _text("ended", null=True)),
    )
    op.create_index("ix_waits_case", "waits", ["case"])
    op.create_index("waits_open", "waits", ["intake_by", "since"], sqlite_where=sa.text("ended IS NULL"))
    op.create_table(
        "check_ins",
        *(_number(), _case(), _referral(), _text("at"), _text("actor"), _text("result"), _text("note", null=True)),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_check_ins_case", "check_ins", ["case"])


def _waiting_already() -> None:
    """Whoever was on a waiting list before waits since then, by the norms of that time: four weeks, and ten more."""
    treek = "destination IN ('PSY', 'TRAUMA')"
    by = ", ".join(f"CASE WHEN {treek} THEN date(state_on, '+{days} days') END" for days in (28, 98))
    op.execute(
        f"""INSERT INTO waits (referral, "case", at, actor, destination, since, intake_by, treatment_by)
        SELECT number, "case", at, actor, destination, state_on, {by} FROM referrals WHERE state = 'waiting'"""  # noqa: S608 - fixed words
    )


def _figures() -> None:
    keys = (sa.Column(name, sa.Text, primary_key=True) for name in ("measure", "quarter", "by", "key"))
    days = sa.Column("days", sa.Integer, primary_key=True)
    op.create_table("tallies", *keys, days, sa.Column("count", sa.Integer, nullable=False))
    op.create_table(
        "releases",
        *(_number(), _text("at"), _text("actor"), _text("audience"), _text("table"), _text("period")),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("digest", sa.LargeBinary(32), nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("releases_once", "releases", ["audience", "table", "period"], unique=True)
    op.create_table(
        "worlds",
        sa.Column("one", sa.Integer, sa.CheckConstraint("one = 1"), primary_key=True),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "published",
        *(_number("sequence"), _text("at"), _text("actor")),
        sa.Column("digest", sa.LargeBinary(32), nullable=False),
        sa.Column("file", sa.LargeBinary, nullable=False),
    )
