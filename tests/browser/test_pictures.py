"""The pictures as eyes get them: beside every answer, visible in any colours, no two alike in one question."""

from __future__ import annotations

import base64
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, Route

from intake.look import PICTURED, PICTURES
from intake.questionnaire import load, shipped_questionnaire
from intake.questionnaire.gallery import Row, gallery, question_rows
from intake.questionnaire.pictures import load_pictures, question_pictures
from tests.browser.conftest import NewContext
from tests.browser.newcomer import Newcomer
from tests.browser.relay import FormRelay, serve_form
from tests.browser.test_own_questionnaire import TEXTS, TOML
from tests.browser.wire import Wire

DRAWN = 0.03
"""The least share of a picture's square that is drawn, and in which two pictures differ."""
BOXES = "() => [...document.querySelectorAll('svg')].map((svg) => svg.getBoundingClientRect().toJSON())"
# For each box and pixel whether it stands out against the box's own corner: by half of black and white at least.
INK = """
async ([png, boxes]) => {
  const picture = new Image();
  picture.src = png;
  await picture.decode();
  const canvas = Object.assign(document.createElement("canvas"), { width: picture.width, height: picture.height });
  const paper = canvas.getContext("2d");
  paper.drawImage(picture, 0, 0);
  const light = (data, at) => 0.2126 * data[at] + 0.7152 * data[at + 1] + 0.0722 * data[at + 2];
  return boxes.map(({ x, y, width, height }) => {
    const { data } = paper.getImageData(x, y, width, height);
    const inked = (pixel) => Math.abs(light(data, pixel * 4) - light(data, 0)) > 128;
    return Array.from({ length: data.length / 4 }, (_, pixel) => (inked(pixel) ? "1" : "0")).join("");
  });
}
"""
CARDS = """
() => [...document.querySelectorAll(".card")].map((card) => {
  const picture = card.querySelector(".picture");
  const drawn = picture.children.length > 0 && picture.getBoundingClientRect().width >= 30;
  return [card.querySelector(".card-words").textContent.length > 0, drawn];
})
"""


@pytest.fixture(scope="module")
def rows() -> Sequence[Row]:
    own = question_rows(load_pictures(PICTURES, PICTURED).drawings)
    return [*question_rows(question_pictures(load(shipped_questionnaire("ggd10"))).drawings), *own]


@dataclass(frozen=True)
class Ink:
    """A picture as a number with a bit for each pixel: whether it is drawn."""

    bits: int
    pixels: int

    @property
    def share(self) -> float:
        """How much of the square is drawn."""
        return self.bits.bit_count() / self.pixels

    def differs(self, other: Ink) -> float:
        """In how much of the square the two are not alike."""
        return (self.bits ^ other.bits).bit_count() / self.pixels


def inks(page: Page) -> list[Ink]:
    """Every picture of the page."""
    boxes = page.evaluate(BOXES)
    png = base64.b64encode(page.screenshot(full_page=True)).decode()
    found: list[str] = page.evaluate(INK, [f"data:image/png;base64,{png}", boxes])
    return [Ink(int(bits, 2), len(bits)) for bits in found]


