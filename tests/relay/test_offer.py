"""Which languages a relay offers: whole screens only, and in production only what somebody reviewed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from intake.errors import ConfigError
from intake.questionnaire import LANGUAGES, Questionnaire
from intake.relay.offer import Offer, offered, offers
from tests.translations.copies import change, copied, copied_questionnaire, edited

Reviewer = Callable[..., None]
TAGS = [language.tag for language in LANGUAGES]


@pytest.fixture
def texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the form's texts, which the relay reads."""
    folder = copied(tmp_path)
    monkeypatch.setattr("intake.translations.domains.translations_folder", lambda: folder)
    return folder


@pytest.fixture
def asked(tmp_path: Path) -> Questionnaire:
    return copied_questionnaire(tmp_path)


def reviewed(texts: Path, asked: Questionnaire, locale: str) -> None:
    """Somebody reviewed all of this language."""
    own = [texts / locale / "LC_MESSAGES" / f"{name}.po" for name in ("form", "info")]
    for file in (*own, asked.folder / "translations" / "questions" / f"{locale}.po"):
        text = file.read_text(encoding="utf-8")
        file.write_text(
            text.replace("# review: draft", "# review: reviewed by A and B on 2026-11-22"), encoding="utf-8"
        )


def production(asked: Questionnaire, *drafts: str) -> list[str]:
    found = offered([asked], environment="production", draft_languages=drafts)
    return [offer.language.tag for offer in found]


def find(tag: str, asked: Questionnaire) -> Offer:
    return next(offer for offer in offers([asked]) if offer.language.tag == tag)


# --- what a language lacks


@pytest.mark.parametrize("change_it", ["is missing", "is fuzzy", "translates an older English"])
def test_a_screen_that_lacks_a_text_is_borrowed_and_no_other(texts: Path, asked: Questionnaire, change_it: str) -> None:
    file = texts / "ti" / "LC_MESSAGES" / "form.po"
    if change_it == "is missing":
        edited(texts, "ti", "who.title", "")
    text = file.read_text(encoding="utf-8")
    context = 'msgctxt "who.title"\n'
    if change_it == "is fuzzy":
        file.write_text(text.replace(context, f"#, fuzzy\n{context}"), encoding="utf-8")
    if change_it == "translates an older English":
        file.write_text(text.replace('msgid "Who reads your answers?"', 'msgid "Who?"'), encoding="utf-8")
    offer = find("ti", asked)
    assert [screen.name for screen in offer.borrowed] == ["who"]
    assert offer.lender is not None
    assert offer.lender.language.tag == "en"
    assert offer.sheet is offer.lender, "the paper form has the same text"
    assert {each.language.tag for each in offers([asked]) if each.lender} == {"ti"}


def test_without_what_stands_on_every_screen_a_language_is_not_offered(texts: Path, asked: Questionnaire) -> None:
    edited(texts, "ti", "button.continue", "")
    assert [offer.language.tag for offer in offers([asked])] == [tag for tag in TAGS if tag != "ti"]


def test_english_lends_and_where_it_lacks_something_itself_dutch_does(texts: Path, asked: Questionnaire) -> None:
    for locale in ("en", "ti"):
        edited(texts, locale, "moment.text", "")
    lenders = {tag: find(tag, asked).lender for tag in ("en", "ti")}
    assert {tag: lender and lender.language.tag for tag, lender in lenders.items()} == {"en": "nl", "ti": "nl"}


def test_a_question_is_borrowed_as_a_screen_is(asked: Questionnaire) -> None:
    file = asked.folder / "translations" / "questions" / "ti.po"
    change(file, "pain.often", "")
    assert [screen.name for screen in find("ti", asked).borrowed] == ["ggd10 1/pain"]


@pytest.mark.parametrize(
    ("missing", "offered_still"),
    [(("sleep", "dreams", "pain", "energy", "memory"), True), (("skip",), False), (None, False)],
    ids=["half of the questions", "what stands on every question", "all of it"],
)
def test_a_questionnaire_that_is_mostly_missing_is_left_out(
    asked: Questionnaire, missing: tuple[str, ...] | None, offered_still: bool
) -> None:
    file = asked.folder / "translations" / "questions" / "ti.po"
    for key in missing or ():
        change(file, key, "")
    if missing is None:
        file.unlink()
    assert ("ti" in [offer.language.tag for offer in offers([asked])]) is offered_still


def test_a_question_more_than_half_is_too_much(asked: Questionnaire) -> None:
    for key in ("sleep", "dreams", "pain", "energy", "memory", "startle"):
        change(asked.folder / "translations" / "questions" / "ti.po", key, "")
    assert "ti" not in [offer.language.tag for offer in offers([asked])]


# --- the gate


def test_in_production_drafts_are_not_offered_unless_they_are_named(texts: Path, asked: Questionnaire) -> None:
    reviewed(texts, asked, "nl")
    reviewed(texts, asked, "ar")
    assert production(asked) == ["nl", "ar"]
    assert production(asked, "ti") == ["nl", "ar", "ti"]


@pytest.mark.parametrize("name", ["form", "info", "questions"])
def test_one_text_that_nobody_reviewed_keeps_a_language_back(texts: Path, asked: Questionnaire, name: str) -> None:
    for locale in ("nl", "ar"):
        reviewed(texts, asked, locale)
    file = texts / "ar" / "LC_MESSAGES" / f"{name}.po"
    file = asked.folder / "translations" / "questions" / "ar.po" if name == "questions" else file
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("reviewed by A and B on 2026-11-22", "draft", 1), encoding="utf-8")
    assert production(asked) == ["nl"]


def test_one_text_that_is_missing_keeps_a_reviewed_language_back(texts: Path, asked: Questionnaire) -> None:
    for locale in ("nl", "ar"):
        reviewed(texts, asked, locale)
    edited(texts, "ar", "moment.text", "")
    assert production(asked) == ["nl"]
    (arabic,) = [offer for offer in offers([asked], reviewed=True, drafts=["ar"]) if offer.language.tag == "ar"]
    assert arabic.lender is not None
    assert arabic.lender.language.tag == "nl", "English is no lender: nobody reviewed it"


def test_without_any_language_left_the_start_stops_and_says_what_to_do(asked: Questionnaire) -> None:
    with pytest.raises(ConfigError, match="none is complete and reviewed") as stopped:
        production(asked)
    assert "draft_languages" in stopped.value.hint
    assert "intake translations status" in stopped.value.hint


def test_a_draft_language_that_there_is_not_stops_the_start(asked: Questionnaire) -> None:
    with pytest.raises(ConfigError, match=r"draft_languages: there is no language klingon"):
        offered([asked], environment="test", draft_languages=["klingon"])


def test_demo_and_test_offer_all(asked: Questionnaire) -> None:
    for environment in ("demo", "test"):
        assert [each.language.tag for each in offered([asked], environment=environment)] == TAGS
