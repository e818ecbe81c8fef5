"""The worked example in docs/questionnaires.md is a questionnaire that works as the page says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from intake.desk.triage import judge
from intake.questionnaire import Questionnaire, language, load
from intake.questionnaire.texts import load_texts

PAGE = Path(__file__).parents[2] / "docs" / "questionnaires.md"
BLOCK = re.compile(r"^`([\w/.]+)`:\n\n```(?:toml|po)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture
def example(tmp_path: Path) -> Questionnaire:
    for name, text in BLOCK.findall(PAGE.read_text(encoding="utf-8")):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return load(tmp_path)


def test_it_loads_and_says_what_staff_screens_say(example: Questionnaire) -> None:
    assert (example.id, example.notice) == ("example", "Voorbeeld, not validated")


def test_its_texts_are_complete_in_dutch(example: Questionnaire) -> None:
    texts = load_texts(example.folder, language("nl"))

    assert texts.complete
    assert texts.left_over == ()


def test_it_judges_as_the_page_says(example: Questionnaire) -> None:
    tired = judge(example, {"tired": "yes", "worry": "yes", "burden": 3})
    silent = judge(example, {"tired": None, "worry": None, "burden": None})

    assert (tired.score, tired.band, tired.rules, tired.level) == (2, "high", ("A",), "amber")
    assert (silent.score, silent.rules, silent.level) == (None, ("B",), "review")
