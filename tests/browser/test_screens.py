"""Every screen, in every language, on a phone and on a tablet: what can be measured of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize

from intake.questionnaire import LANGUAGES
from tests.browser.conftest import PHONE, TABLET, NewContext
from tests.browser.newcomer import QUESTIONS, Newcomer
from tests.browser.relay import FormRelay

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
SMALLEST, SMALLEST_CARD, RADIO = 56, 64, 40
SIZES: Mapping[str, ViewportSize] = {"phone": PHONE, "tablet": TABLET}
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


def typing_problems(newcomer: Newcomer, kind: str, axe: str) -> list[str]:
    """What is wrong where a number or an address is typed."""
    newcomer.choose(kind)
    return violations(newcomer.page, axe) + small_targets(newcomer.page)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("tag", [language.tag for language in LANGUAGES])
def test_every_screen_is_accessible_large_and_in_place(
    new_context: NewContext, relay: FormRelay, axe: str, tag: str, size: str
) -> None:
    page = new_context(viewport=SIZES[size]).new_page()
    newcomer = Newcomer(page)
    newcomer.arrive(relay.link())
    assert violations(page, axe) == []
    assert small_targets(page) == []
    newcomer.speak(tag)
    page.wait_for_selector(".points")
    same, problems = {fixed_parts(page)}, []
    for screen in newcomer.walk():
        found = violations(page, axe) + small_targets(page)
        across, down = overflow(page)
        if across or (screen in QUESTIONS and down):
            found.append(f"scrolls by {across}, {down}")
        if screen == "address":
            found += [each for kind in ("phone", "email") for each in typing_problems(newcomer, kind, axe)]
        problems += [f"{screen}: {each}" for each in found]
        same.add(fixed_parts(page))
    newcomer.send()
    problems += [f"end: {each}" for each in violations(page, axe) + small_targets(page)]
    assert problems == []
    assert len(same) == 1, "the title, the address, or the place of Continue or Exit changes"


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


def test_the_form_works_at_four_times_the_size(new_context: NewContext, relay: FormRelay) -> None:
    """400 % on a screen of 1280 by 1024 leaves 320 by 256."""
    page = new_context(viewport={"width": 320, "height": 256}).new_page()
    newcomer = Newcomer(page)
    newcomer.begin(relay.link(), "ti")
    for screen in newcomer.walk():
        assert overflow(page)[0] == 0, f"{screen} is wider than the page"
    newcomer.send()


def test_a_choice_shows_without_colours_of_ours(new_context: NewContext, relay: FormRelay, axe: str) -> None:
    page = new_context(forced_colors="active").new_page()
    newcomer = Newcomer(page)
    newcomer.begin(relay.link())
    newcomer.fill(until="sleep")
    assert page.evaluate("getComputedStyle(document.querySelector('.card input')).appearance") == "auto"
    # The browser's own colours have contrast enough; axe reads ours from under them.
    assert [each for each in violations(page, axe) if not each.startswith("color-contrast")] == []


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
