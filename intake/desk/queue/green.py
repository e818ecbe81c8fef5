"""Green cases that nobody decided on yet: looked at together, and confirmed together.

What is shown of each is what a nurse would look at on its own page: why it is green, what was answered other than
quietly, what was skipped. So each one shown counts as looked at. Nothing is chosen beforehand.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, select

from intake.desk.audit import Action, Why
from intake.desk.casework.deciding import decide
from intake.desk.casework.revision import ChangedMeanwhileError
from intake.desk.local_time import today
from intake.desk.queue.paging import SIZE, Key, numbers_after
from intake.desk.queue.rows import Row, rows_of
from intake.desk.queue.wanted import Wanted
from intake.desk.tables import cases
from intake.desk.triage import Level
from intake.desk.unlock import OpenDesk
from intake.questionnaire import Answer, Choice, Questionnaire

GREEN = Wanted(level=Level.GREEN.value, status="new")


@dataclass(frozen=True, slots=True, repr=False)
class Green:
    """One of them, with all its answers."""

    row: Row
    answers: Mapping[str, Answer]


@dataclass(frozen=True, slots=True, repr=False)
class Greens:
    """A page of them. ``after`` is the key of the next page, None at the end."""

    cases: tuple[Green, ...]
    after: Key | None


@dataclass(frozen=True, slots=True)
class Confirmed:
    """``left`` were changed, decided on or closed meanwhile, or are not there any more: nothing was done with them."""

    done: tuple[int, ...]
    left: tuple[int, ...]


def look_at_green(desk: OpenDesk, *, after: Key | None = None, size: int = SIZE) -> Greens:
    """The page after a key, or the first; that each case on it was looked at is recorded."""
    day = today(desk.clock())
    with desk.writing() as connection:
        found = numbers_after(connection, GREEN, day, after, size)
        rows = rows_of(connection, found.cases)
        answers = _answers(connection, found.cases)
        for row in rows:
            desk.record(connection, Action.CASE_VIEWED, case=row.number, why=Why.TRIAGE)
    shown = tuple(Green(row, answers[row.number]) for row in rows)
    return Greens(shown, Key.of(rows[-1]) if found.after else None)


def confirm_green(desk: OpenDesk, seen: Mapping[int, int]) -> Confirmed:
    """Confirm cases as green: ``seen`` is each one's number and the revision that was shown. A transaction for each."""
    done: list[int] = []
    left: list[int] = []
    for case, revision in seen.items():
        (done if _confirm(desk, case, revision) else left).append(case)
    return Confirmed(tuple(done), tuple(left))


def notable(questionnaire: Questionnaire, answers: Mapping[str, Answer]) -> tuple[str, ...]:
    """Questions whose answer weighs something, or is not scored at all: what a nurse would read first."""
    asked = (question for question in questionnaire.questions if answers.get(question.id) is not None)
    return tuple(question.id for question in asked if not _quiet(question, answers[question.id]))


def skipped(questionnaire: Questionnaire, answers: Mapping[str, Answer]) -> tuple[str, ...]:
    """Questions that were not answered."""
    return tuple(question.id for question in questionnaire.questions if answers.get(question.id) is None)


def _quiet(question: object, answer: Answer) -> bool:
    if not isinstance(question, Choice) or question.weights is None:
        return False
    return question.weights[question.options.index(str(answer))] == min(question.weights)


def _confirm(desk: OpenDesk, case: int, revision: int) -> bool:
    try:
        with desk.writing() as connection:
            if not _still_green(connection, case):
                return False
            decide(desk, connection, case, revision, Level.GREEN)
    except ChangedMeanwhileError:
        return False
    return True


def _still_green(connection: Connection, case: int) -> bool:
    """Whoever sends another number confirms nothing that is not green by the rules and new."""
    query = select(cases.c.number).where(cases.c.number == case, cases.c.level == Level.GREEN.value)
    open_one = query.where(cases.c.status == GREEN.status, cases.c.closed.is_(None))
    return connection.execute(open_one).first() is not None


def _answers(connection: Connection, numbers: Sequence[int]) -> dict[int, dict[str, Answer]]:
    rows = connection.execute(select(cases.c.number, cases.c.answers).where(cases.c.number.in_(numbers)))
    return {row.number: msgspec.json.decode(row.answers, type=dict[str, Answer]) for row in rows}
