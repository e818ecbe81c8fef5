"""Answers fit a questionnaire or are refused, and a refusal never quotes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.questionnaire import AnswersError, Question, Questionnaire, Scale, check_answers, form_structure

SCALE = Scale("burden", 0, 10, None, recall=False)


def unanswered(questionnaire: Questionnaire) -> dict[str, object]:
    return dict.fromkeys(question.id for question in questionnaire.questions)


def test_every_question_may_be_skipped(ggd10: Questionnaire) -> None:
    assert check_answers(ggd10, unanswered(ggd10)) == unanswered(ggd10)


def test_they_come_back_in_the_order_of_the_form(ggd10: Questionnaire) -> None:
    backwards = dict(reversed(unanswered(ggd10).items()))

    assert list(check_answers(ggd10, backwards)) == list(unanswered(ggd10))


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
def test_what_does_not_fit_is_refused_unquoted(ggd10: Questionnaire, change: Mapping[str, object], reason: str) -> None:
    with pytest.raises(AnswersError) as refused:
        check_answers(ggd10, {**unanswered(ggd10), **change})

    assert refused.value.message == f"the answers do not fit the questionnaire: {reason}"


def test_a_question_left_out_is_refused(ggd10: Questionnaire) -> None:
    answers = unanswered(ggd10)
    del answers["talk"]

    with pytest.raises(AnswersError, match="talk is left out"):
        check_answers(ggd10, answers)


@given(answer=st.integers() | st.booleans() | st.floats() | st.text(max_size=3))
def test_a_scale_takes_whole_numbers_in_its_range_only(ggd10: Questionnaire, answer: object) -> None:
    scales = with_questions(ggd10, SCALE)
    fits = type(answer) is int and 0 <= answer <= 10

    try:
        assert check_answers(scales, {"burden": answer}) == {"burden": answer}
        assert fits
    except AnswersError:
        assert not fits


def test_the_browser_learns_ids_and_ranges_and_no_weight_or_rule(ggd10: Questionnaire) -> None:
    structure = form_structure(with_questions(ggd10, ggd10.questions[0], SCALE))

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
