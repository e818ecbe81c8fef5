"""What nurses do with cases; who may do what; backups and erasures. Cases are found by how to reach the person."""

from __future__ import annotations

import json
import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    _cases()
    _searchable()
    _casework()
    _record()
    _carried()


def _cases() -> None:
    op.add_column("cases", sa.Column("revision", sa.Integer, nullable=False, server_default="0"))
    for name in ("assigned", "closed", "outcome"):
        op.add_column("cases", sa.Column(name, sa.Text))
    # SQLite adds a reference only where it is written in one go with the column.
    op.execute('ALTER TABLE cases ADD COLUMN merged INTEGER REFERENCES cases ("number")')
    for name in ("line", "reach", "times", "professional", "age"):
        op.add_column("cases", sa.Column(name, sa.Text))
    op.create_index("ix_cases_assigned", "cases", ["assigned"])
    op.create_index("ix_cases_line", "cases", ["line"])
    op.create_index("cases_merged", "cases", ["merged"], sqlite_where=sa.text("merged IS NOT NULL"))
    op.create_index("cases_open", "cases", ["rank", "due", "number"], sqlite_where=sa.text("closed IS NULL"))
    for name in ("paper", "allowed"):
        op.add_column("cases", sa.Column(name, sa.Integer, nullable=False, server_default="0"))
    at_work = sa.text("closed IS NULL AND NOT (level = 'green' AND status = 'triaged')")
    columns = ["rank", "due", "number", "status", "language", "place", "assigned", "paper", "allowed"]
    op.create_index("cases_at_work", "cases", columns, sqlite_where=at_work)
    for name in ("status", "language", "place", "assigned"):
        op.create_index(f"cases_at_work_{name}", "cases", [name], sqlite_where=at_work)
    to_call = sa.text("allowed = 1 AND rank < 4 AND status IN ('triaged', 'contacting')")
    columns = ["rank", "due", "number", "status", "times", "reach", "language", "professional", "assigned", "allowed"]
    op.create_index("cases_to_call", "cases", columns, sqlite_where=to_call)
    op.create_index("cases_by_arrival", "cases", ["arrived", "level"])
    op.create_index("cases_by_closing", "cases", ["closed"], sqlite_where=sa.text("closed IS NOT NULL"))
    for name in ("card", "line"):
        with_one = sa.text(f"closed IS NULL AND {name} IS NOT NULL")
        op.create_index(f"cases_open_{name}", "cases", [name], sqlite_where=with_one)


def _searchable() -> None:
    """Fill the columns to search by, of cases that came before."""
    bind = op.get_bind()
    for number, contact in bind.execute(sa.text("SELECT number, contact FROM cases")).all():
        said = json.loads(contact)
        row = {"number": number, "line": _line(said.get("address")), "times": " ".join(said.get("when") or ()) or None}
        row |= {name: said.get(name) for name in ("reach", "professional", "age")}
        row["allowed"] = said.get("reach") in ("call", "message") and said.get("address") is not None
        bind.execute(
            sa.text(
                "UPDATE cases SET line = :line, reach = :reach, times = :times, professional = :professional,"
                " age = :age, allowed = :allowed WHERE number = :number"
            ),
            row,
        )
    on_paper = "SELECT digest FROM envelopes WHERE state = 'paper'"
    bind.execute(sa.text(f"UPDATE cases SET paper = 1 WHERE digest IN ({on_paper})"))  # noqa: S608 - fixed words


def _line(address: str | None) -> str | None:
    """As intake.desk.line wrote it when this step was made."""
    if address is None:
        return None
    if "@" in address:
        return unicodedata.normalize("NFKC", address).strip().casefold()
    digits = "".join(str(unicodedata.digit(each)) for each in address if each.isdigit())
    if not digits or address.strip().startswith("+"):
        return digits or None
    if digits.startswith("00"):
        return digits[2:]
    return "31" + digits[1:] if digits.startswith("0") else digits


def _of_a_case(name: str, *columns: sa.Column[str] | sa.Column[int]) -> None:
    """A table of rows that somebody wrote about a case."""
    op.create_table(
        name,
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("case", sa.Integer, sa.ForeignKey("cases.number"), nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        *columns,
        sqlite_autoincrement=True,
    )
    op.create_index(f"ix_{name}_case", name, ["case"])


def _texts(needed: str, optional: str = "") -> list[sa.Column[str]]:
    return [
        *(sa.Column(name, sa.Text, nullable=False) for name in needed.split()),
        *(sa.Column(name, sa.Text) for name in optional.split()),
    ]


def _casework() -> None:
    judged_by = sa.Column("judgement", sa.Integer, sa.ForeignKey("judgements.number"), nullable=False)
    _of_a_case("decisions", *_texts("level", "due reason"), judged_by)
    _of_a_case("states", *_texts("status", "reason"))
    _of_a_case("attempts", *_texts("moment way result", "note"))
    _of_a_case("notes", *_texts("text"))
    _of_a_case(
        "referrals",
        *_texts(
            "destination state state_on",
            "organisation shared language consent_on consent_how withdrawn_on told_on reply_by",
        ),
    )
    _of_a_case("appointments", *_texts("starts place whom state"))
    not_own = sa.Column("not_own_community", sa.Integer, nullable=False, server_default="0")
    _of_a_case("bookings", *_texts("language gender way state", "dialect starts avoid"), not_own)
    _of_a_case("reminders", *_texts("due text", "done done_by"))
    _of_a_case("meldcode", sa.Column("step", sa.Integer, nullable=False), *_texts("text", "outcome"))
    _of_a_case("prints", *_texts("kind language ticked"))
    op.create_table(
        "facts",
        sa.Column("case", sa.Integer, sa.ForeignKey("cases.number"), primary_key=True),
        *_texts("at actor"),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "absences",
        sa.Column("number", sa.Integer, primary_key=True),
        *_texts("person since until stand_in at actor"),
        sqlite_autoincrement=True,
    )


def _record() -> None:
    op.add_column("instance", sa.Column("moved", sa.Text))
    op.add_column("audit", sa.Column("why", sa.Text))
    for names in (["at"], ["actor"], ["action"], ["why"], ["actor", "action"]):
        op.create_index(f"ix_audit_{'_'.join(names)}", "audit", names)
    op.create_table("people", sa.Column("name", sa.Text, primary_key=True), *_texts("role since", "until"))
    op.create_table(
        "backups",
        sa.Column("number", sa.Integer, primary_key=True),
        *_texts("at actor"),
        sa.Column("digest", sa.LargeBinary(32), nullable=False),
        sa.Column("cases", sa.Integer, nullable=False),
        sa.Column("audit_head", sa.LargeBinary(32), nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "erasures",
        sa.Column("number", sa.Integer, primary_key=True),
        *_texts("at actor ground"),
        sa.Column("case", sa.Integer, nullable=False),
        sa.Column("digest", sa.LargeBinary(32), nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "rescorings",
        sa.Column("number", sa.Integer, primary_key=True),
        *_texts("at actor questionnaire version reason"),
        sa.Column("before", sa.LargeBinary(32), nullable=False),
        sa.Column("after", sa.LargeBinary(32), nullable=False),
        sa.Column("cases", sa.Integer, nullable=False),
        sqlite_autoincrement=True,
    )


def _carried() -> None:
    for name in ("summary", "file"):
        op.add_column("receipts", sa.Column(name, sa.LargeBinary))
    op.create_index("envelopes_aside", "envelopes", ["arrived"], sqlite_where=sa.text("state = 'aside'"))
