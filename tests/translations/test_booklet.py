"""The booklet: a real PDF, tagged, with every text in its script, in the order of the form, and a version to match."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2
import pytest

from intake.questionnaire import Language, language, load, shipped_questionnaire
from intake.translations.booklet import booklet
from intake.translations.domains import every_domain, questionnaire_domain
from intake.translations.rows import groups
from intake.translations.sheet import read_sheet
from tests.relay.served import run

GGD10 = load(shipped_questionnaire("ggd10"))


@pytest.fixture(scope="module", params=["ti", "ar", "en"])
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Language, Path]:
    """The booklet of the questions, in three scripts."""
    out = tmp_path_factory.mktemp("pack") / "review.pdf"
    told = run(["translations", "pack", "--language", request.param, "--part", "questions", "--out", str(out)])
    assert told.returncode == 0, told.stderr
    assert told.stdout.splitlines()[1] == f"{out.with_suffix('.csv')}: the result goes here"
    return language(request.param), out


def words(file: Path) -> str:
    """The letters of all pages, in the order of the pages."""
    pages = pypdfium2.PdfDocument(file.read_bytes())
    return "\n".join(page.get_textpage().get_text_bounded() for page in pages)


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_it_is_tagged_and_says_what_it_is(made: tuple[Language, Path]) -> None:
    spoken, file = made
    reader = pypdf.PdfReader(io.BytesIO(file.read_bytes()))
    root: Any = reader.root_object
    assert root["/MarkInfo"]["/Marked"]
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()
    assert reader.metadata is not None
    assert (reader.metadata.title or "").startswith(f"Review booklet: {spoken.english_name}, v")
    assert root["/Lang"] == "en"
    assert [round(side) for side in reader.pages[0].mediabox[2:]] == [595, 842]


def test_it_has_every_text_with_its_english_and_what_it_says_word_for_word(made: tuple[Language, Path]) -> None:
    spoken, file = made
    said = squeezed(words(file))
    for message in questionnaire_domain(GGD10).texts(spoken).messages.values():
        for each in (message.source, message.back_translation, *([message.note] if message.note else [])):
            assert squeezed(each) in said
        if spoken.direction == "ltr":  # what is drawn from right to left is read out in the order of its drawing
            assert squeezed(message.text) in said


def test_sheet_and_booklet_have_the_same_rows_and_version(made: tuple[Language, Path]) -> None:
    spoken, file = made
    lines = read_sheet(file.with_suffix(".csv").read_bytes())
    domain = questionnaire_domain(GGD10)
    texts = domain.texts(spoken).messages
    assert {line.key: line.text for line in lines} == {f"ggd10 1:{key}": each.text for key, each in texts.items()}
    assert [line.number for line in lines] == [str(number) for number in range(1, len(lines) + 1)]
    (version,) = {line.check.partition("-")[0] for line in lines}
    assert words(file).count(version) > 2, "on the cover and on every page"


def test_the_cover_explains_in_two_languages_and_leaves_room_to_sign(made: tuple[Language, Path]) -> None:
    _, file = made
    cover = squeezed(pypdfium2.PdfDocument(file.read_bytes())[0].get_textpage().get_text_bounded())
    for each in ("Two people review: a woman and a man", "een vrouw en een man", "Not, no, never", "Niet, geen, nooit",
                 "Everyday words", "Gewone woorden", "Name", "Handtekening", "review.csv"):  # fmt: skip
        assert squeezed(each) in cover, each


def test_a_booklet_is_never_overwritten_and_leaves_nothing_behind_when_refused(made: tuple[Language, Path]) -> None:
    _, file = made
    before = file.read_bytes()
    told = run(["translations", "pack", "--language", "ti", "--part", "questions", "--out", str(file)])
    assert (told.returncode, told.stderr.splitlines()[0]) == (1, f"error: {file} exists")
    assert file.read_bytes() == before
    elsewhere = file.parent / "nowhere" / "x.pdf"
    assert (
        run(["translations", "pack", "--language", "ti", "--part", "questions", "--out", str(elsewhere)]).returncode
        == 1
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ["--language", "ti"],
        ["--language", "ti", "--out", "x.csv"],
        ["--language", "ti", "--read", __file__],
        ["--language", "ti", "--read", __file__, "--reviewer", "A", "--out", "x.pdf"],
        ["--out", "x.pdf"],
    ],
)
def test_wrong_usage_ends_with_2(arguments: list[str]) -> None:
    assert run(["translations", "pack", *arguments]).returncode == 2


def test_an_unknown_language_is_refused() -> None:
    told = run(["translations", "pack", "--language", "xx", "--out", "x.pdf"])
    assert (told.returncode, told.stderr.splitlines()[0]) == (1, "error: this language is not offered")


def test_questions_stand_where_the_form_asks_them_and_every_text_stands_once() -> None:
    found = groups(language("en"), every_domain([GGD10]))
    names = [group.screen.name for group in found]
    assert names[0] == "frame"
    asked = [name for name in names if name.startswith("ggd10 1/")]
    assert names[names.index(asked[0]) - 2] == "exit"
    assert names[names.index(asked[-1]) + 1] == "reach"
    assert names[-1] == "note"
    keys = [row.key for group in found for row in group.rows]
    assert len(keys) == len(set(keys)) == sum(len(domain.sources) for domain in every_domain([GGD10]))
    assert [row.number for group in found for row in group.rows] == list(range(1, len(keys) + 1))


def test_names_in_braces_keep_their_direction_and_markup_in_a_text_stays_text() -> None:
    html = booklet(language("ar"), groups(language("ar"), every_domain([GGD10])), "<b>.csv")
    assert '<bdi dir="ltr">{ggd}</bdi>' in html
    assert "&lt;b&gt;.csv" in html
    assert "<b>.csv" not in html
