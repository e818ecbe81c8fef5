"""A nurse decides how urgent a case is: as the rules suggest, or higher or lower with a reason.

Rules only suggest. Every decision is kept, with the judgement that it was made upon; the newest holds, and no later
judgement changes it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, RowMapping, Select, insert, select, update

from intake.desk.audit import Action
from intake.desk.casework.revision import claim
from intake.desk.casework.states import Status, move, refuse_closed, status_of
from intake.desk.casework.typed import text
from intake.desk.clock import stamp
from intake.desk.days import working_days
from intake.desk.errors import DeskError
from intake.desk.local_time import today
from intake.desk.tables import cases, decisions, judgements
from intake.desk.triage import Level
from intake.desk.unlock import OpenDesk
from intake.marking import N_


@dataclass(frozen=True, slots=True, repr=False)
class Decision:
    """What a nurse decided. ``due`` is an ISO 8601 date, ``at`` a stamp; ``suggested`` is the level of the rules."""

    number: int
    at: str
    actor: str
    level: str
    due: str | None
    reason: str | None
    suggested: str


def decide(
    desk: OpenDesk, connection: Connection, case: int, seen: int, level: Level, reason: str | None = None
) -> int:
    """Decide that ``case`` is of ``level``; gives the new revision.

    ``reason`` is needed where the rules suggest another level. A new case is now decided on; any other stays in its
    state. Raises DeskError where the case is closed or no reason is given.
    """
    taken = claim(connection, case, seen)
    refuse_closed(connection, case)
    suggested = _suggestion(connection, case)
    said = text(reason)
    if said is None and level.value != suggested["level"]:
        raise DeskError(
            N_("a level that the rules do not suggest needs a reason"),
            N_("Write in a few words why: colleagues read it, and so does whoever checks the rules."),
        )
    due = due_on(desk, connection, case, level)
    row = {"case": case, "at": stamp(desk.clock()), "actor": desk.actor, "level": level.value, "due": due}
    row |= {"reason": said, "judgement": suggested["number"]}
    number = connection.execute(insert(decisions).returning(decisions.c.number), row).scalar_one()
    holds = {"level": level.value, "rank": 4 - level.rank, "due": due}
    connection.execute(update(cases).where(cases.c.number == case).values(holds))
    desk.record(connection, Action.CASE_DECIDED, {"decision": number}, case=case)
    if status_of(connection, case) is Status.NEW:
        move(desk, connection, case, Status.TRIAGED)
    return taken


def due_on(desk: OpenDesk, connection: Connection, case: int, level: Level) -> str | None:
    """By when somebody should have tried, were ``case`` of ``level``; an ISO 8601 date, None for no contact.

    Working days count from arrival: as many as the rules that fired ask for, and for another level as many as the most
    urgent rule of that level does. A level that is chosen late is due today, not in the past.
    """
    suggested = _suggestion(connection, case)
    row = connection.execute(select(cases).where(cases.c.number == case)).mappings().one()
    count = suggested["target_days"] if level.value == suggested["level"] else _target(desk, row, level)
    if count is None:
        return None
    due = working_days(desk.section).after(date.fromisoformat(row["arrived"]), count)
    return (due if level.value == suggested["level"] else max(due, today(desk.clock()))).isoformat()


def decision_of(connection: Connection, case: int) -> Decision | None:
    """The decision that holds for ``case``; None where nobody decided yet."""
    row = connection.execute(_decisions(case).order_by(decisions.c.number.desc()).limit(1)).mappings().first()
    return None if row is None else Decision(**row)


def next_new(connection: Connection) -> int | None:
    """The most urgent case that nobody decided on yet; None where all are."""
    waiting = select(cases.c.number).where(cases.c.closed.is_(None), cases.c.status == Status.NEW.value)
    ordered = waiting.order_by(cases.c.rank, cases.c.due.is_(None), cases.c.due, cases.c.number)
    found: int | None = connection.execute(ordered.limit(1)).scalar()
    return found


def _decisions(case: int) -> Select[tuple[object, ...]]:
    names = ("number", "at", "actor", "level", "due", "reason")
    columns = (*(decisions.c[name] for name in names), judgements.c.level.label("suggested"))
    return select(*columns).join(judgements).where(decisions.c.case == case)


def _suggestion(connection: Connection, case: int) -> RowMapping:
    newest = select(judgements).where(judgements.c.case == case).order_by(judgements.c.number.desc()).limit(1)
    return connection.execute(newest).mappings().one()


def _target(desk: OpenDesk, case: RowMapping, level: Level) -> int | None:
    """Working days, as the most urgent rule of ``level`` asks for in the case's questionnaire."""
    kept = desk.library.find((case["questionnaire"], case["version"]))
    assert kept is not None  # a case exists only where its questionnaire was found
    asked = (rule.working_days for rule in kept.questionnaire.rules if rule.level == level)
    return min((days for days in asked if days is not None), default=None)
