"""Attempts to reach the person: those that were made, whether one may be made now, and the form to log one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from sqlalchemy import Connection, select

from intake.desk.cases import Case
from intake.desk.casework.attempts import (
    GRANTED,
    RESULTS,
    Attempt,
    Result,
    UnsafeError,
    Way,
    attempts_of,
    refuse_unsafe,
)
from intake.desk.casework.merging import members
from intake.desk.casework.states import Status
from intake.desk.casework.typed import local_minute
from intake.desk.local_time import HERE
from intake.desk.tables import attempts
from intake.desk.unlock import OpenDesk
from intake.web.local.refusals import Refusal, Refused


def read_attempts(desk: OpenDesk, connection: Connection, case: Case) -> Mapping[str, object]:
    """``why_not`` is why nobody may call or write now; ``ways`` are those that could be logged at some time."""
    way = Way(str(case.safe.reach)) if case.safe.allowed else Way.CALL
    why_not = None
    try:
        refuse_unsafe(desk, connection, case.number, way, desk.clock())
    except UnsafeError as error:
        why_not = error
    rows = select(attempts).where(attempts.c.case.in_(members(connection, case.number))).order_by(attempts.c.number)
    return {
        "made": connection.execute(rows).mappings().all(),
        "count": attempts_of(desk, connection, case.number),
        "why_not": why_not,
        "ways": _ways(case),
        "granted": GRANTED,
        "may_end": case.status in (Status.CONTACTING, Status.REACHED, Status.HELD),
    }


def read_attempt(form: Mapping[str, str]) -> Attempt:
    """What a nurse filled in: ``what`` is ``call/no-answer``, ``moment`` Dutch local time or empty for now."""
    way, _, result = form.get("what", "").partition("/")
    try:
        chosen = Way(way), Result(result)
    except ValueError:
        raise Refused(Refusal.BAD_REQUEST) from None
    local = local_minute(form.get("moment"))
    moment = None if local is None else datetime.fromisoformat(local).replace(tzinfo=HERE).astimezone(UTC)
    return Attempt(*chosen, moment, form.get("note"))


def _ways(case: Case) -> list[tuple[str, list[str]]]:
    """The way that the person chose first; a voicemail only where one may be left."""
    chosen = [Way(str(case.safe.reach))] if case.safe.allowed else []
    barred = set() if case.safe.voicemail else {Result.VOICEMAIL_OWN}
    return [
        (way.value, [each.value for each in RESULTS[way] if each not in barred])
        for way in (*chosen, Way.LETTER, Way.VISIT)
    ]
