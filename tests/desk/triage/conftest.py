"""The shipped questionnaire, and how a person answers it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from intake.desk.triage import Judgement, judge
from intake.questionnaire import Choice, Questionnaire, load, shipped_questionnaire

JudgeWith = Callable[..., Judgement]


@pytest.fixture(scope="session")
def ggd10() -> Questionnaire:
    return load(shipped_questionnaire("ggd10"))


@pytest.fixture(scope="session")
def judge_with(ggd10: Questionnaire) -> JudgeWith:
    """Judges somebody who is well in every way and wants nothing, but for the answers given here."""
    well = {question.id: question.options[0] for question in ggd10.questions if isinstance(question, Choice)}

    def judged(**answers: str | None) -> Judgement:
        return judge(ggd10, {**well, **answers})

    return judged
