"""Every screen, in every language, on a phone and on a tablet: what can be measured of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize

from intake.questionnaire import LANGUAGES
from tests.browser.conftest import PHONE, TABLET, NewContext
from tests.browser.newcomer import QUESTIONS, Newcomer
from tests.browser.packs import write_tones
from tests.browser.relay import FormRelay, serve_form

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
SMALLEST, SMALLEST_CARD, RADIO = 56, 64, 40
# 400 % on a screen of 1280 by 1024 leaves 320 by 256.
ENLARGED: ViewportSize = {"width": 320, "height": 256}
SIZED = ("phone", "tablet")
LOOKS: Mapping[str, Mapping[str, Any]] = {
    "phone": {"viewport": PHONE},
    "tablet": {"viewport": TABLET},
    "enlarged, colours of the reader's own": {"viewport": ENLARGED, "forced_colors": "active"},
}
TARGETS = """
() => [...document.querySelectorAll("button, a, label.card, input:not(.card input)")]
  .map((each) => [each.id || each.className, each.matches("label.card"), each.getBoundingClientRect()])
  .filter(([, , box]) => box.width > 0)
  .map(([name, card, box]) => [name, card, box.width, box.height])
"""


@pytest.fixture(scope="module")
def axe() -> str:
    return AXE.read_text(encoding="utf-8")


def violations(page: Page, axe: str) -> list[str]:
    """What axe-core finds, each with its places. The form is one document, so axe is loaded once."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(axe)
    found: list[dict[str, Any]] = page.evaluate(
        "axe.run(document, { resultTypes: ['violations'] }).then((result) => result.violations)"
    )
    return [f"{each['id']}: {[node['html'] for node in each['nodes']]}" for each in found]


def small_targets(page: Page) -> list[str]:
    """Whatever can be pressed and is smaller than it may be."""
    boxes: list[tuple[str, bool, float, float]] = page.evaluate(TARGETS)
    return [
        f"{name} {width} x {height}"
        for name, card, width, height in boxes
        if height < (SMALLEST_CARD if card else SMALLEST) or width < SMALLEST
    ]


def overflow(page: Page) -> tuple[int, int]:
    """How far the page scrolls, across and down."""
    across, down = page.evaluate(
        "() => { const all = document.documentElement;"
        " return [all.scrollWidth - all.clientWidth, all.scrollHeight - all.clientHeight] }"
    )
    return across, down


def fixed_parts(page: Page) -> tuple[object, ...]:
    """What must be the same on every screen: title, address, one heading, where Continue and Exit are."""
    found: list[object] = page.evaluate(
        "() => [document.title, location.href, document.querySelectorAll('h1').length,"
        " ...['exit', 'continue'].map((id) => JSON.stringify(document.getElementById(id).getBoundingClientRect()))]"
    )
    return tuple(found)


@dataclass
class Problems:
    """Looks at one screen after the other and keeps what is wrong with them."""

    page: Page
    axe: str
    look: str
    found: list[str] = field(default_factory=list)

    def look_at(self, screen: str) -> None:
        problems = violations(self.page, self.axe) + small_targets(self.page)
        if self.look not in SIZED:
            # The browser's own colours have contrast enough; axe reads ours from under them.
            problems = [each for each in problems if not each.startswith("color-contrast")]
        across, down = overflow(self.page)
        if across or (screen in QUESTIONS and down and self.look in SIZED):
            problems.append(f"scrolls by {across}, {down}")
        self.found += [f"{screen}: {each}" for each in problems]


@pytest.fixture(scope="module")
def heard(tmp_path_factory: pytest.TempPathFactory) -> FormRelay:
    """A form that can be listened to in every language: there is more on each screen then."""
    folder = tmp_path_factory.mktemp("heard")
    for language in LANGUAGES:
        write_tones(folder, language.tag)
    return serve_form(folder, audio=folder)


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("tag", [language.tag for language in LANGUAGES])
def test_every_screen_is_accessible_large_and_in_place(
    new_context: NewContext, heard: FormRelay, axe: str, tag: str, look: str
) -> None:
    page = new_context(**LOOKS[look]).new_page()
    newcomer = Newcomer(page)
    problems = Problems(page, axe, look)
    newcomer.arrive(heard.link())
    problems.look_at("language")
    newcomer.speak(tag)
    page.wait_for_selector(".points")
    same = {fixed_parts(page)}
    for screen in newcomer.walk():
        problems.look_at(screen)
        if screen == "address":
            for kind in ("phone", "email"):
                newcomer.choose(kind)
                problems.look_at(f"{screen}, {kind}")
            newcomer.choose(kind)
        same.add(fixed_parts(page))
    newcomer.send()
    problems.look_at("end")
    assert problems.found == []
    # Greatly enlarged, what is read needs the room: Continue comes after it.
    assert len(same) == 1 or look not in SIZED, "the title, the address, or the place of Continue or Exit changes"


def test_radios_are_large(newcomer: Newcomer, relay: FormRelay) -> None:
    newcomer.begin(relay.link())
    newcomer.fill(until="sleep")
    boxes = [each.bounding_box() for each in newcomer.page.locator(".card input").all()]
    assert {(box["width"], box["height"]) for box in boxes if box} == {(RADIO, RADIO)}


def test_exit_is_at_the_far_end_of_the_line_in_either_direction(newcomer: Newcomer, relay: FormRelay) -> None:
    newcomer.begin(relay.link(), "ar")
    exit_button, language = (newcomer.page.locator(each).bounding_box() for each in ("#exit", "#language"))
    assert exit_button is not None
    assert language is not None
    assert exit_button["x"] < language["x"]


def test_a_choice_shows_without_colours_of_ours(new_context: NewContext, relay: FormRelay) -> None:
    page = new_context(forced_colors="active").new_page()
    newcomer = Newcomer(page)
    newcomer.begin(relay.link())
    newcomer.fill(until="sleep")
    assert page.evaluate("getComputedStyle(document.querySelector('.card input')).appearance") == "auto"


@pytest.mark.parametrize(("motion", "moves"), [("reduce", 0), ("no-preference", 3)])
def test_the_envelope_closes_only_where_things_may_move(
    new_context: NewContext, relay: FormRelay, motion: str, moves: int
) -> None:
    page = new_context(reduced_motion=motion).new_page()
    newcomer = Newcomer(page)
    newcomer.begin(relay.link())
    newcomer.fill()
    page.evaluate(
        "() => new MutationObserver(() => {"
        " const drawn = document.querySelector('.mark-closing');"
        " if (drawn) window.moved = drawn.getAnimations({ subtree: true }).length;"
        "}).observe(document.body, { childList: true, subtree: true })"
    )
    newcomer.send()
    assert page.evaluate("window.moved") == moves
