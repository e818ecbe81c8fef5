"""What changed rules would make of the open cases. Nothing is changed here.

Only rules of the same version count: what a version asks never changes, and answers to one version are never judged by
another. A case that a nurse decided on keeps its level and its due date, whatever the rules say now; so does a case
that is closed, which is not judged again at all.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, func, select

from intake.desk.cases import reasons_of
from intake.desk.days import working_days
from intake.desk.library import Kept, Version
from intake.desk.local_time import today
from intake.desk.tables import cases, decisions, judgements
from intake.desk.triage import Judgement, judge
from intake.desk.unlock import OpenDesk
from intake.questionnaire import Answer


@dataclass(frozen=True, slots=True)
class Verdict:
    """What rules make of a case. ``due`` is an ISO 8601 date, None for no contact."""

    level: str
    rules: tuple[str, ...]
    due: str | None


@dataclass(frozen=True, slots=True, repr=False)
class Change:
    """One case that the rules judge otherwise now. ``decided``: a nurse decided on it, so it stays as it is."""

    case: int
    before: Verdict
    after: Verdict
    decided: bool
    judgement: Judgement

    @property
    def moves(self) -> bool:
        """Does its place in the queue change?"""
        return not self.decided and (self.before.level, self.before.due) != (self.after.level, self.after.due)


@dataclass(frozen=True, slots=True)
class Changes:
    """What new rules of one version would do. ``looked_at`` are all open cases of it."""

    version: Version
    before: bytes
    after: Kept
    looked_at: int
    changes: tuple[Change, ...]

    @property
    def moving(self) -> list[Change]:
        """Cases that get another level or due date."""
        return [each for each in self.changes if each.moves]

    @property
    def decided(self) -> list[Change]:
        """Cases that stay as a nurse decided, though the rules say otherwise now."""
        return [each for each in self.changes if each.decided]


def look_into_folders(desk: OpenDesk, connection: Connection) -> None:
    """Read the configured folders once more, in a transaction that writes; raises as `Library.take_in`."""
    desk.library.take_in(connection, desk.section.questionnaires, desk.clock().date())


def find_changes(desk: OpenDesk, connection: Connection) -> list[Changes]:
    """Of every version whose folder, as it was last read, judges otherwise than the desk does."""
    return [_of(desk, connection, version) for version in sorted(desk.library.waiting)]


def _of(desk: OpenDesk, connection: Connection, version: Version) -> Changes:
    now, then = desk.library.find(version), desk.library.offered(version)
    assert now is not None  # what waits differs from what is there
    rows = list(_open(connection, version))
    changes = tuple(each for row in rows if (each := _change(desk, then, row)) is not None)
    return Changes(version, now.definition, then, len(rows), changes)


def _open(connection: Connection, version: Version) -> Iterable[Row[*tuple[Any, ...]]]:
    """Open cases of ``version``, each with its newest judgement."""
    each = judgements.alias()
    newest = select(func.max(each.c.number)).where(each.c.case == cases.c.number).scalar_subquery()
    decided = select(decisions.c.number).where(decisions.c.case == cases.c.number).exists()
    query = (
        select(
            *(cases.c[name] for name in ("number", "answers", "arrived", "level", "due")),
            *(judgements.c[name] for name in ("score", "band", "reasons", "target_days")),
            judgements.c.level.label("judged"),
            decided.label("decided"),
        )
        .select_from(cases)
        .join(judgements, judgements.c.number == newest)
        .where(cases.c.questionnaire == version[0], cases.c.version == version[1], cases.c.closed.is_(None))
        .order_by(cases.c.number)
    )
    return connection.execute(query)


def _change(desk: OpenDesk, rules: Kept, row: Row[*tuple[Any, ...]]) -> Change | None:
    """None where the rules make the same of it."""
    judged = judge(rules.questionnaire, msgspec.json.decode(row.answers, type=dict[str, Answer]))
    were = tuple((each.rule, each.level, each.text) for each in reasons_of(row.reasons))
    are = tuple((each.rule, each.level.value, each.text) for each in judged.reasons)
    if (row.score, row.band, row.judged, row.target_days, were) == (
        judged.score,
        judged.band,
        judged.level.value,
        judged.target_days,
        are,
    ):
        return None
    before = Verdict(row.level, tuple(rule for rule, _, _ in were), row.due)
    after = Verdict(judged.level.value, judged.rules, _due(desk, row, judged))
    return Change(row.number, before, after, bool(row.decided), judged)


def _due(desk: OpenDesk, row: Row[*tuple[Any, ...]], judged: Judgement) -> str | None:
    """As it is where the target is the same; else counted from arrival, and never in the past."""
    if judged.target_days == row.target_days:
        kept: str | None = row.due
        return kept
    if judged.target_days is None:
        return None
    due = working_days(desk.section).after(date.fromisoformat(row.arrived), judged.target_days)
    return max(due, today(desk.clock())).isoformat()
