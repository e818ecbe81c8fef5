"""What desks published as it is read: right to left, on a phone, enlarged, without a script, printed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from intake.questionnaire import LANGUAGES, load, shipped_questionnaire
from intake.relay.newcomer.pages import blueprint
from intake.relay.shown import Shown
from tests.browser.conftest import PHONE, TABLET, NewContext
from tests.browser.test_screens import AXE, in_rooms, overflow, small_targets, violations
from tests.courier.cable import serving as over_http
from tests.publication import publication
from tests.relay.newcomer.conftest import serving
from tests.relay.newcomer.test_near import OTHER, speaking_all, wide
from tests.relay.world import INBOX


@pytest.fixture(scope="module")
def origin() -> Iterator[str]:
    """A relay's pages where two desks have published: each language in three regions, and a wide table."""
    own = publication(ambassadors=speaking_all(LANGUAGES), figures=(wide(),))
    pages = blueprint(questionnaires=[load(shipped_questionnaire("ggd10"))], environment="test")
    with over_http(serving(pages, Shown(INBOX, "GGD Fryslân", own), OTHER)) as port:
        yield f"http://127.0.0.1:{port}"


def test_in_every_script_it_is_accessible_fits_and_runs_the_right_way(page: Page, origin: str) -> None:
    axe = AXE.read_text(encoding="utf-8")
    for tag in ("en", "ar", "ti"):
        page.goto(f"{origin}/info/{tag}/")
        for room in in_rooms(page, PHONE, TABLET):
            assert violations(page, axe) == [], (tag, room)
            assert small_targets(page) == [], (tag, room)
            assert overflow(page)[0] == 0, (tag, room)
        row = page.locator(".topic-talk dl > div").nth(1)
        name, count = (row.locator(each).bounding_box() for each in ("dt", "dd"))
        assert name is not None
        assert count is not None
        assert (name["x"] > count["x"]) == (tag == "ar"), tag
        assert row.locator("bdi.name").evaluate("it => getComputedStyle(it).direction") == "ltr"


def test_the_figures_are_accessible_and_a_wide_table_is_pushed_inside_the_page(
    new_context: NewContext, origin: str
) -> None:
    axe = AXE.read_text(encoding="utf-8")
    page = new_context(java_script_enabled=True).new_page()
    for path in ("/cijfers/", "/en/figures/"):
        page.goto(origin + path)
        for room in in_rooms(page, PHONE, TABLET):
            assert violations(page, axe) == [], (path, room)
            assert overflow(page)[0] == 0, (path, room)
    page.set_viewport_size(PHONE)
    wide_one = page.locator(".across").first
    assert wide_one.evaluate("it => it.scrollWidth > it.clientWidth"), "else nothing is tried here"
    wide_one.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.querySelector('.across').scrollLeft > 0")
    page.click("a[lang=nl]")
    page.wait_for_url("**/cijfers/")


def test_without_a_script_all_of_it_stands_there(new_context: NewContext, origin: str) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{origin}/info/ar/")
    expect(page.locator(".topic-talk")).to_contain_text("GGD Groningen")
    page.goto(f"{origin}/cijfers/")
    expect(page.locator("table").first).to_be_visible()
    page.click("summary >> nth=0")
    expect(page.locator("details dd").first).to_be_visible()
