"""The design system keeps its promises: contrast, one sheet, every component on its page."""

from __future__ import annotations

import re

import pytest

from intake.look import FOLDER, MARK, stylesheet
from intake.questionnaire import LANGUAGES

TOKEN = re.compile(r"--([\w-]+):\s*(#[0-9a-f]{6})")
TOKENS = dict(TOKEN.findall((FOLDER / "tokens.css").read_text(encoding="utf-8")))


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(TOKENS[one]), luminance(TOKENS[other])), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("ground", ["ground", "paper", "accent-wash"])
@pytest.mark.parametrize("text", ["ink", "ink-soft", "accent"])
def test_text_stands_out_seven_to_one(text: str, ground: str) -> None:
    assert contrast(text, ground) >= 7


@pytest.mark.parametrize("button", ["accent", "accent-deep"])
def test_text_on_the_accent_does_too(button: str) -> None:
    assert contrast("on-accent", button) >= 7


@pytest.mark.parametrize("ground", ["ground", "paper"])
def test_an_outline_that_means_something_has_three_to_one(ground: str) -> None:
    assert contrast("line", ground) >= 3


def test_colours_stand_in_the_tokens_only() -> None:
    for sheet in (FOLDER / "components").glob("*.css"):
        assert not re.search(r"#[0-9a-f]{3,6}\b|rgba?\(|hsla?\(", sheet.read_text(encoding="utf-8")), sheet.name


def test_there_are_no_shadows_and_nothing_from_elsewhere() -> None:
    assert not re.search(r"shadow|url\(|@import|@font-face|italic|uppercase|letter-spacing", stylesheet())


def test_the_developers_page_shows_every_component() -> None:
    page = (FOLDER / "page" / "index.html").read_text(encoding="utf-8")
    for sheet in (FOLDER / "components").glob("*.css"):
        assert f"../components/{sheet.name}" in page
        assert f'class="{sheet.stem}' in page or f" {sheet.stem}" in page or f'class="{sheet.stem}s' in page


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.tag)
def test_the_sheet_gives_each_language_the_line_height_of_the_table(language: object) -> None:
    tag, height = language.tag, language.line_height  # type: ignore[attr-defined]
    rules = re.findall(r"(:lang\([^{]*)\{[^}]*line-height:\s*([\d.]+)", stylesheet())
    own = [float(found) for selectors, found in rules if f":lang({tag})," in selectors or f":lang({tag}) " in selectors]
    assert own[:1] in ([height], []) if height == 1.5 else own[:1] == [height]


def test_the_mark_says_nothing_in_words() -> None:
    assert "<text" not in MARK.read_text(encoding="utf-8")
