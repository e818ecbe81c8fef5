"""What the person of a case waits for: a part of its page, where there is or was a wait."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection

from intake.desk.cases import Case
from intake.desk.casework.deciding import decision_of
from intake.desk.casework.referrals import referrals_of
from intake.desk.local_time import today
from intake.desk.unlock import OpenDesk
from intake.desk.waiting.changing import SELDOMEST
from intake.desk.waiting.checking import CheckIn, Goes, check_ins_of
from intake.desk.waiting.waits import BRIDGES, waits_of
from intake.desk.web.case.trying import read_attempts


def read_waits(desk: OpenDesk, connection: Connection, case: Case) -> Mapping[str, object] | None:
    """``last`` is the newest answer by referral; ``worse``: nobody decided on the case since it went worse."""
    waits = waits_of(connection, case.number)
    if not waits:
        return None
    asked, decision = check_ins_of(connection, case.number), decision_of(connection, case.number)
    last = _last(asked)
    worse = {
        each.referral
        for each in last.values()
        if each.result == Goes.WORSE and (decision is None or decision.at <= each.at)
    }
    tried = read_attempts(desk, connection, case)
    return {
        "waits": waits,
        "named": {each.number: each.organisation for each in referrals_of(connection, case.number)},
        "day": today(desk.clock()),
        "asked": asked,
        "last": last,
        "worse": worse,
        "bridges": BRIDGES,
        "goes": list(Goes),
        "seldomest": SELDOMEST,
        "ways": tried["ways"],
        "why_not": tried["why_not"],
    }


def _last(asked: list[CheckIn]) -> dict[int, CheckIn]:
    """``asked`` has the newest first."""
    return {each.referral: each for each in reversed(asked)}
