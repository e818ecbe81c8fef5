"""Every screen, in every language, on a phone and on a tablet: what can be measured of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize

from intake.questionnaire import LANGUAGES
from tests.browser.conftest import PHONE, TABLET, NewContext
from tests.browser.newcomer import QUESTIONS, SCREENS, Newcomer
from tests.browser.packs import write_tones
from tests.browser.relay import FormRelay, serve_form

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
SMALLEST, SMALLEST_CARD, RADIO = 56, 64, 40
# 400 % on a screen of 1280 by 1024 leaves 320 by 256.
ENLARGED: ViewportSize = {"width": 320, "height": 256}
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
    return too_small(page.evaluate(TARGETS))


def too_small(boxes: list[tuple[str, bool, float, float]]) -> list[str]:
    """Names and sizes of those below the limits."""
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


def in_rooms(page: Page, *rooms: ViewportSize) -> Iterator[str]:
    """The same page in one room after the other; the name of each."""
    for room in rooms:
        page.set_viewport_size(room)
        page.wait_for_function("width => innerWidth === width", arg=room["width"])
        yield f"{room['width']} x {room['height']}"


SEEN = f"""
async ([width, judged, contrast]) => {{
  while (innerWidth !== width) await new Promise(requestAnimationFrame);
  const asked = {{ resultTypes: ["violations"], rules: {{ "color-contrast": {{ enabled: contrast }} }} }};
  const {{ violations }} = judged ? await axe.run(document, asked) : {{ violations: [] }};
  const all = document.documentElement;
  const places = ["exit", "continue"].map((id) => JSON.stringify(document.getElementById(id)?.getBoundingClientRect()));
  return {{
    violations: violations.map(({{ id, nodes }}) => `${{id}}: ${{nodes.map(({{ html }}) => html)}}`),
    targets: ({TARGETS})(),
    scrolls: [all.scrollWidth - all.clientWidth, all.scrollHeight - all.clientHeight],
    places: [document.title, location.href, document.querySelectorAll("h1").length, ...places].join("\\n"),
  }};
}}
"""


@dataclass(frozen=True)
class Look:
    """The room that a screen has, and whether in colours of the reader's own."""

    name: str
    room: ViewportSize
    forced: bool = False


# The walk is a phone's: that look comes last, and is what the next tap finds.
PHONES = "phone"
LOOKS = (Look("enlarged, the reader's colours", ENLARGED, forced=True), Look("tablet", TABLET), Look(PHONES, PHONE))


@dataclass
class Problems:
    """Looks at one screen after the other, in each way, and keeps what is wrong with them.

    axe judges the phone's look, and with ``in_every_look`` the others: sizes are measured in all of them.
    """

    page: Page
    in_every_look: bool
    found: list[str] = field(default_factory=list)
    places: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """By look, what must be the same on every screen: title, address, one heading, where Continue and Exit are."""

    def look_at(self, screen: str, *, on_the_way: bool = False) -> None:
        for look in LOOKS:
            self.page.set_viewport_size(look.room)
            self.page.emulate_media(forced_colors="active" if look.forced else "none")
            # The browser's own colours have contrast enough; axe reads ours from under them.
            judged = self.in_every_look or look.name == PHONES
            seen = self.page.evaluate(SEEN, [look.room["width"], judged, not look.forced])
            problems = seen["violations"] + too_small(seen["targets"])
            across, down = seen["scrolls"]
            if across or (screen in QUESTIONS and down and not look.forced):
                problems.append(f"scrolls by {across}, {down}")
            self.found += [f"{screen}, {look.name}: {each}" for each in problems]
            # Greatly enlarged, what is read needs the room: Continue comes after it.
            if on_the_way and not look.forced:
                self.places[look.name].add(seen["places"])


@pytest.fixture(scope="module")
def heard(tmp_path_factory: pytest.TempPathFactory) -> FormRelay:
    """A form that can be listened to in every language: there is more on each screen then."""
    folder = tmp_path_factory.mktemp("heard")
    for language in LANGUAGES:
        write_tones(folder, language.tag)
    return serve_form(folder, audio=folder)


@pytest.mark.parametrize("tag", [language.tag for language in LANGUAGES])
def test_every_screen_is_accessible_large_and_in_place_however_it_is_looked_at(
    newcomer: Newcomer, heard: FormRelay, axe: str, tag: str
) -> None:
    # One language of each direction: what axe looks for in another room or in other colours is no matter of words.
    problems = Problems(newcomer.page, in_every_look=tag in ("en", "ar"))
    newcomer.arrive(heard.link())
    newcomer.page.evaluate(axe)
    problems.look_at("language")
    newcomer.speak(tag)
    newcomer.page.wait_for_selector(".points")
    for screen in newcomer.walk():
        problems.look_at(screen, on_the_way=True)
        if screen == "address":
            for kind in ("phone", "email"):
                newcomer.choose(kind)
                problems.look_at(f"{screen}, {kind}")
            newcomer.choose(kind)
    newcomer.send()
    problems.look_at("end")
    assert problems.found == []
    changing = [look for look, places in problems.places.items() if len(places) > 1]
    assert changing == [], "the title, the address, or the place of Continue or Exit changes"


@pytest.mark.parametrize("tag", ["en", "ar"])
def test_greatly_enlarged_everything_can_be_pressed(new_context: NewContext, heard: FormRelay, tag: str) -> None:
    newcomer = Newcomer(new_context(viewport=ENLARGED, forced_colors="active").new_page())
    newcomer.begin(heard.link(), tag)
    seen = list(newcomer.walk({"address": "phone"}))
    assert heard.submission(newcomer.send()).contact.address == "0612345678"
    assert tuple(seen) == SCREENS


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
