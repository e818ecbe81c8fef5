"""The first tables: destinations, ambassadors, what the network does, and who changed what."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    _record()
    _destinations()
    _ambassadors()
    _work()


def _record() -> None:
    """The log has two triggers that keep everybody from changing what stands in it."""
    op.create_table(
        "book",
        sa.Column("one", sa.Integer, sa.CheckConstraint("one = 1"), primary_key=True),
        sa.Column("book", sa.Text, nullable=False),
        sa.Column("made", sa.Text, nullable=False),
        sa.Column("sequence", sa.Integer, nullable=False, server_default="0"),
        sa.Column("outcomes", sa.Integer, nullable=False, server_default="0"),
    )
    op.create_table(
        "people",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("since", sa.Text, nullable=False),
        sa.Column("until", sa.Text),
    )
    op.create_table(
        "log",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("what", sa.Text),
        sa.Column("key", sa.Text),
        sa.Column("detail", sa.Text, nullable=False, server_default="{}"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_log_action", "log", ["action"])
    op.create_index("ix_log_actor", "log", ["actor"])
    op.create_index("ix_log_at", "log", ["at"])
    op.create_index("log_of", "log", ["what", "key"])
    op.create_table(
        "exports",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("sequence", sa.Integer),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("digest", sa.LargeBinary(32), nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "desks",
        sa.Column("inbox", sa.Text, primary_key=True),
        sa.Column("identity", sa.LargeBinary(32), nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
    )
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER log_refuses_{change.lower()} BEFORE {change} ON log "
            "BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END"
        )


def _destinations() -> None:
    op.create_table(
        "destinations",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("revision", sa.Integer, nullable=False, server_default="1"),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("organisation", sa.Text),
        sa.Column("places", sa.Text, nullable=False, server_default="[]"),
        sa.Column("languages", sa.Text, nullable=False, server_default="[]"),
        sa.Column("hours", sa.Text),
        sa.Column("phone", sa.Text),
        sa.Column("own_risk", sa.Text, nullable=False),
        sa.Column("costs", sa.Text),
        sa.Column("gp_letter", sa.Text, nullable=False),
        sa.Column("norm_intake", sa.Integer),
        sa.Column("norm_treatment", sa.Integer),
        sa.Column("public", sa.Integer, nullable=False, server_default="0"),
        sa.Column("source", sa.Text),
        sa.Column("checked_on", sa.Text),
        sa.Column("added", sa.Text, nullable=False),
        sa.Column("changed", sa.Text, nullable=False),
        sa.Column("removed", sa.Text),
    )
    op.create_index("ix_destinations_kind", "destinations", ["kind"])
    op.create_index("ix_destinations_name", "destinations", ["name"])
    op.create_table(
        "former_names",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("destination", sa.Text, sa.ForeignKey("destinations.id"), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("until", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_former_names_destination", "former_names", ["destination"])
    op.create_table(
        "contacts",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("destination", sa.Text, sa.ForeignKey("destinations.id"), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("role", sa.Text),
        sa.Column("line", sa.Text),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_contacts_destination", "contacts", ["destination"])
    op.create_table(
        "waiting_times",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("destination", sa.Text, sa.ForeignKey("destinations.id"), nullable=False),
        sa.Column("reported_on", sa.Text, nullable=False),
        sa.Column("intake", sa.Integer),
        sa.Column("treatment", sa.Integer),
        sa.Column("source", sa.Text),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("waiting_times_of", "waiting_times", ["destination", "reported_on", "number"])


def _ambassadors() -> None:
    op.create_table(
        "ambassadors",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("revision", sa.Integer, nullable=False, server_default="1"),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("gender", sa.Text, nullable=False),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("phone", sa.Text),
        sa.Column("email", sa.Text),
        sa.Column("languages", sa.Text, nullable=False, server_default="[]"),
        sa.Column("expertise", sa.Text, nullable=False, server_default="[]"),
        sa.Column("training", sa.Text, nullable=False, server_default="[]"),
        sa.Column("conduct_until", sa.Text),
        sa.Column("secrecy_until", sa.Text),
        sa.Column("available", sa.Integer, nullable=False, server_default="1"),
        sa.Column("times", sa.Text),
        sa.Column("away_from", sa.Text),
        sa.Column("away_until", sa.Text),
        sa.Column("conflicts", sa.Text, nullable=False, server_default="[]"),
        sa.Column("most_minutes", sa.Integer),
        sa.Column("most_cents", sa.Integer),
        sa.Column("note", sa.Text),
        sa.Column("since", sa.Text, nullable=False),
        sa.Column("until", sa.Text),
        sa.Column("added", sa.Text, nullable=False),
        sa.Column("changed", sa.Text, nullable=False),
    )
    op.create_index("ix_ambassadors_name", "ambassadors", ["name"])
    op.create_index("ix_ambassadors_place", "ambassadors", ["place"])
    op.create_table(
        "hours",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("ambassador", sa.Text, sa.ForeignKey("ambassadors.id"), nullable=False),
        sa.Column("day", sa.Text, nullable=False),
        sa.Column("minutes", sa.Integer, nullable=False),
        sa.Column("cents", sa.Integer, nullable=False),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("note", sa.Text),
        sa.Column("request", sa.Integer, sa.ForeignKey("requests.number")),
        sa.Column("meeting", sa.Integer, sa.ForeignKey("meetings.number")),
        sa.Column("session", sa.Integer, sa.ForeignKey("sessions.number")),
        sa.Column("override", sa.Text),
        sa.Column("corrects", sa.Integer, sa.ForeignKey("hours.number"), unique=True),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("hours_of", "hours", ["ambassador", "day"])
    op.create_index("ix_hours_day", "hours", ["day"])
    op.create_table(
        "steps",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("ambassador", sa.Text, sa.ForeignKey("ambassadors.id"), nullable=False),
        sa.Column("day", sa.Text, nullable=False),
        sa.Column("step", sa.Text, nullable=False),
        sa.Column("organisation", sa.Text),
        sa.Column("note", sa.Text),
        sa.Column("withdrawn", sa.Text),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_steps_ambassador", "steps", ["ambassador"])
    op.create_table(
        "introductions",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("ambassador", sa.Text, sa.ForeignKey("ambassadors.id"), nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("until", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_introductions_ambassador", "introductions", ["ambassador"])
    op.create_table(
        "signals",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("revision", sa.Integer, nullable=False, server_default="1"),
        sa.Column("topic", sa.Text, nullable=False),
        sa.Column("region", sa.Text, nullable=False),
        sa.Column("quarter", sa.Text, nullable=False),
        sa.Column("pattern", sa.Text, nullable=False),
        sa.Column("gap", sa.Text),
        sa.Column("recommendation", sa.Text),
        sa.Column("exported", sa.Integer),
        sa.Column("withdrawn", sa.Text),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_signals_quarter", "signals", ["quarter"])


def _work() -> None:
    op.create_table(
        "meetings",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("revision", sa.Integer, nullable=False, server_default="1"),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("day", sa.Text, nullable=False),
        sa.Column("starts", sa.Text),
        sa.Column("minutes", sa.Integer),
        sa.Column("place", sa.Text),
        sa.Column("agenda", sa.Text),
        sa.Column("note", sa.Text),
        sa.Column("cancelled", sa.Text),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_meetings_day", "meetings", ["day"])
    op.create_table(
        "attendance",
        sa.Column("meeting", sa.Integer, sa.ForeignKey("meetings.number"), primary_key=True),
        sa.Column("ambassador", sa.Text, sa.ForeignKey("ambassadors.id"), primary_key=True),
        sa.Column("presence", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
    )
    op.create_index("ix_attendance_ambassador", "attendance", ["ambassador"])
    op.create_table(
        "sessions",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("revision", sa.Integer, nullable=False, server_default="1"),
        sa.Column("day", sa.Text, nullable=False),
        sa.Column("topic", sa.Text, nullable=False),
        sa.Column("reached", sa.Integer, nullable=False),
        sa.Column("place", sa.Text),
        sa.Column("venue", sa.Text),
        sa.Column("language", sa.Text),
        sa.Column("organisation", sa.Text),
        sa.Column("note", sa.Text),
        sa.Column("withdrawn", sa.Text),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_sessions_day", "sessions", ["day"])
    op.create_table(
        "session_ambassadors",
        sa.Column("session", sa.Integer, sa.ForeignKey("sessions.number"), primary_key=True),
        sa.Column("ambassador", sa.Text, sa.ForeignKey("ambassadors.id"), primary_key=True),
    )
    op.create_index("ix_session_ambassadors_ambassador", "session_ambassadors", ["ambassador"])
    op.create_table(
        "requests",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("revision", sa.Integer, nullable=False, server_default="1"),
        sa.Column("asker", sa.Text, nullable=False),
        sa.Column("organisation", sa.Text),
        sa.Column("often", sa.Text, nullable=False),
        sa.Column("tasks", sa.Text, nullable=False, server_default="[]"),
        sa.Column("what", sa.Text),
        sa.Column("language", sa.Text),
        sa.Column("first_name", sa.Text),
        sa.Column("day", sa.Text),
        sa.Column("time", sa.Text),
        sa.Column("place", sa.Text),
        sa.Column("note", sa.Text),
        sa.Column("ambassador", sa.Text, sa.ForeignKey("ambassadors.id")),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("outcome", sa.Text),
        sa.Column("outcome_on", sa.Text),
        sa.Column("minutes", sa.Integer),
        sa.Column("slip", sa.Text, unique=True),
        sa.Column("inbox", sa.Text),
        sa.Column("issued", sa.Text),
        sa.Column("content", sa.LargeBinary),
        sa.Column("cleared", sa.Text),
        sa.Column("received", sa.Text, nullable=False),
        sa.Column("changed", sa.Text, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_requests_ambassador", "requests", ["ambassador"])
    op.create_index("requests_open", "requests", ["state", "day"], sqlite_where=sa.text("outcome IS NULL"))
