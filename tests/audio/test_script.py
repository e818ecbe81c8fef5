"""What is to be read aloud: all that the form says, in its order, once."""

from __future__ import annotations

import re

import pytest

from intake.audio.clip import as_read
from intake.audio.script import Line, script
from intake.questionnaire import language, load, shipped_questionnaire
from intake.questionnaire.texts import question_contexts
from intake.translations.domains import FORM, own_domain

QUESTIONNAIRE = load(shipped_questionnaire("ggd10"))


@pytest.fixture(scope="module")
def lines() -> tuple[Line, ...]:
    return script(language("en"), [QUESTIONNAIRE])


def keys(lines: tuple[Line, ...]) -> list[str]:
    return [key for line in lines for key in line.keys]


def test_every_question_and_answer_is_read(lines: tuple[Line, ...]) -> None:
    asked = {f"ggd10 1:{context}" for context in question_contexts(QUESTIONNAIRE) if context != "title"}
    assert asked <= set(keys(lines))


def test_every_text_of_the_form_is_read_but_what_only_the_eye_needs(lines: tuple[Line, ...]) -> None:
    texts = own_domain(FORM).texts(language("en")).messages
    unread = {key for key, message in texts.items() if f"form:{key}" not in keys(lines) and as_read(message.text)}
    silent = ("title", "draft", "progress", "listen", "day", "checked", "sheet")
    others = {key for key in unread if key.partition(".")[0] not in silent}
    assert others == {"button.language", "address.erase", "code.erase", "numbers.free"}


def test_what_is_filled_in_later_cannot_be_read_but_for_the_ggd(lines: tuple[Line, ...]) -> None:
    assert not [line.text for line in lines if "{" in line.text]
    assert next(line.text for line in lines if "form:who.only" in line.keys) == "Only GGD, the public health service."


def test_it_begins_with_the_languages_name_and_goes_on_as_the_form_does(lines: tuple[Line, ...]) -> None:
    told = keys(lines)
    way = ["name", *(f"form:{each}.title" for each in ("who", "age", "exit")), "ggd10 1:sleep", "ggd10 1:talk"]
    way += [f"form:{each}.title" for each in ("reach", "send", "end")]
    assert sorted(way, key=told.index) == way
    assert lines[0].text == "English"


def test_the_same_words_are_read_once(lines: tuple[Line, ...]) -> None:
    texts = [line.text for line in lines]
    assert len(set(texts)) == len(texts)
    often = next(line for line in lines if line.text == "Often")
    assert {"form:practice.often", "ggd10 1:dreams.often", "ggd10 1:joy.often"} <= set(often.keys)
    assert len(set(keys(lines))) == len(keys(lines))


def test_whoever_reads_sees_what_it_means() -> None:
    lines = script(language("ar"), [QUESTIONNAIRE])
    sleep = next(line for line in lines if "ggd10 1:sleep" in line.keys)
    assert sleep.english == "How was your sleep?"
    assert "sla" in sleep.dutch
    assert re.search(r"[\u0600-\u06ff]", sleep.text)
    assert sleep.note
    assert sleep.screen.english == "Question 1"
