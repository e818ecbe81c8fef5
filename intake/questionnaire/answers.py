"""Whether answers fit a questionnaire.

The browser checks before it seals, the desk after it opened: by the same rules. A refusal says which question of
the questionnaire it concerns and never quotes what was sent.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeGuard

from intake.errors import QuestionnaireError
from intake.questionnaire.model import Choice, Question, Questionnaire, Scale

Answer = str | int | None
Answers = Mapping[str, Answer]
"""Question id to option id, whole number, or None: not answered."""


class AnswersError(QuestionnaireError):
    """The answers do not fit the questionnaire."""


def check_answers(questionnaire: Questionnaire, answers: Mapping[str, object]) -> Answers:
    """The same answers in the questionnaire's order, now known to fit it.

    Raises AnswersError unless the keys are exactly the questions and each answer is one that its question knows.
    """
    if answers.keys() - {question.id for question in questionnaire.questions}:
        raise AnswersError("the answers do not fit the questionnaire: a question that it does not have")
    return {question.id: _answer(question, answers) for question in questionnaire.questions}


def _answer(question: Question, answers: Mapping[str, object]) -> Answer:
    if question.id not in answers:
        raise AnswersError(f"the answers do not fit the questionnaire: {question.id} is left out")
    answer = answers[question.id]
    if answer is None:
        return None
    if isinstance(question, Choice) and isinstance(answer, str) and answer in question.options:
        return answer
    if isinstance(question, Scale) and _whole(answer) and question.minimum <= answer <= question.maximum:
        return answer
    raise AnswersError(f"the answers do not fit the questionnaire: {question.id} has no such answer")


def _whole(answer: object) -> TypeGuard[int]:
    """In Python True is an int; on a form it is no number."""
    return isinstance(answer, int) and not isinstance(answer, bool)
