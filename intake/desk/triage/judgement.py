"""From answers to a level: which rules fire, why, how urgent, and by when somebody should have tried.

Guarantees: the same questionnaire and answers always give the same judgement, so that it can be made again at any
time. It proposes; a person at the desk decides, and nothing is sent because of it. Nothing here has a repr that
shows an answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from intake.desk.triage.evidence import Case, evidence
from intake.desk.triage.score import tally
from intake.questionnaire import Answer, Answers, Level, Questionnaire, Rule, check_answers


@dataclass(frozen=True, slots=True, repr=False)
class Given:
    """One answer behind a reason. ``answer`` is an option id, a number, or None where the question was skipped."""

    question: str
    answer: Answer


@dataclass(frozen=True, slots=True, repr=False)
class Reason:
    """Why one rule fired, in plain words, and the answers behind it in the order of the form.

    ``text`` and ``advice`` are as in the questionnaire's file; another staff language is in its texts, under
    ``rule.<id>`` and ``rule.<id>.advice``.
    """

    rule: str
    name: str
    level: Level
    text: str
    advice: str
    answers: tuple[Given, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Judgement:
    """What the rules make of one set of answers.

    ``rules`` are the ids of all that fired, in the order of the file, and ``reasons`` go with them. ``level`` is the
    highest of theirs. ``target_days`` is the shortest of their targets, in working days; None for no contact.
    """

    score: int | None
    band: str | None
    level: Level
    rules: tuple[str, ...]
    reasons: tuple[Reason, ...]
    target_days: int | None


def judge(questionnaire: Questionnaire, answers: Mapping[str, object]) -> Judgement:
    """Judge these answers. Raises AnswersError where they do not fit the questionnaire.

    At least one rule fires: the last rule of every questionnaire is there for when no other does.
    """
    fitting = check_answers(questionnaire, answers)
    added_up = tally(questionnaire, fitting)
    fired: list[tuple[Rule, frozenset[str]]] = []
    for rule in questionnaire.rules:
        behind = evidence(rule.when, Case(fitting, added_up, earlier_rule=bool(fired)))
        if behind is not None:
            fired.append((rule, behind))
    return Judgement(
        score=added_up.score,
        band=added_up.band,
        level=max(rule.level for rule, _ in fired),
        rules=tuple(rule.id for rule, _ in fired),
        reasons=tuple(_reason(rule, behind, fitting) for rule, behind in fired),
        target_days=min((rule.working_days for rule, _ in fired if rule.working_days is not None), default=None),
    )


def _reason(rule: Rule, behind: frozenset[str], answers: Answers) -> Reason:
    given = tuple(Given(question, answer) for question, answer in answers.items() if question in behind)
    return Reason(rule.id, rule.name, rule.level, rule.reason, rule.advice, given)
