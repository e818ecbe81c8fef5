"""Puts what was found into the database, each envelope in a savepoint of its own.

This is the hot path of an import, so it speaks to the driver below SQLAlchemy: a call here costs a tenth of one
through the Core. It commits nothing: the transaction is the caller's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

import msgspec
from sqlalchemy import Connection, Table
from sqlalchemy.exc import OperationalError

from intake.desk.audit import Action, Detail
from intake.desk.contact import SafeContact
from intake.desk.importing.examining import Aside, Found, Outcome, Refused, Waiting
from intake.desk.line import line_of
from intake.desk.tables import PAPER, cases, damaged, envelopes, judgements
from intake.desk.triage import Judgement
from intake.desk.triage import Reason as Because
from intake.envelope.encoding import base64url
from intake.envelope.format import digest as digest_of
from intake.envelope.submission import Contact, Submission
from intake.working_days import WorkingDays

NEW = "new"
IMPORTED, ASIDE, PARKED = "imported", "aside", "parked"

Values = Mapping[str, str | int | bytes | None]
Record = Callable[[Action, Detail], object]


class Writer:
    """Writes envelopes into the transaction of ``connection``. ``today`` is when they are judged; some came before."""

    def __init__(self, connection: Connection, days: WorkingDays, today: date, record: Record) -> None:
        self._driver: Any = connection.connection.driver_connection
        assert connection.dialect.dbapi is not None
        # The driver's own, and what SQLAlchemy makes of it where the audit trail is written.
        self._cannot_write = (connection.dialect.dbapi.OperationalError, OperationalError)
        self._days, self._today = days, today
        self._record = record
        self.cases: list[int] = []

    def known(self, digests: Sequence[bytes]) -> set[bytes]:
        """Which of ``digests`` the desk has, in whatever state."""
        marks = ",".join("?" * len(digests))
        found = self._driver.execute(f"SELECT digest FROM envelopes WHERE digest IN ({marks})", digests)  # noqa: S608
        return {row[0] for row in found}

    def store(self, digest: bytes, data: bytes, outcome: Outcome, arrived: date) -> Outcome:
        """Write ``outcome`` and give it back, or what became of it: a second envelope, or one that nothing takes."""
        self._driver.execute("SAVEPOINT envelope")
        try:
            stored = self._store(digest, data, outcome, arrived)
        except self._cannot_write:
            raise
        except Exception:  # noqa: BLE001 - no envelope, however crafted, may stop the others
            self._driver.execute("ROLLBACK TO envelope")
            stored = self._store(digest, data, Refused(Aside.UNREADABLE), arrived)
        self._driver.execute("RELEASE envelope")
        return stored

    def damaged(self, digest: bytes, found: bytes, bundle: bytes, arrived: date) -> None:
        """Keep what lay in the place of an envelope; once, however often it comes."""
        found_digest = digest_of(found)
        seen = self._driver.execute(
            "SELECT 1 FROM damaged WHERE digest = ? AND found_digest = ?", (digest, found_digest)
        )
        if seen.fetchone() is None:
            row = {"digest": digest, "found_digest": found_digest, "found": found, "bundle": bundle}
            self._insert(damaged, row | {"arrived": arrived.isoformat()})
            self._record(Action.DAMAGED, {"digest": base64url(digest)})

    def enter(self, digest: bytes, found: Found, arrived: date) -> int:
        """Write a form that came on paper; gives its case. ``digest`` stands where an envelope's would."""
        self._envelope(digest, PAPER, arrived, inner_id=found.submission.id)
        self._case(digest, found, arrived, paper=True)
        return self.cases[-1]

    def take_back(self, digest: bytes) -> None:
        """Take out an envelope that waited, before it is stored as what it turned out to be."""
        self._driver.execute("DELETE FROM envelopes WHERE digest = ? AND state IN ('parked', 'aside')", (digest,))

    def _store(self, digest: bytes, data: bytes, outcome: Outcome, arrived: date) -> Outcome:
        match outcome:
            case Found(submission) if self._has(submission.id):
                return self._store(digest, data, Refused(Aside.SECOND), arrived)
            case Found(submission):
                self._envelope(digest, IMPORTED, arrived, inner_id=submission.id)
                self._case(digest, outcome, arrived)
            case Waiting(submission):
                version = {"questionnaire": submission.questionnaire, "version": submission.version}
                self._envelope(digest, PARKED, arrived, sealed=data, **version)
                self._record(Action.PARKED, {"digest": base64url(digest)})
            case Refused(reason):
                self._envelope(digest, ASIDE, arrived, sealed=data, reason=reason.value)
                self._record(Action.SET_ASIDE, {"digest": base64url(digest), "reason": reason.value})
        return outcome

    def _has(self, inner_id: str) -> bool:
        query = "SELECT 1 FROM envelopes WHERE inner_id = ? AND state = 'imported'"
        return self._driver.execute(query, (inner_id,)).fetchone() is not None

    def _envelope(self, digest: bytes, state: str, arrived: date, **more: str | bytes) -> None:
        self._insert(envelopes, {"digest": digest, "state": state, "arrived": arrived.isoformat(), **more})

    def _case(self, digest: bytes, found: Found, arrived: date, *, paper: bool = False) -> None:
        case = self._insert(cases, self._case_row(digest, found, arrived, paper))
        self._insert(judgements, judgement_row(case, found.judgement, found.definition, self._today))
        self.cases.append(case)

    def _case_row(self, digest: bytes, found: Found, arrived: date, paper: bool) -> Values:
        submission, judgement = found.submission, found.judgement
        return {
            **_plain(submission),
            **_searchable(submission.contact),
            "digest": digest,
            "sealed_at": submission.sealed_at.isoformat(),
            "arrived": arrived.isoformat(),
            "answers": msgspec.json.encode(submission.answers),
            "contact": msgspec.json.encode(submission.contact),
            "status": NEW,
            "level": judgement.level.value,
            "rank": 4 - judgement.level.rank,
            "due": self._due(judgement, arrived),
            "revision": 0,
            "paper": int(paper),
        }

    def _due(self, judgement: Judgement, arrived: date) -> str | None:
        days = judgement.target_days
        return None if days is None else self._days.after(arrived, days).isoformat()

    def _insert(self, table: Table, row: Values) -> int:
        statement, names = _statement(table)
        number: int = self._driver.execute(statement, [row.get(name) for name in names]).lastrowid
        return number


