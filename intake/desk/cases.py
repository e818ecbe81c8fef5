"""Reading a case: found by its number or by the short code that the newcomer was shown.

Reading is not looking: whoever shows a case to somebody records that, in the same transaction.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec
from sqlalchemy import ColumnElement, Connection, RowMapping, select

from intake.desk.casework.facts import agreed
from intake.desk.contact import Agreed, SafeContact
from intake.desk.errors import DeskError
from intake.desk.tables import PAPER, audit, cases, envelopes, judgements
from intake.envelope.encoding import crockford, from_crockford
from intake.envelope.submission import Contact
from intake.questionnaire import Answer

CODE_BYTES = 5
# How the case stands now, in columns of its row.
_STANDING = ("status", "level", "due", "closed", "outcome", "assigned", "revision")


class PastReason(msgspec.Struct, frozen=True):
    """Why a rule fired, as it was judged then."""

    rule: str
    name: str
    level: str
    text: str


@dataclass(frozen=True, slots=True, repr=False)
class PastJudgement:
    """One judgement of a case; the last one holds."""

    made: str
    score: int | None
    band: str | None
    level: str
    reasons: tuple[PastReason, ...]

    @property
    def rules(self) -> tuple[str, ...]:
        """The ids of the rules that fired."""
        return tuple(reason.rule for reason in self.reasons)


@dataclass(frozen=True, slots=True)
class Deed:
    """What somebody did with a case: from the audit trail."""

    at: str
    actor: str
    action: str


@dataclass(frozen=True, slots=True, repr=False)
class Case:
    """Everything about one case. Dates are ISO 8601; ``sealed_at`` is the sender's claim.

    ``contact`` is what stood in the envelope, ``agreed`` what a nurse agreed with the person since.
    ``paper``: somebody typed it in from a form on paper, and ``sealed_at`` is the day on it. ``revision`` grows with
    each change (`intake.desk.casework.revision`).
    """

    number: int
    id: str
    code: str
    questionnaire: str
    version: str
    language: str
    place: str | None
    via: str | None
    sealed_at: str
    arrived: str
    status: str
    level: str
    due: str | None
    closed: str | None
    outcome: str | None
    assigned: str | None
    revision: int
    answers: Mapping[str, Answer]
    contact: Contact
    agreed: Agreed | None
    paper: bool
    same_card: tuple[int, ...]
    judgements: tuple[PastJudgement, ...]
    history: tuple[Deed, ...]

    @property
    def safe(self) -> SafeContact:
        """How the person may be reached now."""
        return SafeContact.of(self.contact, self.agreed)

    @property
    def contact_from(self) -> str:
        """The day that what is known about safe contact comes from, or is confirmed on; an ISO 8601 date."""
        # The sender's device says when it was sealed: never later than it arrived.
        return self.safe.confirmed or min(self.sealed_at, self.arrived)

    def members(self) -> dict[str, object]:
        """The case for `intake desk show --json`."""
        members = {name: getattr(self, name) for name in self.__slots__}
        safe = self.safe
        return members | {"case": members.pop("number"), "may_contact": safe.allowed, "voicemail": safe.voicemail}


def read_case(connection: Connection, wanted: str) -> Case:
    """The case with this number or short code, as a person typed it; raises DeskError where there is not just one."""
    row = connection.execute(select(cases).where(cases.c.number == find_case(connection, wanted))).mappings().one()
    number: int = row["number"]
    names = ("number", "id", "code", "questionnaire", "version", "language", "place", "via", "sealed_at", "arrived")
    return Case(
        **{name: row[name] for name in (*names, *_STANDING)},
        answers=msgspec.json.decode(row["answers"], type=dict[str, Answer]),
        contact=msgspec.json.decode(row["contact"], type=Contact),
        agreed=agreed(connection, number),
        paper=_came_on_paper(connection, row),
        same_card=_same_card(connection, row),
        judgements=_judgements(connection, number),
        history=_history(connection, number),
    )


def find_case(connection: Connection, wanted: str) -> int:
    """The number of the case with this number or short code; raises DeskError where there is not just one.

    A code has eight characters; what is shorter and of digits only is a number.
    """
    found = _having(connection, cases.c.code == (code_of(wanted) or ""))
    if not found and wanted.isascii() and wanted.isdigit() and len(wanted) < 16:
        found = _having(connection, cases.c.number == int(wanted))
    if not found:
        raise DeskError("there is no case with this number or code", "See `intake desk queue`.")
    if len(found) > 1:
        raise DeskError(f"several cases have this code: {', '.join(map(str, found))}", "Give the case's number.")
    return found[0]


def _having(connection: Connection, condition: ColumnElement[bool]) -> list[int]:
    return list(connection.execute(select(cases.c.number).where(condition).order_by(cases.c.number)).scalars())


def code_of(wanted: str) -> str | None:
    """The short code that somebody typed, as it is stored; None where it is none."""
    try:
        return crockford(from_crockford(wanted, CODE_BYTES))
    except ValueError:
        return None


def _came_on_paper(connection: Connection, row: RowMapping) -> bool:
    state = select(envelopes.c.state).where(envelopes.c.digest == row["digest"])
    return bool(connection.execute(state).scalar_one() == PAPER)


def _same_card(connection: Connection, row: RowMapping) -> tuple[int, ...]:
    """Other cases whose link was on the same card: perhaps the same person, perhaps one who got it passed on."""
    if row["card"] is None:
        return ()
    query = select(cases.c.number).where(cases.c.card == row["card"], cases.c.number != row["number"])
    return tuple(connection.execute(query.order_by(cases.c.number)).scalars())


def _judgements(connection: Connection, number: int) -> tuple[PastJudgement, ...]:
    rows = connection.execute(select(judgements).where(judgements.c.case == number).order_by(judgements.c.number))
    return tuple(PastJudgement(row.made, row.score, row.band, row.level, reasons_of(row.reasons)) for row in rows)


def reasons_of(stored: bytes) -> tuple[PastReason, ...]:
    """The reasons of a judgement, as they are stored."""
    return msgspec.json.decode(stored, type=tuple[PastReason, ...])


def _history(connection: Connection, number: int) -> tuple[Deed, ...]:
    query = select(audit.c.at, audit.c.actor, audit.c.action).where(audit.c.case == number).order_by(audit.c.number)
    return tuple(Deed(*row) for row in connection.execute(query))
