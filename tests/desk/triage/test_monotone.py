"""A worse answer never lowers the level, and skipping is never better than the best answer.

What is worse? For a scored question, an option that weighs more; for ``doctor``, the way from having seen one to
having tried in vain; for ``talk``, the way from "no" to "soon". In ggd10 each is the order of the options.

Skipping is no answer, neither better nor worse, so a step from or to it promises less. Somebody who skips has no
score (beyond two scored questions) or a stretched one; a rule about the skipped answer cannot fire, so the level may
fall: who skips "home" instead of "mostly not" is not red. What can be promised is the other side: up to two scored
questions skipped, skipping never gives a lower level than the best answer would have.

For R11: it depends only on what is missing, and a step from one answer to another leaves that as it is. R12 and R13
are green, the lowest level, so that losing them loses nothing.
"""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from intake.desk.triage import judge
from intake.questionnaire import Answer, Choice, load, shipped_questionnaire

GGD10 = load(shipped_questionnaire("ggd10"))
CHOICES = tuple(question for question in GGD10.questions if isinstance(question, Choice))
ANSWERS: st.SearchStrategy[dict[str, Answer]] = st.fixed_dictionaries(
    {question.id: st.sampled_from([None, *question.options]) for question in CHOICES}
)


def test_the_options_stand_in_rising_order_of_weight() -> None:
    assert len(CHOICES) == len(GGD10.questions)
    assert all(list(question.weights) == sorted(question.weights) for question in CHOICES if question.weights)


@settings(max_examples=1000)
@given(answers=ANSWERS, question=st.sampled_from(CHOICES), data=st.data())
def test_the_level_never_falls_when_one_answer_gets_worse(
    answers: dict[str, Answer], question: Choice, data: st.DataObject
) -> None:
    better, worse = sorted(data.draw(st.permutations(range(len(question.options))))[:2])
    before = judge(GGD10, {**answers, question.id: question.options[better]})
    after = judge(GGD10, {**answers, question.id: question.options[worse]})

    assert after.level >= before.level
    assert (after.score is None) == (before.score is None)
    assert after.score is None or before.score is None or after.score >= before.score
    # Nor does anybody wait longer.
    assert before.target_days is None or (after.target_days or 99) <= before.target_days


@settings(max_examples=1000)
@given(answers=ANSWERS, question=st.sampled_from(CHOICES))
def test_skipping_is_never_better_than_the_best_answer(answers: dict[str, Answer], question: Choice) -> None:
    skipped = judge(GGD10, {**answers, question.id: None})
    best = judge(GGD10, {**answers, question.id: question.options[0]})

    # Without a score there is only what R11 says: a person looks, whatever the score would have said.
    if skipped.score is not None:
        assert skipped.level >= best.level
    else:
        assert "R11" in skipped.rules
        assert skipped.level > "green"


@given(answers=ANSWERS)
def test_every_case_meets_a_rule_and_gets_the_same_judgement_again(answers: dict[str, Answer]) -> None:
    first, again = judge(GGD10, answers), judge(GGD10, dict(reversed(answers.items())))

    assert first.rules
    assert (first.level, first.score, first.rules) == (again.level, again.score, again.rules)
    assert first.level == max(rule.level for rule in GGD10.rules if rule.id in first.rules)
    assert (first.level == "green") == (first.target_days is None)
