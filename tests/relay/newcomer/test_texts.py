"""Screens, pages and paper ask for exactly the texts there are, and paper for those that the table knows on it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

import intake.paper
import intake.relay.newcomer
from intake.paper.cards import BESIDE
from intake.paper.explaining import STEPS, WHOLE_WAY
from intake.questionnaire import LANGUAGES, Language, Questionnaire
from intake.relay.newcomer.facts import load_numbers
from intake.relay.offer import offers
from intake.translations.domains import CARD, FORM, INFO, own_domain
from intake.translations.screens import (
    CARD_SHEET,
    EXPLAINED,
    FORM_SCREENS,
    FRAME,
    HANDED_OVER,
    LEAFLET,
    POSTER,
    SHEET,
    Screen,
)

NEWCOMER = Path(intake.relay.newcomer.__file__).parent
PAPER = Path(intake.paper.__file__).parent
KNOWN = own_domain(FORM).sources.keys()
INFORMATION = own_domain(INFO).sources.keys()
CARDS = own_domain(CARD).sources.keys()
ASKING = re.compile(r'\b(?:text|fill|said|form\.get|get)\(\s*"([a-z]+(?:\.[\w-]+)*)"')
QUOTED = re.compile(r'"([a-z]+(?:\.[\w-]+)*)"')

# Keys that are put together from a family and what an answer or a fact is called.
FAMILIES = {
    "numbers": [number.id for number in load_numbers().numbers],
    "day": [str(day) for day in range(1, 8)],
    "progress": ["questions", "contact"],
    "waiting": ["network", "busy"],
    "moment": ["now", "later"],
    "practice": ["often", "sometimes", "never"],
    "address": ["title", "phone", "email"],
    "age": ["adult", "teen"],
    "reach": ["title", "call", "message", "come", "no"],
    "line": ["title", "mine", "shared", "unknown"],
    "when": ["title", "weekday-morning", "weekday-afternoon", "weekday-evening", "weekend"],
    "professional": ["title", "woman", "man", "any"],
    "ambassador": ["title", "yes", "other-town", "no"],
    "listen": ["none", "problem"],
    "sheet": ["alone", "cross", "close", "give"],
}
TOGETHER = {f"{family}.{name}" for family, names in FAMILIES.items() for name in names}


def sources(folder: Path, *endings: str) -> list[str]:
    """The text of every file of the folder that ends so."""
    return [path.read_text(encoding="utf-8") for ending in endings for path in sorted(folder.rglob(f"*{ending}"))]


def found(pattern: re.Pattern[str], texts: Iterable[str]) -> set[str]:
    return {key for text in texts for key in pattern.findall(text)}


def test_nothing_asks_for_a_text_that_there_is_not() -> None:
    asked = found(ASKING, sources(NEWCOMER / "browser", ".ts") + sources(NEWCOMER / "templates", ".html"))
    asked |= {key for key in found(ASKING, sources(PAPER, ".html", ".py")) if "." in key}
    assert {key for key in asked if "." in key} - KNOWN - INFORMATION - CARDS == set()
    assert len(asked) > 100
    assert TOGETHER <= KNOWN


def test_there_is_no_text_that_nothing_asks_for() -> None:
    quoted = found(QUOTED, sources(NEWCOMER, ".ts", ".html", ".py") + sources(PAPER, ".html", ".py"))
    assert (KNOWN | CARDS) - quoted - TOGETHER == set()


def test_the_table_knows_every_text_of_the_paper_form() -> None:
    asked = found(ASKING, sources(PAPER, ".html", ".py") + sources(NEWCOMER / "templates", "paper.html")) & KNOWN
    assert len(asked) > 30
    pages = (SHEET, POSTER, CARD_SHEET, HANDED_OVER, EXPLAINED, LEAFLET)
    assert [key for key in asked if not any(page.takes(key) for page in pages)] == []


def steps_of(names: Iterable[str]) -> set[str]:
    """The texts beside the pictures that code names."""
    return {key for name in names for key in STEPS[name][1]}


@pytest.mark.parametrize(
    ("page", "templates", "added"),
    [
        (POSTER, ["poster.html"], set()),
        (CARD_SHEET, ["cards.html", "pieces.html"], set()),
        (HANDED_OVER, ["handed-over.html", "pieces.html"], steps_of(BESIDE)),
        (EXPLAINED, ["explain.html"], steps_of(WHOLE_WAY)),
        (LEAFLET, ["leaflet.html"], steps_of(WHOLE_WAY)),
    ],
    ids=lambda each: getattr(each, "name", ""),
)
def test_the_table_knows_every_text_of_what_is_printed(page: Screen, templates: list[str], added: set[str]) -> None:
    written = [(PAPER / "templates" / name).read_text(encoding="utf-8") for name in templates]
    assert (found(QUOTED, written) & (KNOWN | CARDS)) | added == set(page.keys)


def test_a_screen_of_the_script_asks_for_what_the_table_knows_on_it() -> None:
    """From where it says its name to its end; tests/browser/test_borrowed.py looks at what else it shows."""
    screens = {screen.name: screen for screen in (FRAME, *FORM_SCREENS)}
    named = re.compile(r'onScreen\("(\w+)"\);(.*?)(?=onScreen\(|\n\}\n|\Z)', re.DOTALL)
    parts = [part for text in sources(NEWCOMER / "browser", ".ts") for part in named.findall(text)]
    contact = {"reach", "line", "professional", "ambassador"}  # one function for all four
    assert {name for name, _ in parts} | contact == screens.keys()
    wrong = {
        (name, key)
        for name, text in parts
        for key in {*ASKING.findall(text), *QUOTED.findall(text)} & KNOWN
        if "." in key and not (screens[name].takes(key) or FRAME.takes(key))
    }
    assert wrong == set()


@pytest.mark.parametrize("spoken", LANGUAGES, ids=lambda spoken: spoken.tag)
def test_every_language_of_the_table_is_whole(spoken: Language) -> None:
    texts = own_domain(FORM).texts(spoken)
    assert (texts.missing, texts.left_over) == ((), ())


def test_so_all_are_offered_and_none_borrows_a_screen(questionnaire: Questionnaire) -> None:
    assert [(offer.language, offer.lender) for offer in offers([questionnaire])] == [(each, None) for each in LANGUAGES]
