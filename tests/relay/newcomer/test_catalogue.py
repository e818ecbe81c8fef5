"""What the browser gets of a language: structure and words, never how an answer is weighed."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from intake.errors import ConfigError
from intake.questionnaire import LANGUAGES, Language, Questionnaire, language
from intake.relay.newcomer.catalogue import catalogue, file_name
from intake.relay.newcomer.facts import DATA, load_numbers, load_places
from intake.relay.offer import Offer, offers
from tests.translations.copies import change, copied_questionnaire


@cache
def offered(questionnaire: Questionnaire) -> tuple[Offer, ...]:
    return offers([questionnaire])


def made(questionnaire: Questionnaire, spoken: Language) -> dict[str, Any]:
    offer = next(each for each in offered(questionnaire) if each.language is spoken)
    found: dict[str, Any] = json.loads(catalogue(offer, load_numbers(), load_places()))
    return found


@pytest.mark.parametrize("spoken", LANGUAGES, ids=lambda spoken: spoken.tag)
def test_it_holds_the_questions_and_their_words_and_no_weight(questionnaire: Questionnaire, spoken: Language) -> None:
    found = made(questionnaire, spoken)
    asked = found["questionnaires"]["ggd10 1"]
    assert [question["id"] for question in asked["questions"]] == [each.id for each in questionnaire.questions]
    assert [set(question) for question in asked["questions"]] == [{"id", "options", "recall"}] * 10
    assert [question["id"] for question in asked["questions"] if question["recall"]] == [
        "sleep", "dreams", "pain", "energy", "memory", "startle", "joy",
    ]  # fmt: skip
    for question in asked["questions"]:
        assert all(f"{question['id']}.{option}" in asked["texts"] for option in question["options"])
    assert not {"weights", "score", "rules", "bands"} & set(json.dumps(found).replace('"', " ").split())


def test_what_a_language_lacks_it_brings_along_in_the_words_of_another(tmp_path: Path) -> None:
    asked = copied_questionnaire(tmp_path)
    change(asked.folder / "translations" / "questions" / "ar.po", "pain.often", "")
    found = made(asked, language("ar"))["borrowed"]
    assert found["screens"] == ["ggd10 1/pain"]
    assert (found["language"], found["direction"], found["texts"]["button.back"]) == ("en", "ltr", "Back")
    assert found["questionnaires"]["ggd10 1"]["texts"]["pain.often"] == "Often"
    assert [key for key in found["texts"] if key.startswith("sheet.")] == []
    assert made(asked, language("ti"))["borrowed"] is None


def test_what_only_the_server_writes_is_left_out(questionnaire: Questionnaire) -> None:
    assert [key for key in made(questionnaire, LANGUAGES[0])["texts"] if key.startswith("sheet.")] == []


def test_its_name_is_its_contents(questionnaire: Questionnaire) -> None:
    offer = offers([questionnaire])[0]
    assert file_name(offer, b"one") != file_name(offer, b"two")
    assert file_name(offer, b"one").endswith(".nl.json")


def test_numbers_nobody_checked_say_so(questionnaire: Questionnaire) -> None:
    numbers = made(questionnaire, LANGUAGES[0])["numbers"]
    assert numbers["checked_on"] is None
    assert {"id": "emergency", "number": "112", "free": True} in numbers["list"]
    assert all(number.source for number in load_numbers().numbers)


def test_an_inbox_without_a_place_gets_the_other(questionnaire: Questionnaire) -> None:
    places = made(questionnaire, LANGUAGES[0])["places"]
    assert places[""] == {"working_days": 5, "address": None, "phone": None, "hours": [], "checked_on": None}
    assert places["ggd-demo"]["hours"][0] == {"day": 1, "from": "09:00", "until": "12:00"}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "missing required field `other`"),
        ("[other]\nworking_days = 0", ">= 1"),
        ("[other]\nworking_days = 5\nunknown = 1", "unknown field `unknown`"),
        ('[other]\nworking_days = 5\nhours = [{ day = 8, from = "09:00", until = "12:00" }]', "<= 7"),
        ('[other]\nworking_days = 5\nhours = [{ day = 1, from = "9", until = "12:00" }]', "matching regex"),
        ("[other", "Expected"),
    ],
)
def test_a_file_of_facts_that_is_none_stops_the_start(tmp_path: Path, text: str, reason: str) -> None:
    file = tmp_path / "places.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=reason):
        load_places(file)


def test_a_missing_file_of_facts_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot read"):
        load_numbers(tmp_path / "numbers.toml")


def test_the_shipped_facts_are_in_order() -> None:
    assert load_numbers(DATA / "numbers.toml").numbers
    assert load_places(DATA / "places.toml").other.working_days == 5
