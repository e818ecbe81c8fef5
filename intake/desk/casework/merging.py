"""Second answers: cases of one card or with one number, put together by a nurse who saw that it is one person.

Never by itself: people share telephones, and pass cards on. Of two cases one stands; the other is closed and points at
it, keeps all that stands in it, and can be taken apart again. Urgency is never lost: the one that stands is at least as
urgent as the other, and gets the earlier of both due dates.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, RowMapping, func, or_, select, update

from intake.desk.audit import Action
from intake.desk.cases import PastReason, reasons_of
from intake.desk.casework.notes import add_note
from intake.desk.casework.revision import claim, revision_of
from intake.desk.casework.states import Outcome, Reopening, Status, move, reopen
from intake.desk.errors import DeskError
from intake.desk.tables import cases, judgements
from intake.desk.unlock import OpenDesk
from intake.desk.waiting.waits import waits_of
from intake.marking import N_


@dataclass(frozen=True, slots=True, repr=False)
class Other:
    """Another case that may be of the same person, as much of it as is compared. ``arrived`` is an ISO 8601 date."""

    number: int
    revision: int
    arrived: str
    sealed_at: str
    language: str
    level: str
    status: str
    due: str | None
    reach: str | None
    times: str | None
    age: str | None
    closed: str | None
    merged: int | None
    reasons: tuple[PastReason, ...]
    questionnaire: str
    version: str
    same_card: bool
    same_line: bool


def likenesses(connection: Connection, case: int) -> tuple[Other, list[Other]]:
    """``case`` as it is compared, and those of the same card or number, and those merged with it, in order."""
    own = connection.execute(select(cases).where(cases.c.number == case)).mappings().one()
    # Only what an index answers: "is null" among them would read every case.
    alike = [cases.c.number.in_(members(connection, case))]
    alike += [cases.c.number == own["merged"]] if own["merged"] is not None else []
    alike += [cases.c[name] == own[name] for name in ("card", "line") if own[name] is not None]
    found = connection.execute(select(cases).where(or_(*alike), cases.c.number != case).order_by(cases.c.number))
    return _other(connection, own, own), [_other(connection, row, own) for row in found.mappings()]


def look_at_alike(desk: OpenDesk, connection: Connection, case: int) -> tuple[Other, list[Other]]:
    """`likenesses`; that each of the others was looked at is recorded."""
    own, others = likenesses(connection, case)
    for each in others:
        desk.record(connection, Action.CASE_VIEWED, case=each.number)
    return own, others


def members(connection: Connection, case: int) -> tuple[int, ...]:
    """``case`` and all that were merged into it, also by a detour: their attempts count together."""
    found = [case]
    for each in found:
        into = select(cases.c.number).where(cases.c.merged == each).order_by(cases.c.number)
        found += [number for number in connection.execute(into).scalars() if number not in found]
    return tuple(found)


def merge(desk: OpenDesk, connection: Connection, stands: int, seen: int, other: int, seen_other: int) -> int:
    """Put ``other`` together with ``stands``; gives the new revision of ``stands``.

    Raises DeskError where that cannot be: one of them is merged already, the one to stand is closed or less urgent, the
    other waits for care, which would be lost from sight.
    """
    first, second = _row(connection, stands), _row(connection, other)
    _refuse(stands, first, other, second, waits=any(each.ended is None for each in waits_of(connection, other)))
    taken = claim(connection, stands, seen)
    claim(connection, other, seen_other)
    if second["closed"] is None:
        move(desk, connection, other, Status.CLOSED, Outcome.SECOND_CASE.value)
    connection.execute(update(cases).where(cases.c.number == other).values(merged=stands))
    due = min((each["due"] for each in (first, second) if each["due"]), default=None)
    connection.execute(update(cases).where(cases.c.number == stands).values(due=due))
    desk.record(connection, Action.CASES_MERGED, {"merged": other}, case=stands)
    desk.record(connection, Action.CASES_MERGED, {"into": stands}, case=other)
    return taken


def unmerge(desk: OpenDesk, connection: Connection, other: int, seen: int, reason: str) -> int:
    """Take ``other`` out of the case it was merged into; the reason becomes a note. Gives ``other``'s new revision."""
    row = _row(connection, other)
    stands: int | None = row["merged"]
    if stands is None:
        raise DeskError(N_("this case is not merged"), N_("Look at the case again."))
    taken = add_note(desk, connection, other, seen, reason)
    claim(connection, stands, revision_of(connection, stands))
    connection.execute(update(cases).where(cases.c.number == other).values(merged=None))
    if row["outcome"] == Outcome.SECOND_CASE:
        reopen(desk, connection, other, taken, Reopening.CLOSED_BY_MISTAKE)
    desk.record(connection, Action.CASES_UNMERGED, {"merged": other}, case=stands)
    desk.record(connection, Action.CASES_UNMERGED, {"into": stands}, case=other)
    return revision_of(connection, other)


def _refuse(stands: int, first: RowMapping, other: int, second: RowMapping, *, waits: bool) -> None:
    if stands == other:
        raise DeskError(N_("a case cannot be merged with itself"), N_("Choose another one."))
    if first["merged"] is not None or second["merged"] is not None:
        raise DeskError(N_("one of these cases is merged already"), N_("Look at both cases again."))
    if first["closed"] is not None:
        raise DeskError(N_("the case that is to stand is closed"), N_("Let the other stand, or open this one again."))
    if second["closed"] is None and waits:
        raise DeskError(
            N_("the case that is to be closed waits for care"),
            N_("Let that one stand. Where both wait, end one of the referrals first."),
        )
    if second["closed"] is None and second["rank"] < first["rank"]:
        raise DeskError(
            N_("the case that is to stand is less urgent than the other"),
            N_("Let the other stand, or raise the level of this one first."),
        )


def _row(connection: Connection, case: int) -> RowMapping:
    row = connection.execute(select(cases).where(cases.c.number == case)).mappings().first()
    if row is None:
        raise DeskError(N_("there is no case with this number"), N_("It may have been erased."))
    return row


def _other(connection: Connection, row: RowMapping, own: RowMapping) -> Other:
    names = [name for name in Other.__slots__ if name in row]
    return Other(
        reasons=_reasons(connection, row["number"]),
        same_card=row["card"] is not None and row["card"] == own["card"],
        same_line=row["line"] is not None and row["line"] == own["line"],
        **{name: row[name] for name in names},
    )


def _reasons(connection: Connection, case: int) -> tuple[PastReason, ...]:
    newest = select(func.max(judgements.c.number)).where(judgements.c.case == case).scalar_subquery()
    stored = connection.execute(select(judgements.c.reasons).where(judgements.c.number == newest)).scalar_one()
    return reasons_of(stored)
