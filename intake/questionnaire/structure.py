"""What the browser gets to know of a questionnaire: ids and ranges. No weight, band or rule ever leaves this way."""

from __future__ import annotations

from typing import TypedDict

from intake.questionnaire.model import Choice, Question, Questionnaire


class ChoiceStructure(TypedDict):
    """A choice question: its options in the order of the form."""

    id: str
    options: list[str]


class ScaleStructure(TypedDict):
    """A scale question: the lowest and the highest number."""

    id: str
    minimum: int
    maximum: int


class FormStructure(TypedDict):
    """A questionnaire without scoring, ready for JSON."""

    id: str
    version: str
    questions: list[ChoiceStructure | ScaleStructure]


def form_structure(questionnaire: Questionnaire) -> FormStructure:
    """The structure that form and test vectors check answers against."""
    return {
        "id": questionnaire.id,
        "version": questionnaire.version,
        "questions": [_structure(question) for question in questionnaire.questions],
    }


def _structure(question: Question) -> ChoiceStructure | ScaleStructure:
    if isinstance(question, Choice):
        return {"id": question.id, "options": list(question.options)}
    return {"id": question.id, "minimum": question.minimum, "maximum": question.maximum}
