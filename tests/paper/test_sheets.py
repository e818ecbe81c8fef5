"""The form on paper: two sheets that say everything in one language, and nothing that is needed gets cut away."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from intake.errors import QuestionnaireError
from intake.paper.order import AGES, CONTACT
from intake.paper.printing import Sheets, new_codes
from intake.questionnaire import LANGUAGES, Choice, language
from intake.questionnaire.catalogue import Review
from intake.questionnaire.texts import Texts
from intake.translations.screens import SHEET
from tests.paper.paper import Printed, letters, sheets, whole_words

TAGS = [each.tag for each in LANGUAGES]
# Only where no paper is: on the page, and where a screen leads to it.
ELSEWHERE = {"paper.ask", "sheet.help", "sheet.open", "sheet.print", "sheet.where"}
ELSEWHERE |= {"who.only", "checked.on", "checked.not", "numbers.free", "younger.adult", "age.child", "draft"}
COVER, APART, ASKED, CONTACTED = range(4)


@cache
def printed(tag: str) -> Printed:
    """One form in one language."""
    made = sheets(tag)
    return Printed(made.form.language, made.pdf(["K7Q2M9PA"]))


def answers() -> int:
    """How many boxes the ten questions need."""
    asked = sheets("en").questionnaire.questions
    return sum(len(question.options) + 1 for question in asked if isinstance(question, Choice))


def contact() -> int:
    """How many boxes the page about contact needs: age, which cannot be skipped, the six blocks, the day."""
    return len(AGES) + sum(len(options) + 1 for options in CONTACT.values()) + 6


@pytest.mark.parametrize("tag", TAGS)
def test_it_is_two_sheets_that_say_everything_in_one_language_with_a_box_for_every_answer(tag: str) -> None:
    paper, made = printed(tag), sheets(tag)
    assert (paper.root["/Lang"], paper.root["/MarkInfo"]["/Marked"]) == (tag, True)
    assert (paper.title, len(paper.pages)) == (made.form.get("title"), 4)
    texts = [made.form.get(key) for key in SHEET.of(made.form.messages) if key not in ELSEWHERE]
    texts += [message.text for message in made.texts.messages.values()]
    said = letters("".join(paper.pages))
    assert not {word for text in texts for word in whole_words(text) if word not in said}
    assert {"GGD", "0800", "0113", "112"} <= paper.words
    assert not re.search("[٠-٩۰-۹]", said)
    assert (paper.boxes(ASKED), paper.boxes(CONTACTED)) == (answers(), contact())


def test_a_copy_has_its_code_on_the_strip_and_on_both_sides_of_what_goes_into_the_envelope() -> None:
    paper = Printed(language("fa"), sheets("fa").pdf(["0000AAAA", "1111BBBB"]))
    for copy, code in enumerate(("0000-AAAA", "1111-BBBB")):
        first = 4 * copy
        assert paper.codes(first + COVER) == set()
        assert all(paper.codes(first + page) == {code} for page in (APART, ASKED, CONTACTED))


def test_nothing_that_is_needed_stands_behind_what_is_cut_out() -> None:
    """On two-sided paper the back of label and strip is the cover, which was read before."""
    paper, made = printed("nl"), sheets("nl")
    cover, apart, asked, contacted = (letters(page) for page in paper.pages)
    assert letters(made.form.get("sheet.keep")) in apart
    assert letters(made.form.get("who.title")) in cover
    assert letters(made.texts.get("sleep")) in asked
    assert letters(made.form.get("address.title")) in contacted
    assert [paper.boxes(page) for page in (COVER, APART)] == [0, 0]


def test_the_label_speaks_dutch_in_every_language_for_whoever_carries_it() -> None:
    for tag in TAGS:
        label = printed(tag).pages[APART]
        assert "Vertrouwelijk." in label
        assert "GGD Fryslân" in label


def test_codes_are_drawn_afresh() -> None:
    codes = new_codes(100)
    assert len(set(codes)) == 100
    assert all(re.fullmatch("[0-9A-HJKMNP-TV-Z]{8}", code) for code in codes)
    assert not set(codes) & set(new_codes(100))


def reviewed(texts: Texts) -> Texts:
    """The same, approved by somebody."""
    approved = {key: replace(message, review=Review.APPROVED) for key, message in texts.messages.items()}
    return replace(texts, messages=approved)


def test_the_mark_of_a_draft_is_there_until_all_was_reviewed() -> None:
    made = sheets("en")
    assert "Draft translation" in printed("en").pages[COVER]
    done = replace(made, form=reviewed(made.form), texts=reviewed(made.texts))
    assert "Draft" not in Printed(made.form.language, done.pdf(["0000AAAA"])).pages[COVER]


def without(texts: Texts, key: str) -> Texts:
    """The same, with one text not translated yet."""
    left = {name: message for name, message in texts.messages.items() if name != key}
    return replace(texts, messages=left, missing=(*texts.missing, key))


@pytest.mark.parametrize("key", ["who.secret", "sleep.good"])
def test_a_language_that_lacks_one_text_is_refused_and_never_mixed(key: str) -> None:
    made = sheets("ar")
    halves = {"who.secret": replace(made, form=without(made.form, key))}
    halves["sleep.good"] = replace(made, texts=without(made.texts, key))
    with pytest.raises(QuestionnaireError, match=key) as refused:
        halves[key].pdf(["0000AAAA"])
    assert "never printed in two languages" in refused.value.hint


def test_a_text_that_stands_on_no_paper_may_be_missing_and_a_name_of_a_health_service_stays_letters() -> None:
    whole = sheets("en")
    made: Sheets = replace(whole, form=without(whole.form, "kiosk.next"), ggd="GGD <b>&'\"{{ 7*7 }} Zuid")
    assert made.form.missing
    text = "".join(Printed(made.form.language, made.pdf(["0000AAAA"])).pages)
    assert "GGD <b>&'\"{{ 7*7 }} Zuid" in text


def test_a_long_questionnaire_of_ones_own_takes_more_sheets_and_its_scales_say_what_their_ends_mean(
    tmp_path: Path,
) -> None:
    made = sheets("en", own(tmp_path, questions=12))
    pages = Printed(made.form.language, made.pdf(["0000AAAA"])).pages
    said = re.sub(r"\s+", " ", " ".join(pages))
    assert len(pages) > 4
    assert "0 = Not heavy 10 = Very heavy" in said
    assert all(f"Question {number}?" in said for number in range(12))


def own(folder: Path, *, questions: int) -> Path:
    """A questionnaire of scales."""
    asked = "".join(
        f'  {{ id = "q{number}", kind = "scale", minimum = 0, maximum = 10 }},\n' for number in range(questions)
    )
    (folder / "questionnaire.toml").write_text(HEAD + f"questions = [\n{asked}]\n" + RULE, encoding="utf-8")
    texts = {"title": "My health", "skip": "I do not want to answer"}
    for number in range(questions):
        texts |= {f"q{number}": f"Question {number}?"}
        texts |= {f"q{number}.minimum": "Not heavy", f"q{number}.maximum": "Very heavy"}
    messages = [f'msgctxt "{key}"\nmsgid "{text}"\nmsgstr "{text}"\n' for key, text in texts.items()]
    (folder / "translations" / "questions").mkdir(parents=True)
    (folder / "translations" / "questions" / "en.po").write_text("\n".join(messages), encoding="utf-8")
    return folder


HEAD = """
id = "own"
version = "1"
name = "Our own"
validated = true
owner = "A GGD"
licence = "All rights reserved"
source = "A test"
valid_from = 2026-11-22
"""
RULE = """
[[rules]]
id = "R1"
name = "MISSING"
level = "review"
working_days = 5
when = "missing(all) >= 3"
reason = "missing"
advice = "look"
[[rules]]
id = "R2"
name = "NONE"
level = "green"
when = "no earlier rule"
reason = "nothing"
advice = "none"
"""
