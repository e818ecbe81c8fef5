"""The score: exact in whole numbers, and never a zero for what was skipped."""

from __future__ import annotations

import math
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from intake.desk.triage.score import tally
from intake.questionnaire import Answer, Scale, Score, load, shipped_questionnaire

GGD10 = load(shipped_questionnaire("ggd10"))

# Weights in the order of the form's scored questions; None: skipped.
WEIGHTS = st.lists(st.sampled_from([0, 1, 2, None]), min_size=8, max_size=8)


def answers_of(weights: list[int | None]) -> dict[str, Answer]:
    """Answers of these weights. The options of ggd10 stand in rising order of weight."""
    answers: dict[str, Answer] = dict.fromkeys(question.id for question in GGD10.questions)
    for question, weight in zip(GGD10.scored, weights, strict=True):
        assert not isinstance(question, Scale)
        assert question.weights == (0, 1, 2)
        answers[question.id] = None if weight is None else question.options[weight]
    return answers


@given(weights=WEIGHTS)
def test_the_score_is_the_sum_stretched_to_the_whole_and_rounded_half_up(weights: list[int | None]) -> None:
    answered = [weight for weight in weights if weight is not None]
    score = tally(GGD10, answers_of(weights)).score

    if len(answered) < 6:
        assert score is None
    else:
        assert score == math.floor(Fraction(sum(answered) * 16, 2 * len(answered)) + Fraction(1, 2))


@pytest.mark.parametrize(
    ("weights", "score"),
    [
        ([2, 2, 2, 2, 2, 2, 2, 2], 16),
        ([1, 0, 0, 0, 0, 0, 0, None], 1),  # 16/14
        ([1, 1, 1, 1, 0, 0, 0, None], 5),  # 64/14 = 4.57
        ([1, 1, 1, 0, 0, 0, None, None], 4),  # 48/12
        ([2, 2, 1, 0, 0, 0, None, None], 7),  # 80/12 = 6.67
        ([2, 2, 2, 2, 2, 2, None, None], 16),
        ([0, 0, 0, 0, 0, 0, None, None], 0),
        ([2, 2, 2, 2, 2, None, None, None], None),
    ],
)
def test_examples_worked_out_by_hand(weights: list[int | None], score: int | None) -> None:
    assert tally(GGD10, answers_of(weights)).score == score


@given(weights=WEIGHTS, skipped=st.integers(0, 7))
def test_a_skipped_question_never_counts_as_zero(weights: list[int | None], skipped: int) -> None:
    zero = [*weights[:skipped], 0, *weights[skipped + 1 :]]
    missing = [*weights[:skipped], None, *weights[skipped + 1 :]]
    with_zero, with_none = (tally(GGD10, answers_of(each)).score for each in (zero, missing))
    assume(with_none is not None)

    assert with_zero is not None
    assert with_none is not None
    assert with_none >= with_zero


@given(weight=st.sampled_from([1, 2]), skipped=st.sets(st.integers(0, 7), max_size=2))
def test_who_skips_scores_as_who_answers_alike(weight: int, skipped: set[int]) -> None:
    weights = [None if place in skipped else weight for place in range(8)]

    assert tally(GGD10, answers_of(weights)).score == 8 * weight


@given(numbers=st.lists(st.none() | st.integers(1, 5), min_size=4, max_size=4))
def test_a_score_that_does_not_begin_at_zero_stays_in_its_range(numbers: list[int | None]) -> None:
    scales = tuple(Scale(f"q{place}", 1, 5, 2, recall=False) for place in range(4))
    questionnaire = replace(GGD10, questions=scales, score=Score(8, 40, missing_at_most=3, bands=()))
    answered = [number for number in numbers if number is not None]
    added_up = tally(questionnaire, {f"q{place}": number for place, number in enumerate(numbers)})
    score = added_up.score

    if not answered:
        assert score is None
    else:
        # All items alike: the mean of what was answered, for all four.
        assert score == math.floor(Fraction(2 * 4 * sum(answered), len(answered)) + Fraction(1, 2))
        assert 8 <= score <= 40
    assert added_up.band is None


@pytest.mark.parametrize(
    ("score", "band"),
    [(0, "low"), (5, "low"), (6, "medium"), (10, "medium"), (11, "high"), (16, "high")],
)
def test_bands_hold_both_their_ends(score: int, band: str) -> None:
    weights: list[int | None] = [max(0, min(2, score - 2 * place)) for place in range(8)]
    added_up = tally(GGD10, answers_of(weights))

    assert (added_up.score, added_up.band) == (score, band)


def test_a_questionnaire_without_a_score_has_none() -> None:
    unscored = replace(GGD10, questions=GGD10.questions[8:], score=None)
    added_up = tally(unscored, {"doctor": "not_yet", "talk": None})

    assert (added_up.score, added_up.band, added_up.raising) == (None, None, frozenset())
    assert (added_up.missing, added_up.missing_scored) == (frozenset({"talk"}), frozenset())