def _plain(submission: Submission) -> Values:
    names = ("id", "code", "questionnaire", "version", "language", "place", "via", "card")
    return {name: getattr(submission, name) for name in names}


def _searchable(contact: Contact) -> Values:
    """What cases are looked for by, of how the person may be reached."""
    said = {name: getattr(contact, name) for name in ("reach", "professional", "age")}
    said |= {"line": line_of(contact.address), "times": " ".join(contact.when or ()) or None}
    return {**said, "allowed": int(SafeContact.of(contact).allowed)}


def judgement_row(case: int, judgement: Judgement, definition: bytes, made: date) -> Values:
    """How a judgement of ``case`` is kept; ``definition`` is the digest of the file that judged."""
    return {
        "case": case,
        "made": made.isoformat(),
        "definition": definition,
        "score": judgement.score,
        "band": judgement.band,
        "level": judgement.level.value,
        "reasons": msgspec.json.encode([_because(reason) for reason in judgement.reasons]),
        "target_days": judgement.target_days,
    }


def _because(reason: Because) -> dict[str, str]:
    """A reason as history keeps it; which answers are behind it can be found again."""
    return {"rule": reason.rule, "name": reason.name, "level": reason.level.value, "text": reason.text}


@cache
def _statement(table: Table) -> tuple[str, tuple[str, ...]]:
    """An INSERT of every column, and the columns in the order of its marks; a number that is left out is drawn."""
    names = tuple(column.name for column in table.columns)
    columns, marks = ", ".join(f'"{name}"' for name in names), ", ".join("?" * len(names))
    return f'INSERT INTO "{table.name}" ({columns}) VALUES ({marks})', names  # noqa: S608 - our own tables
