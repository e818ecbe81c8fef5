"""Answers fit a questionnaire or are refused, and a refusal never quotes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.questionnaire import (
    AnswersError,
    Question,
    Questionnaire,
    Scale,
    check_answers,
    form_structure,
    load,
    shipped_questionnaire,
)

GGD10 = load(shipped_questionnaire("ggd10"))
SCALE = Scale("burden", 0, 10, None, recall=False)


def unanswered(questionnaire: Questionnaire) -> dict[str, object]:
    return dict.fromkeys(question.id for question in questionnaire.questions)


def test_every_question_may_be_skipped() -> None:
    assert check_answers(GGD10, unanswered(GGD10)) == unanswered(GGD10)


def test_they_come_back_in_the_order_of_the_form() -> None:
    backwards = dict(reversed(unanswered(GGD10).items()))

    assert list(check_answers(GGD10, backwards)) == list(unanswered(GGD10))


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"secret": "x"}, "a question that it does not have"),
        ({"sleep": "secret"}, "sleep has no such answer"),
        ({"sleep": 1}, "sleep has no such answer"),
        ({"sleep": ["good"]}, "sleep has no such answer"),
        ({"sleep": True}, "sleep has no such answer"),
        ({"sleep": ""}, "sleep has no such answer"),
    ],
)
def test_what_does_not_fit_is_refused_unquoted(change: Mapping[str, object], reason: str) -> None:
    with pytest.raises(AnswersError) as refused:
        check_answers(GGD10, {**unanswered(GGD10), **change})

    assert refused.value.message == f"the answers do not fit the questionnaire: {reason}"


def test_a_question_left_out_is_refused() -> None:
    answers = unanswered(GGD10)
    del answers["talk"]

    with pytest.raises(AnswersError, match="talk is left out"):
        check_answers(GGD10, answers)


@given(answer=st.integers() | st.booleans() | st.floats() | st.text(max_size=3))
def test_a_scale_takes_whole_numbers_in_its_range_only(answer: object) -> None:
    scales = with_questions(GGD10, SCALE)
    fits = type(answer) is int and 0 <= answer <= 10

    try:
        assert check_answers(scales, {"burden": answer}) == {"burden": answer}
        assert fits
    except AnswersError:
        assert not fits


def test_the_browser_learns_ids_and_ranges_and_no_weight_or_rule() -> None:
    structure = form_structure(with_questions(GGD10, GGD10.questions[0], SCALE))

    assert structure == {
        "id": "ggd10",
        "version": "1",
        "questions": [
            {"id": "sleep", "options": ["good", "sometimes_bad", "often_bad"]},
            {"id": "burden", "minimum": 0, "maximum": 10},
        ],
    }


def with_questions(questionnaire: Questionnaire, *questions: Question) -> Questionnaire:
    return replace(questionnaire, questions=questions)