@pytest.mark.parametrize("forced", ["active", "none"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_picture_is_seen_and_none_is_mistaken_for_another(
    browser: Browser,
    rows: Sequence[Row],
    scheme: Literal["light", "dark"],
    forced: Literal["active", "none"],
    tmp_path: Path,
) -> None:
    (tmp_path / "page.html").write_text(gallery(rows), encoding="utf-8")
    page = browser.new_page(color_scheme=scheme, forced_colors=forced, viewport={"width": 1000, "height": 800})
    page.goto((tmp_path / "page.html").as_uri())
    found = iter(inks(page))
    for row in rows:
        # Each stands there twice: large, and as small as on a telephone.
        seen = {name: (next(found), next(found)) for name in row}
        for size in (0, 1):
            assert {name: drawn[size].share for name, drawn in seen.items() if drawn[size].share < DRAWN} == {}
            for one, other in combinations(seen, 2):
                assert seen[one][size].differs(seen[other][size]) > DRAWN, f"{one} looks like {other}"
    page.close()


def test_every_answer_has_words_and_a_picture_and_they_come_in_one_file(newcomer: Newcomer, relay: FormRelay) -> None:
    page, wire = newcomer.page, Wire(newcomer.page)
    newcomer.begin(relay.link())
    page.wait_for_load_state("networkidle")
    before = len(wire.requests)
    for screen in newcomer.walk():
        cards: list[list[bool]] = page.evaluate(CARDS)
        assert all(words and picture for words, picture in cards), screen
    assert len(wire.requests) == before, "a screen asks for something of its own"
    assert len([each for each in wire.requests if each.url.endswith(".pictures.json")]) == 1


def test_a_picture_on_the_way_keeps_its_room_and_comes_to_it(newcomer: Newcomer, relay: FormRelay) -> None:
    page = newcomer.page
    held: list[Route] = []
    page.route("**/*.pictures.json", lambda route: held.append(route))
    newcomer.begin(relay.link())
    newcomer.fill(until="sleep")
    words = page.locator(".card-words").first
    before = words.bounding_box()
    assert page.locator(".picture > *").count() == 0
    held[0].continue_()
    page.wait_for_selector(".picture > *", state="attached")
    assert words.bounding_box() == before


def test_without_the_pictures_the_form_works(newcomer: Newcomer, relay: FormRelay) -> None:
    newcomer.page.route("**/*.pictures.json", lambda route: route.abort())
    newcomer.begin(relay.link())
    for screen in newcomer.walk():
        cards: list[list[bool]] = newcomer.page.evaluate(CARDS)
        assert all(words and not picture for words, picture in cards), screen
    newcomer.send()


def test_a_picture_of_a_way_turns_with_the_reading_direction_and_a_clock_does_not(
    newcomer: Newcomer, relay: FormRelay
) -> None:
    turn = "(name) => getComputedStyle(document.querySelector(`.card:has(input[value='${name}']) .picture`)).transform"
    newcomer.begin(relay.link(), "ar")
    newcomer.fill(until="moment")
    assert newcomer.page.evaluate(turn, "later") == "none"
    newcomer.fill(start="moment", until="reach")
    assert newcomer.page.evaluate(turn, "come") == "matrix(-1, 0, 0, 1, 0, 0)"
    assert newcomer.page.evaluate(turn, "null") == "matrix(-1, 0, 0, 1, 0, 0)"


def test_pictures_take_the_colour_of_the_words_also_where_colours_are_forced(
    new_context: NewContext, relay: FormRelay
) -> None:
    page = new_context(forced_colors="active", color_scheme="dark").new_page()
    newcomer = Newcomer(page)
    newcomer.begin(relay.link())
    newcomer.fill(until="dreams")
    page.wait_for_selector(".picture > *", state="attached")
    style = "(selector) => getComputedStyle(document.querySelector(selector))"
    words = page.evaluate(f"({style})('.card-words').color")
    assert page.evaluate(f"({style})('.picture circle').stroke") == words
    assert page.evaluate(f"({style})('.picture [fill=currentColor]').fill") == words


def test_a_question_without_pictures_has_none_at_all_and_a_scale_has_them_at_its_ends(
    newcomer: Newcomer, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("plain")
    (folder / "questionnaire.toml").write_text(TOML, encoding="utf-8")
    texts = folder / "translations" / "questions"
    texts.mkdir(parents=True)
    messages = [f'msgctxt "{key}"\nmsgid "{text}"\nmsgstr "{text}"\n' for key, text in TEXTS.items()]
    (texts / "en.po").write_text("\n".join(messages), encoding="utf-8")
    (folder / "pictures").mkdir()
    for end in ("minimum", "maximum"):
        drawing = PICTURES / {"minimum": "empty.svg", "maximum": "full.svg"}[end]
        shutil.copy(drawing, folder / "pictures" / f"pressure.{end}.svg")
    plain = serve_form(tmp_path_factory.mktemp("relay"), own=folder)
    newcomer.begin(plain.link())
    shown: dict[str, Any] = {}
    for screen in ("practice", "sleep", "dreams"):
        newcomer.fill(
            start="who" if screen == "practice" else "practice" if screen == "sleep" else "sleep", until=screen
        )
        newcomer.page.wait_for_load_state("networkidle")
        shown[screen] = newcomer.page.locator(".picture").count()
    assert shown == {"practice": 4, "sleep": 3, "dreams": 0}
