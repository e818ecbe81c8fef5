"""``intake translations status``: the table says how far each language is, in figures that add up."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from intake.cli.table import table, width
from intake.questionnaire import LANGUAGES, Questionnaire
from intake.translations.domains import PRINTED, own_domain
from tests.relay.served import run
from tests.translations.copies import change, copied, copied_questionnaire, edited


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    return copied(tmp_path)


@pytest.fixture
def asked(tmp_path: Path) -> Questionnaire:
    return copied_questionnaire(tmp_path)


def status(texts: Path, *asked: Questionnaire) -> dict[str, dict[str, Any]]:
    """What the command tells a program, by tag."""
    folders = [argument for each in asked for argument in ("--questionnaire", str(each.folder))]
    told = run(["translations", "status", "--json", "--translations", str(texts), *folders])
    assert told.returncode == 0, told.stderr
    return {each["tag"]: each for each in json.loads(told.stdout)}


def replaced(file: Path, old: str, new: str, count: int = -1) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, count), encoding="utf-8")


def test_it_counts_what_a_language_lacks(texts: Path, asked: Questionnaire) -> None:
    before = status(texts, asked)["ar"]
    assert before["texts"] == before["translated"] == before["draft"] > 300
    edited(texts, "ar", "who.title", "")
    replaced(texts / "ar" / "LC_MESSAGES" / "info.po", 'msgid "Print"', 'msgid "Print it"')
    change(asked.folder / "translations" / "questions" / "ar.po", "sleep.good", "")
    replaced(texts / "ar" / "LC_MESSAGES" / "form.po", "# back-translation: ", "# nothing: ", 1)
    found = status(texts, asked)["ar"]
    assert found["missing_keys"] == ["form:who.title", "ggd10 1:sleep.good"]
    assert found["changed_keys"] == ["info:info.print"]
    assert found["back_translations_missing_keys"] == ["form:title"]
    assert (found["texts"], found["translated"]) == (before["texts"], before["texts"] - 3)
    assert (found["missing"], found["changed"], found["back_translations_missing"]) == (2, 1, 1)
    printed = sum(len(own_domain(name).sources) for name in PRINTED)
    assert found["why"] == f"2 missing, 1 of an older English, {before['texts'] - printed - 3} not reviewed"


def test_it_counts_reviews_and_says_what_production_offers(texts: Path, asked: Questionnaire) -> None:
    for file in (*texts.rglob("nl/**/*.po"), asked.folder / "translations" / "questions" / "nl.po"):
        replaced(file, "# review: draft", "# review: reviewed by A and B on 2026-11-22")
    replaced(texts / "nl" / "LC_MESSAGES" / "form.po", "reviewed by A and B", "approved by C", 2)
    found = status(texts, asked)
    dutch = found["nl"]
    assert (dutch["draft"], dutch["reviewed"], dutch["approved"]) == (0, dutch["texts"] - 2, 2)
    assert (dutch["production"], dutch["why"]) == (True, "")
    assert [tag for tag, each in found.items() if each["production"]] == ["nl"]


def test_a_questionnaire_that_is_not_reviewed_is_left_out(tmp_path: Path, texts: Path, asked: Questionnaire) -> None:
    (tmp_path / "other").mkdir()
    other = copied_questionnaire(tmp_path / "other")
    replaced(other.folder / "questionnaire.toml", 'id = "ggd10"', 'id = "other"')
    for file in (*texts.rglob("nl/**/*.po"), asked.folder / "translations" / "questions" / "nl.po"):
        replaced(file, "# review: draft", "# review: reviewed by A and B on 2026-11-22")
    found = status(texts, asked, other)["nl"]
    assert (found["production"], found["why"]) == (True, "without other 1")


def test_cards_that_are_no_card_yet_keep_no_language_out_of_the_form(texts: Path, asked: Questionnaire) -> None:
    for name in ("form", "info"):
        replaced(
            texts / "nl" / "LC_MESSAGES" / f"{name}.po", "# review: draft", "# review: approved by C on 2026-11-22"
        )
    replaced(
        asked.folder / "translations" / "questions" / "nl.po",
        "# review: draft",
        "# review: approved by C on 2026-11-22",
    )
    drafts = status(texts, asked)["nl"]
    printed = sum(len(own_domain(name).sources) for name in PRINTED)
    assert (drafts["production"], drafts["why"], drafts["draft"]) == (True, "", printed)
    edited(texts, "nl", "card.scan", "", name="card")
    half = status(texts, asked)["nl"]
    assert (half["production"], half["why"]) == (True, "without card")


def test_the_table_has_a_line_for_each_language_and_its_columns_end_together(texts: Path) -> None:
    told = run(["translations", "status", "--translations", str(texts)])
    head, *lines = told.stdout.splitlines()
    assert [line.split()[0] for line in lines] == [language.tag for language in LANGUAGES]
    ends = [line.index("no: ") for line in lines]
    assert set(ends) == {head.index("in production")}


def test_wide_and_combining_letters_keep_the_columns() -> None:
    names = ("Farsi", "中文", "ትግርኛ", "e\u0301te\u0301", "فارسی", "ภาษาไทย")
    lines = table([(name, "7") for name in names], right=[1])
    assert {width(line) for line in lines} == {max(map(width, names)) + 3}
    assert [width(name) for name in ("中文", "e\u0301", "ab")] == [4, 1, 2]


def test_a_folder_without_templates_is_refused(tmp_path: Path) -> None:
    told = run(["translations", "status", "--translations", str(tmp_path)])
    assert told.returncode == 1
    assert told.stderr.startswith(f"error: {tmp_path / 'form.pot'}: cannot be read")
