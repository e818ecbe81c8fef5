"""The one function that says whether a condition holds, and because of which answers.

It walks the data that intake.questionnaire.grammar checked; no text is ever run. A question that was not answered
satisfies only a test that asks for just that.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import dataclass

from intake.desk.triage.score import Tally
from intake.questionnaire import Answers
from intake.questionnaire.conditions import (
    Among,
    BandIs,
    Chosen,
    Comparison,
    Condition,
    Either,
    Every,
    Measured,
    MissingCount,
    NoEarlierRule,
    ScoreIs,
    Test,
    Unanswered,
)

COMPARE: dict[Comparison, Callable[[int, int], bool]] = {
    Comparison.EQUAL: operator.eq,
    Comparison.LESS: operator.lt,
    Comparison.AT_MOST: operator.le,
    Comparison.MORE: operator.gt,
    Comparison.AT_LEAST: operator.ge,
}


@dataclass(frozen=True, slots=True, repr=False)
class Case:
    """What a condition is held against. No repr: it would show answers."""

    answers: Answers
    tally: Tally
    earlier_rule: bool


def evidence(condition: Condition, case: Case) -> frozenset[str] | None:
    """None where the condition does not hold; else the questions whose answers (or whose silence) made it hold.

    The set may be empty: "no earlier rule" holds because of no answer in particular.
    """
    if not isinstance(condition, Every | Either):
        return _tested(condition, case)
    found = [evidence(part, case) for part in condition.parts]
    held = [questions for questions in found if questions is not None]
    enough = len(held) == len(found) if isinstance(condition, Every) else bool(held)
    return frozenset[str]().union(*held) if enough else None


def _tested(test: Test, case: Case) -> frozenset[str] | None:
    match test:
        case Chosen(question, options):
            return frozenset({question}) if case.answers[question] in options else None
        case Measured(question, comparison, value):
            return frozenset({question}) if _compares(case.answers[question], comparison, value) else None
        case Unanswered(question):
            return frozenset({question}) if case.answers[question] is None else None
        case MissingCount(among, comparison, value):
            missing = case.tally.missing_scored if among is Among.SCORED else case.tally.missing
            return missing if COMPARE[comparison](len(missing), value) else None
        case ScoreIs(comparison, value):
            return case.tally.raising if _compares(case.tally.score, comparison, value) else None
        case BandIs(bands):
            return case.tally.raising if case.tally.band in bands else None
        case NoEarlierRule():
            return None if case.earlier_rule else frozenset()


def _compares(given: object, comparison: Comparison, value: int) -> bool:
    return isinstance(given, int) and COMPARE[comparison](given, value)
