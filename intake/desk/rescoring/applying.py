"""Takes changed rules in and judges the open cases again, on a coordinator's word and with a reason.

Every judgement of before stays; the new one is added to it, with the digest of the file that judged. All of it is one
transaction: the rules hold for all cases, or for none.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, insert, select, update

from intake.desk.audit import Action
from intake.desk.cases import PastReason, reasons_of
from intake.desk.casework.typed import text
from intake.desk.clock import stamp
from intake.desk.errors import DeskError
from intake.desk.importing.writing import judgement_row
from intake.desk.people import Role, require
from intake.desk.rescoring.changes import Change, Changes, find_changes, look_into_folders
from intake.desk.tables import cases, decisions, judgements, rescorings
from intake.desk.unlock import OpenDesk
from intake.envelope.encoding import base64url
from intake.marking import N_


@dataclass(frozen=True, slots=True)
class Rescored:
    """Rules that were taken in. ``before`` and ``after`` are digests; ``at`` a stamp; ``cases`` how many got a new
    judgement."""

    at: str
    actor: str
    questionnaire: str
    version: str
    before: bytes
    after: bytes
    reason: str
    cases: int


@dataclass(frozen=True, slots=True, repr=False)
class Otherwise:
    """What the rules say now of a case that a nurse decided on before they changed."""

    level: str
    reasons: tuple[PastReason, ...]


def preview(desk: OpenDesk) -> list[Changes]:
    """What waits to be taken in, and what it would change. Raises DeskError but for a coordinator."""
    with desk.writing() as connection:
        require(connection, desk.actor, Role.COORDINATOR)
        look_into_folders(desk, connection)
    with desk.reading() as connection:  # judging thousands takes a while, and holds up nobody
        return find_changes(desk, connection)


def rescore(desk: OpenDesk, reason: str, *, seen: bytes | None = None) -> list[Changes]:
    """Take in what waits, and judge again; what changed. ``seen`` is the digest of the rules that were shown.

    Raises DeskError where nothing waits, other rules than the shown ones do, or no reason is given.
    """
    why = text(reason)
    if why is None:
        raise DeskError(N_("new rules need a reason"), N_("Write who decided on them, and when."))
    with desk.writing() as connection:
        require(connection, desk.actor, Role.COORDINATOR)
        look_into_folders(desk, connection)
        found = find_changes(desk, connection)
        if not found:
            raise DeskError(
                N_("no rules wait to be taken in"), N_("Put the changed questionnaire where [desk] has it.")
            )
        if seen is not None and seen not in {each.after.definition for each in found}:
            raise DeskError(N_("the rules changed again since they were shown"), N_("Look at what they would change."))
        for each in found:
            _take_in(desk, connection, each, why)
    with desk.reading() as connection:
        desk.library.refresh(connection)
    return found


def history(connection: Connection) -> list[Rescored]:
    """Every time that rules were taken in, the newest first."""
    names = Rescored.__slots__
    rows = connection.execute(select(rescorings).order_by(rescorings.c.number.desc())).mappings()
    return [Rescored(**{name: row[name] for name in names}) for row in rows]


def otherwise(connection: Connection, case: int) -> Otherwise | None:
    """What the rules say now, where that is another level than the one of the judgement a nurse decided upon."""
    newest = select(judgements).where(judgements.c.case == case).order_by(judgements.c.number.desc()).limit(1)
    decided = (
        select(decisions.c.judgement, judgements.c.level)
        .join(judgements, judgements.c.number == decisions.c.judgement)
        .where(decisions.c.case == case)
        .order_by(decisions.c.number.desc())
        .limit(1)
    )
    now, then = connection.execute(newest).one(), connection.execute(decided).first()
    if then is None or now.number == then.judgement or now.level == then.level:
        return None
    return Otherwise(now.level, reasons_of(now.reasons))


def _take_in(desk: OpenDesk, connection: Connection, found: Changes, why: str) -> None:
    for change in found.changes:
        _judge_again(desk, connection, found, change)
    desk.library.adopt(connection, found.version)
    before, after = found.before, found.after.definition
    questionnaire, version = found.version
    row = {"at": stamp(desk.clock()), "actor": desk.actor, "reason": why, "before": before, "after": after}
    which = {"questionnaire": questionnaire, "version": version, "cases": len(found.changes)}
    connection.execute(insert(rescorings), {**row, **which})
    detail = {"questionnaire": " ".join(found.version), "before": base64url(before), "after": base64url(after)}
    desk.record(connection, Action.RULES_CHANGED, detail)


def _judge_again(desk: OpenDesk, connection: Connection, found: Changes, change: Change) -> None:
    judged = change.judgement
    row = judgement_row(change.case, judged, found.after.definition, desk.clock().date())
    number = connection.execute(insert(judgements).returning(judgements.c.number), row).scalar_one()
    again = update(cases).where(cases.c.number == change.case).values(revision=cases.c.revision + 1)
    if not change.decided:
        again = again.values(level=judged.level.value, rank=4 - judged.level.rank, due=change.after.due)
    connection.execute(again)
    desk.record(connection, Action.CASE_REJUDGED, {"judgement": number}, case=change.case)
