"""A questionnaire's texts: complete, in step with its questions, strict (tests/translations looks at the words)."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from intake.errors import QuestionnaireError
from intake.questionnaire import LANGUAGES, Language, language, load, shipped_questionnaire
from intake.questionnaire.catalogue import Review
from intake.questionnaire.texts import (
    load_staff_texts,
    load_texts,
    question_contexts,
    staff_sources,
)

FOLDER = shipped_questionnaire("ggd10")
GGD10 = load(FOLDER)
every_language = pytest.mark.parametrize("offered", LANGUAGES, ids=lambda offered: offered.tag)


@every_language
def test_every_text_is_there_in_every_language(offered: Language) -> None:
    texts = load_texts(FOLDER, offered)

    assert texts.complete
    assert texts.left_over == ()
    assert set(texts.messages) == set(question_contexts(GGD10))


@every_language
def test_a_question_is_short_and_options_of_one_question_differ(offered: Language) -> None:
    texts = load_texts(FOLDER, offered)
    for question in GGD10.questions:
        options = [texts.get(context) for context in texts.messages if context.startswith(f"{question.id}.")]
        assert len(texts.get(question.id).split()) <= 14
        assert len(set(options)) == len(options) >= 3


def test_english_and_dutch_are_the_agreed_wording() -> None:
    english, dutch = load_texts(FOLDER, language("en")), load_texts(FOLDER, language("nl"))

    assert [(english.get(each), dutch.get(each)) for each in ("sleep", "talk", "talk.soon", "skip", "recall")] == [
        ("How was your sleep?", "Hoe was uw slaap?"),
        (
            "Would you like to talk with someone of the GGD about your health?",
            "Wilt u met iemand van de GGD praten over uw gezondheid?",
        ),
        ("Yes, soon please", "Ja, graag snel"),
        ("I do not want to answer", "Ik wil geen antwoord geven"),
        ("In the last 4 weeks", "In de afgelopen 4 weken"),
    ]


def test_staff_read_dutch_and_english_and_the_reasons_are_the_file_s() -> None:
    english, dutch = load_staff_texts(FOLDER, language("en")), load_staff_texts(FOLDER, language("nl"))

    assert english.complete
    assert dutch.complete
    assert {context: english.get(context) for context in english.messages} == staff_sources(GGD10)
    assert dutch.get("notice") == "Voorbeeld in GGD-stijl, niet gevalideerd"
    assert dutch.get("rule.R4") == "vaak slechte slaap, vaak nare dromen, schrikt vaak"


# --- strictness, on a copy


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "copy"))


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def questions(copy: Path, name: str) -> Path:
    return copy / "translations" / "questions" / name


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('msgstr "Hoe was uw slaap?"', 'msgstr ""'),
        ('msgctxt "sleep"\n', '#, fuzzy\nmsgctxt "sleep"\n'),
        ('msgid "How was your sleep?"', 'msgid "How did you sleep?"'),
    ],
    ids=["untranslated", "fuzzy", "of an older English"],
)
def test_a_translation_that_is_not_one_is_missing(old: str, new: str, copy: Path) -> None:
    edit(questions(copy, "nl.po"), old, new)
    texts = load_texts(copy, language("nl"))

    assert texts.missing == ("sleep",)
    assert texts.changed == (("sleep",) if "did you sleep" in new else ())
    assert not texts.complete
    with pytest.raises(QuestionnaireError, match="no text in nl for sleep"):
        texts.get("sleep")
    with pytest.raises(QuestionnaireError):
        texts.review("sleep")


def test_a_language_without_a_file_is_missing_whole(copy: Path) -> None:
    questions(copy, "ti.po").unlink()

    assert set(load_texts(copy, language("ti")).missing) == set(question_contexts(GGD10))


def test_texts_that_nothing_asks_for_are_reported(copy: Path) -> None:
    edit(questions(copy, "nl.po"), 'msgctxt "sleep"', 'msgctxt "walk"')
    texts = load_texts(copy, language("nl"))

    assert (texts.missing, texts.left_over) == (("sleep",), ("walk",))


def test_a_review_is_kept_with_who_did_it(copy: Path) -> None:
    edit(questions(copy, "nl.po"), "# review: draft", "# review: approved by A. Reader on 2026-11-22")
    texts = load_texts(copy, language("nl"))

    assert texts.review("title") is Review.APPROVED
    assert texts.messages["title"].reviewer == "A. Reader"
    assert "title" not in texts.drafts


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('msgctxt "sleep"', 'msgctxt "walk"', "sleep: missing"),
        ('msgctxt "sleep"', 'msgctxt "walk"\nmsgid "Walk?"\nmsgstr ""\n\nmsgctxt "sleep"', "walk: the questionnaire"),
    ],
)
def test_a_template_out_of_step_with_the_questionnaire_is_refused(old: str, new: str, reason: str, copy: Path) -> None:
    edit(questions(copy, "questions.pot"), old, new)

    with pytest.raises(QuestionnaireError, match=reason):
        load_texts(copy, language("nl"))


def test_a_reason_that_changed_needs_its_template_changed(copy: Path) -> None:
    edit(copy / "questionnaire.toml", 'reason = "nothing stands out"', 'reason = "nothing special"')

    with pytest.raises(QuestionnaireError, match=r"staff\.pot: a msgid differs"):
        load_staff_texts(copy, language("nl"))


def test_without_a_template_the_contexts_alone_count(copy: Path) -> None:
    questions(copy, "questions.pot").unlink()
    edit(questions(copy, "nl.po"), 'msgid "How was your sleep?"', 'msgid "How did you sleep?"')

    assert load_texts(copy, language("nl")).complete
