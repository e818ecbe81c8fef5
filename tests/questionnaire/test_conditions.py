"""The condition form: what it can say, how it is refused, and that no text can break its reader."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.questionnaire import Band, Choice, Scale, Score
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
    Unanswered,
)
from intake.questionnaire.grammar import MAX_DEPTH, Names, parse
from intake.questionnaire.tokens import MAX_LENGTH, ConditionError

SLEEP = Choice("sleep", ("good", "bad"), (0, 1), recall=True)
TALK = Choice("talk", ("no", "maybe", "5"), None, recall=False)
BURDEN = Scale("burden", 0, 10, None, recall=False)
NAMES = Names(
    {question.id: question for question in (SLEEP, TALK, BURDEN)},
    Score(0, 20, missing_at_most=0, bands=(Band("low", 0, 9), Band("high", 10, 20))),
)


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("sleep = bad", Chosen("sleep", ("bad",))),
        ("talk = no", Chosen("talk", ("no",))),
        ("talk = 5", Chosen("talk", ("5",))),
        ("talk in (maybe, 5)", Chosen("talk", ("maybe", "5"))),
        ("burden >= 7", Measured("burden", Comparison.AT_LEAST, 7)),
        ("burden is missing", Unanswered("burden")),
        ("missing(scored) >= 1", MissingCount(Among.SCORED, Comparison.AT_LEAST, 1)),
        ("missing(all) = 3", MissingCount(Among.ALL, Comparison.EQUAL, 3)),
        ("score<=20", ScoreIs(Comparison.AT_MOST, 20)),
        ("band in (low, high)", BandIs(("low", "high"))),
        ("no earlier rule", NoEarlierRule()),
        (" ( sleep = bad ) ", Chosen("sleep", ("bad",))),
    ],
)
def test_it_reads_each_test(text: str, condition: Condition) -> None:
    assert parse(text, NAMES) == condition


def test_and_binds_more_strongly_than_or() -> None:
    bad, low, empty = Chosen("sleep", ("bad",)), BandIs(("low",)), Unanswered("talk")

    assert parse("sleep = bad and band = low or talk is missing", NAMES) == Either((Every((bad, low)), empty))
    assert parse("sleep = bad and (band = low or talk is missing)", NAMES) == Every((bad, Either((low, empty))))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "at character 1: expected a question"),
        ("sleep", "at character 6: expected `in`"),
        ("sleep = ", "at character 9: expected an option of this question: good bad"),
        ("sleep = maybe", "at character 9: expected an option"),
        ("sleep >= 1", "at character 7: expected `in`"),
        ("sleep in ()", "at character 11: expected an option"),
        ("talk in (no, no)", "at character 14: named twice"),
        ("talk in (no", "at character 12: expected `\\)`"),
        ("burden = low", "at character 10: expected a whole number from 0 to 10"),
        ("burden > 11", "at character 10: expected a whole number from 0 to 10"),
        ("burden > " + "9" * 5000, "longer than 1000 characters"),
        ("burden > " + "9" * 500, "expected a whole number"),
        ("burden 7", "at character 8: expected a comparison"),
        ("score > 21", "from 0 to 20"),
        ("missing(talk) > 1", "at character 9: expected which questions to count: scored all"),
        ("missing(scored) > 2", "from 0 to 1"),
        ("no rule", "expected `earlier`"),
        ("Sleep = bad", "at character 1: this sign has no meaning here"),
        ("sleep = bad; x", "at character 12: this sign"),
        ("sleep = bad talk = no", "at character 13: expected `and`, `or` or the end"),
        ("(sleep = bad", "expected `\\)`"),
        ("burden > ٧", "this sign"),
        ("__import__", "at character 1: expected a question"),
    ],
)
def test_it_refuses_what_the_questionnaire_does_not_know(text: str, reason: str) -> None:
    with pytest.raises(ConditionError, match=reason):
        parse(text, NAMES)


def test_without_a_score_nothing_can_be_asked_of_it() -> None:
    unscored = Names({"talk": TALK}, None)

    for text in ("score > 1", "band = low"):
        with pytest.raises(ConditionError, match="this questionnaire has no"):
            parse(text, unscored)


def test_nesting_and_length_are_bounded() -> None:
    deep = "(" * MAX_DEPTH + "sleep = bad" + ")" * MAX_DEPTH
    assert parse(deep, NAMES) == Chosen("sleep", ("bad",))

    with pytest.raises(ConditionError, match=f"more than {MAX_DEPTH} parentheses"):
        parse(f"({deep})", NAMES)
    with pytest.raises(ConditionError, match=f"longer than {MAX_LENGTH}"):
        parse("(" * 100_000, NAMES)


COMPARISONS = st.sampled_from(Comparison)
TESTS = st.one_of(
    st.builds(Chosen, st.just("talk"), st.permutations(("no", "maybe", "5")).map(tuple)),
    st.builds(Chosen, st.just("sleep"), st.sampled_from([("good",), ("bad",)])),
    st.builds(Measured, st.just("burden"), COMPARISONS, st.integers(0, 10)),
    st.builds(Unanswered, st.sampled_from(["sleep", "talk", "burden"])),
    st.builds(MissingCount, st.just(Among.ALL), COMPARISONS, st.integers(0, 3)),
    st.builds(ScoreIs, COMPARISONS, st.integers(0, 20)),
    st.builds(BandIs, st.sampled_from([("low",), ("high", "low")])),
    st.just(NoEarlierRule()),
)
CONDITIONS: st.SearchStrategy[Condition] = st.recursive(
    TESTS,
    lambda inner: st.builds(
        lambda kind, parts: kind(tuple(parts)),
        st.sampled_from([Every, Either]),
        st.lists(inner, min_size=2, max_size=3),
    ),
    max_leaves=8,
)


@given(condition=CONDITIONS)
def test_a_condition_written_out_reads_back_the_same(condition: Condition) -> None:
    assert parse(str(condition), NAMES) == condition


SIGNS = ("(", ")", ",", "=", "<", "<=")
WORDS = ("and", "or", "not", "in", "is", "no", "missing", "scored", "all", "earlier", "rule", "score", "band")
PIECES = st.sampled_from([*SIGNS, *WORDS, "low", "sleep", "talk", "good", "5", "99"])


@given(text=st.text(max_size=60) | st.lists(PIECES, max_size=40).map(" ".join))
def test_no_text_leaks_another_exception(text: str) -> None:
    try:
        condition = parse(text, NAMES)
    except ConditionError as error:
        assert error.message  # noqa: PT017 - both ends are right
    else:
        assert parse(str(condition), NAMES) == condition
