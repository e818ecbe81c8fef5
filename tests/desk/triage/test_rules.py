"""Every rule of the shipped questionnaire, by example."""

from __future__ import annotations

import pytest

from intake.desk.triage import Judgement, Level, judge
from intake.questionnaire import AnswersError, Choice, load, shipped_questionnaire

GGD10 = load(shipped_questionnaire("ggd10"))
WELL = {question.id: question.options[0] for question in GGD10.questions if isinstance(question, Choice)}


def judge_with(**answers: str | None) -> Judgement:
    """Judges somebody who is well in every way and wants nothing, but for the answers given here."""
    return judge(GGD10, {**WELL, **answers})


# (what differs from being well, all rules that fire, level, score, band, working days)
EXAMPLES: list[tuple[dict[str, str | None], str, str, int | None, str | None, int | None]] = [
    ({}, "R13", "green", 0, "low", None),
    ({"talk": "maybe"}, "R12", "green", 0, "low", None),
    ({"talk": "maybe", "doctor": "not_yet"}, "R10", "yellow", 0, "low", 10),
    ({"home": "mostly_not"}, "R1", "red", 2, "low", 1),
    ({"talk": "soon"}, "R2", "red", 0, "low", 1),
    ({"talk": "yes"}, "R7", "amber", 0, "low", 5),
    ({"sleep": "often_bad", "dreams": "often", "startle": "often"}, "R4 R8", "amber", 6, "medium", 5),
    ({"sleep": "often_bad", "dreams": "often", "startle": "sometimes"}, "R13", "green", 5, "low", None),
    ({"energy": "mostly_not", "joy": "never"}, "R5", "amber", 4, "low", 5),
    ({"energy": "mostly_not", "joy": "sometimes"}, "R13", "green", 3, "low", None),
    ({"home": "sometimes"}, "R13", "green", 1, "low", None),
    ({"home": "sometimes", "sleep": "often_bad", "dreams": "often"}, "R13", "green", 5, "low", None),
    ({"home": "sometimes", "sleep": "often_bad", "dreams": "often", "memory": "sometimes"}, "R6 R8", "amber", 6,
     "medium", 5),
    ({"pain": "often"}, "R9", "yellow", 2, "low", 10),
    ({"pain": "often", "sleep": "often_bad", "dreams": "often"}, "R8", "yellow", 6, "medium", 10),
    ({"doctor": "not_yet"}, "R10", "yellow", 0, "low", 10),
    ({"doctor": "could_not"}, "R10", "yellow", 0, "low", 10),
    ({"doctor": "over_a_year"}, "R13", "green", 0, "low", None),
    ({"sleep": None, "dreams": None, "pain": None}, "R11", "review", None, None, 10),
    ({"sleep": None, "dreams": None}, "R13", "green", 0, "low", None),
    ({"home": None, "talk": None}, "R11", "review", 0, "low", 10),
    ({"home": None}, "R13", "green", 0, "low", None),
    ({"talk": None}, "R13", "green", 0, "low", None),
    ({"doctor": None}, "R13", "green", 0, "low", None),
    ({"sleep": None, "dreams": None, "pain": None, "talk": "soon", "doctor": "not_yet"}, "R2 R10 R11", "red", None,
     None, 1),
    ({"sleep": None, "dreams": None, "joy": None, "pain": "often"}, "R11", "review", None, None, 10),
]  # fmt: skip


@pytest.mark.parametrize(("answers", "rules", "level", "score", "band", "days"), EXAMPLES)
def test_a_rule_fires_when_its_answers_are_given(
    answers: dict[str, str | None],
    rules: str,
    level: str,
    score: int | None,
    band: str | None,
    days: int | None,
) -> None:
    judgement = judge_with(**answers)

    assert judgement.rules == tuple(rules.split())
    assert judgement.level == level
    assert (judgement.score, judgement.band, judgement.target_days) == (score, band, days)


def test_the_examples_cover_every_rule() -> None:
    fired = {rule for _, rules, *_ in EXAMPLES for rule in rules.split()}

    # R3 is below: it takes a score of 11, which no short example reaches.
    assert fired | {"R3"} == {rule.id for rule in GGD10.rules}


@pytest.mark.parametrize(("memory", "rule"), [("never", "R8"), ("sometimes", "R3")])
def test_the_high_band_begins_at_eleven(memory: str, rule: str) -> None:
    judgement = judge_with(
        sleep="often_bad", dreams="often", pain="often", energy="mostly_not", joy="sometimes",
        startle="sometimes", memory=memory,
    )  # fmt: skip

    assert judgement.score == (11 if rule == "R3" else 10)
    assert judgement.rules == (rule,)


def test_all_rules_that_fire_are_listed_and_the_highest_level_counts() -> None:
    judgement = judge_with(
        sleep="often_bad", dreams="often", pain="often", energy="mostly_not", memory="often",
        startle="often", joy="never", home="mostly_not", doctor="could_not", talk="soon",
    )  # fmt: skip

    assert judgement.rules == ("R1", "R2", "R3", "R4", "R5", "R10")
    assert (judgement.score, judgement.level, judgement.target_days) == (16, Level.RED, 1)


def test_a_reason_says_in_words_why_and_names_the_answers_behind_it() -> None:
    reasons = judge_with(sleep="often_bad", dreams="often", startle="often", talk="yes", home="sometimes").reasons
    behind = {reason.rule: [(given.question, given.answer) for given in reason.answers] for reason in reasons}
    bad_nights = [("sleep", "often_bad"), ("dreams", "often"), ("startle", "often")]

    assert [reason.rule for reason in reasons] == ["R4", "R6", "R7", "R8"]
    assert reasons[0].text == "often bad sleep, often bad dreams, startles often"
    assert behind["R4"] == bad_nights
    assert behind["R6"] == [*bad_nights, ("home", "sometimes")]
    assert behind["R7"] == [("talk", "yes")]
    assert behind["R8"] == behind["R6"]


def test_a_reason_of_incompleteness_names_what_was_skipped() -> None:
    (reason,) = judge_with(home=None, talk=None).reasons

    assert [(given.question, given.answer) for given in reason.answers] == [("home", None), ("talk", None)]


def test_answers_that_do_not_fit_are_not_judged() -> None:
    with pytest.raises(AnswersError):
        judge_with(sleep="often")


def test_no_repr_shows_an_answer() -> None:
    judgement = judge_with(talk="soon")

    for thing in (judgement, judgement.reasons[0], judgement.reasons[0].answers[0]):
        assert "soon" not in repr(thing)
        assert "red" not in repr(thing)


def test_levels_are_ranked_by_urgency() -> None:
    assert sorted(Level, reverse=True) == ["red", "amber", "yellow", "review", "green"]
    assert Level.RED > Level.AMBER >= Level.AMBER > Level.YELLOW > Level.REVIEW > Level.GREEN
    assert Level.GREEN < Level.REVIEW <= Level.REVIEW
    assert max(Level.YELLOW, Level.RED, Level.AMBER) is Level.RED
