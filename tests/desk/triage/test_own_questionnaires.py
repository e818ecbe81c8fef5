"""A GGD's own questionnaires: folders by path, no code touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from intake.desk.triage import Level, judge
from intake.questionnaire import Questionnaire, form_structure, load

HEAD = """
id = "{id}"
version = "2"
name = "{name}"
validated = true
owner = "A GGD"
licence = "with permission"
source = "an instrument of their own"
valid_from = 2027-01-01
"""

LAST = """
[[rules]]
id = "LAST"
name = "LAST"
level = "green"
when = "no earlier rule"
reason = "nothing stands out"
advice = "no contact"
"""


def rule(name: str, level: str, when: str, days: int) -> str:
    return f"""
[[rules]]
id = "{name}"
name = "{name}"
level = "{level}"
working_days = {days}
when = "{when}"
reason = "because of {name}"
advice = "do something"
"""


def write(folder: Path, *parts: str) -> Questionnaire:
    folder.mkdir()
    (folder / "questionnaire.toml").write_text("".join(parts), encoding="utf-8")
    return load(folder)


@pytest.fixture
def yes_no(tmp_path: Path) -> Questionnaire:
    """Ten questions, each yes or no, in three bands."""
    questions = (
        f"""
[[questions]]
id = "item{number}"
kind = "choice"
options = ["no", "yes"]
weights = {{ no = 0, yes = 1 }}
"""
        for number in range(1, 11)
    )
    score = """
[score]
missing_at_most = 1
bands = [
  { id = "low", from = 0, to = 3 },
  { id = "medium", from = 4, to = 7 },
  { id = "high", from = 8, to = 10 },
]
"""
    return write(
        tmp_path / "own-yes-no",
        HEAD.format(id="own-yes-no", name="Ten yes or no"),
        *questions,
        score,
        rule("HIGH", "amber", "band = high", 5),
        rule("MEDIUM", "yellow", "band = medium", 10),
        rule("EMPTY", "review", "missing(scored) >= 2", 10),
        LAST,
    )


@pytest.mark.parametrize(
    ("yes", "band", "level"),
    [(0, "low", "green"), (3, "low", "green"), (4, "medium", "yellow"), (7, "medium", "yellow"),
     (8, "high", "amber"), (10, "high", "amber")],
)  # fmt: skip
def test_ten_yes_or_no_questions_in_three_bands(yes: int, band: str, level: str, yes_no: Questionnaire) -> None:
    judgement = judge(yes_no, {f"item{number}": "yes" if number <= yes else "no" for number in range(1, 11)})

    assert (judgement.score, judgement.band, judgement.level) == (yes, band, level)


def test_one_of_ten_may_be_skipped_and_two_may_not(yes_no: Questionnaire) -> None:
    one = dict.fromkeys((f"item{number}" for number in range(1, 11)), "yes") | {"item1": None}

    assert judge(yes_no, one).score == 10
    assert judge(yes_no, one | {"item2": None}).rules == ("EMPTY",)
    assert yes_no.notice == ""


@pytest.fixture
def fifteen(tmp_path: Path) -> Questionnaire:
    """Fifteen numbers from 0 to 4, and one from 0 to 10 that does not count but has a threshold of its own."""
    questions = (
        f"""
[[questions]]
id = "item{number}"
kind = "scale"
minimum = 0
maximum = 4
factor = 1
"""
        for number in range(1, 16)
    )
    burden = """
[[questions]]
id = "thermometer"
kind = "scale"
minimum = 0
maximum = 10
"""
    return write(
        tmp_path / "own-fifteen",
        HEAD.format(id="own-fifteen", name="Fifteen and one"),
        *questions,
        burden,
        "\n[score]\nmissing_at_most = 3\n",
        rule("POSITIVE", "amber", "score >= 12 or thermometer >= 5", 5),
        rule("EMPTY", "review", "missing(scored) > 3 or (missing(all) > 3 and thermometer is missing)", 10),
        LAST,
    )


@pytest.mark.parametrize(
    ("total", "thermometer", "rules"),
    [(11, 4, "LAST"), (12, 4, "POSITIVE"), (0, 5, "POSITIVE"), (60, 10, "POSITIVE"), (0, None, "LAST")],
)
def test_fifteen_numbers_and_a_scale_from_0_to_10(
    total: int, thermometer: int | None, rules: str, fifteen: Questionnaire
) -> None:
    items = {f"item{number}": max(0, min(4, total - 4 * (number - 1))) for number in range(1, 16)}
    judgement = judge(fifteen, {**items, "thermometer": thermometer})

    assert judgement.score == total
    assert judgement.band is None
    assert judgement.rules == (rules,)


def test_a_threshold_on_a_scale_holds_without_a_score(fifteen: Questionnaire) -> None:
    skipped = dict.fromkeys(f"item{number}" for number in range(1, 16))
    judgement = judge(fifteen, {**skipped, "thermometer": 7})

    assert judgement.score is None
    assert (judgement.rules, judgement.level) == (("POSITIVE", "EMPTY"), Level.AMBER)
    assert [(given.question, given.answer) for given in judgement.reasons[0].answers] == [("thermometer", 7)]


def test_the_form_gets_scales_as_scales(fifteen: Questionnaire) -> None:
    questions = form_structure(fifteen)["questions"]

    assert questions[0] == {"id": "item1", "minimum": 0, "maximum": 4}
    assert questions[15] == {"id": "thermometer", "minimum": 0, "maximum": 10}
