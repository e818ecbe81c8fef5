"""The form's words: complete, plain, alike in every language, and exactly those that the screens ask for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import intake.relay.newcomer
from intake.questionnaire import LANGUAGES, Language, Questionnaire, language
from intake.questionnaire.catalogue import Review
from intake.questionnaire.texts import load_texts
from intake.relay.newcomer.facts import load_numbers
from intake.relay.newcomer.offer import offers
from intake.relay.newcomer.wording import form_texts, translations_folder

BROWSER = Path(intake.relay.newcomer.__file__).parent / "browser"
TEMPLATES = BROWSER.parent / "templates"
PLACEHOLDER = re.compile(r"\{\w+\}")
SENTENCE = re.compile(r"[.?!؟።፧:]\s*")
LONGEST = 12

# Keys that the screens put together.
FAMILIES = {
    "numbers": [number.id for number in load_numbers().numbers],
    "day": [str(day) for day in range(1, 8)],
    "progress": ["questions", "contact"],
    "waiting": ["network", "busy"],
    "moment": ["now", "later"],
    "practice": ["often", "sometimes", "never"],
    "reach": ["title", "call", "message", "come", "no"],
    "line": ["title", "mine", "shared", "unknown"],
    "when": ["weekday-morning", "weekday-afternoon", "weekday-evening", "weekend"],
    "professional": ["title", "woman", "man", "any"],
    "ambassador": ["title", "yes", "other-town", "no"],
}


def asked() -> set[str]:
    """Every key that a screen, a document or a family of keys asks for."""
    sources = [path.read_text(encoding="utf-8") for path in (*BROWSER.rglob("*.ts"), *TEMPLATES.iterdir())]
    direct = re.compile(r'\b(?:text|fill|said)\(\s*"([a-z][\w.-]*\w)"')
    either = re.compile(r'\btext\([^()]*\? "([\w.-]+)" : "([\w.-]+)"\)')
    found = {key for source in sources for key in direct.findall(source)}
    found |= {key for source in sources for pair in either.findall(source) for key in pair}
    return found | {f"{family}.{name}" for family, names in FAMILIES.items() for name in names}


def test_the_screens_ask_for_exactly_the_texts_there_are() -> None:
    assert asked() == set(form_texts(language("en")).messages)


@pytest.mark.parametrize("spoken", LANGUAGES, ids=lambda spoken: spoken.tag)
def test_a_language_is_complete_with_every_back_translation(spoken: Language) -> None:
    texts = form_texts(spoken)
    assert (texts.missing, texts.left_over) == ((), ())
    assert [key for key, message in texts.messages.items() if not message.back_translation] == []
    assert {message.review for message in texts.messages.values()} == {Review.DRAFT}


@pytest.mark.parametrize("spoken", LANGUAGES, ids=lambda spoken: spoken.tag)
def test_placeholders_are_those_of_the_english(spoken: Language) -> None:
    for key, message in form_texts(spoken).messages.items():
        assert sorted(PLACEHOLDER.findall(message.text)) == sorted(PLACEHOLDER.findall(message.source)), key


@pytest.mark.parametrize("spoken", LANGUAGES, ids=lambda spoken: spoken.tag)
def test_sentences_are_short(spoken: Language) -> None:
    texts = form_texts(spoken).messages
    long = [
        sentence
        for message in texts.values()
        for sentence in SENTENCE.split(message.text)
        if len(sentence.split()) > LONGEST
    ]
    assert long == []


@pytest.mark.parametrize("spoken", LANGUAGES, ids=lambda spoken: spoken.tag)
def test_what_stands_twice_is_said_alike(spoken: Language, questionnaire: Questionnaire) -> None:
    form, questions = form_texts(spoken), load_texts(questionnaire.folder, spoken)
    for key in ("title", "skip"):
        assert form.get(key) == questions.get(key)


@pytest.mark.parametrize("spoken", LANGUAGES, ids=lambda spoken: spoken.tag)
def test_nobody_is_promised_that_the_municipality_cannot_read_it(spoken: Language) -> None:
    """A GGD can be part of one. The promise is about the case manager, Work and Income, and the IND."""
    for message in form_texts(spoken).messages.values():
        assert not re.search(
            r"municipal|gemeente|بلدية|ምምሕዳር ከተማ", message.text + message.back_translation, re.IGNORECASE
        )
    assert "IND" in form_texts(spoken).get("who.not")


@pytest.mark.parametrize("change", ["one text is missing", "the English has changed since"])
def test_a_language_that_is_not_whole_is_not_offered(
    questionnaire: Questionnaire, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    for path in (*translations_folder().rglob("form.po"), translations_folder() / "form.pot"):
        copy = tmp_path / path.relative_to(translations_folder())
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    file = tmp_path / "ti" / "LC_MESSAGES" / "form.po"
    old, new = ('msgstr "ቀጽሉ"', 'msgstr ""') if "missing" in change else ('msgid "Continue"', 'msgid "Next"')
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    monkeypatch.setattr("intake.relay.newcomer.wording.translations_folder", lambda: tmp_path)
    assert [offer.language.tag for offer in offers([questionnaire])] == ["nl", "en", "ar"]
