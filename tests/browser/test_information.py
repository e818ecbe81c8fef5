"""The pages of information as they are read: on a phone, on a tablet, without a script, enlarged, and printed."""

from __future__ import annotations

import io

import pypdf
import pytest
from playwright.sync_api import Page, expect

from intake.questionnaire import LANGUAGES
from tests.browser.conftest import PHONE, TABLET, NewContext
from tests.browser.newcomer import Newcomer
from tests.browser.relay import FormRelay
from tests.browser.test_screens import AXE, in_rooms, overflow, small_targets, violations
from tests.browser.wire import NOTHING_KEPT, Wire, kept

A4 = (595, 842)
MOST_PAGES = 6


@pytest.fixture(scope="module")
def axe() -> str:
    return AXE.read_text(encoding="utf-8")


def arrive(page: Page, relay: FormRelay, path: str = "/info/en/") -> None:
    page.goto(relay.origin + path)
    page.wait_for_load_state("load")


def test_every_language_is_accessible_large_and_fits(page: Page, relay: FormRelay, axe: str) -> None:
    for path in ("/info/", *(f"/info/{language.tag}/" for language in LANGUAGES)):
        arrive(page, relay, path)
        for room in in_rooms(page, PHONE, TABLET):
            assert violations(page, axe) == [], (path, room)
            assert small_targets(page) == [], (path, room)
            assert overflow(page)[0] == 0, (path, room)


def test_enlarged_four_times_and_in_forced_colours_it_still_fits(
    new_context: NewContext, relay: FormRelay, axe: str
) -> None:
    page = new_context(viewport={"width": 320, "height": 256}, forced_colors="active").new_page()
    for tag in ("en", "ar", "ti", "ru"):
        arrive(page, relay, f"/info/{tag}/")
        assert overflow(page)[0] == 0, tag
        assert violations(page, axe) == [], tag


def test_going_to_a_topic_and_back_leaves_no_trace_of_which(page: Page, relay: FormRelay) -> None:
    arrive(page, relay)
    wire, entries = Wire(page), page.evaluate("history.length")
    page.click("nav a:text-is('Pregnancy and contraception')")
    assert page.evaluate("document.activeElement.textContent.trim()") == "Pregnancy and contraception"
    expect(page.locator("h2:has-text('Pregnancy')")).to_be_in_viewport()
    page.click(".topic-birth .up")
    expect(page.locator("h1")).to_be_in_viewport()
    assert (page.url, page.evaluate("history.length")) == (f"{relay.origin}/info/en/", entries)
    assert [each.url for each in wire.requests if "/assets/envelope-" not in each.url] == [], "but for the icon, late"
    assert kept(page, page.context) == NOTHING_KEPT | {"address": "/info/en/"}


def test_exit_leaves_a_neutral_page_and_back_does_not_return(page: Page, relay: FormRelay) -> None:
    arrive(page, relay, "/info/")
    page.click("a[lang=en]")
    page.wait_for_url("**/info/en/")
    page.click("#exit")
    page.wait_for_url("**/start/")
    page.go_back()
    page.wait_for_url("**/info/")


def test_shift_three_times_leaves_too(page: Page, relay: FormRelay) -> None:
    arrive(page, relay)
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url("**/start/")


def test_without_a_script_it_is_whole_and_its_links_work(new_context: NewContext, relay: FormRelay) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{relay.origin}/info/")
    page.click("a[lang=ar]")
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert page.locator("#print").is_hidden(), "the browser has its own"
    stays = "all => all.every(each => getComputedStyle(each).animationName === 'none')"
    assert page.eval_on_selector_all("main, .bar", stays), "the form's screens would give way to paper after a while"
    page.click("nav li:last-child a")
    expect(page.locator(".topic-numbers h2")).to_be_in_viewport()
    page.click("#back")
    page.wait_for_url("**/ar/")
    page.goto(f"{relay.origin}/info/ar/")
    page.click("#exit")
    page.wait_for_url("**/start/")


def test_print_is_asked_of_the_browser(page: Page, relay: FormRelay) -> None:
    page.add_init_script("window.print = () => { document.title = 'printed' }")
    arrive(page, relay)
    page.click("#print")
    assert page.title() == "printed"


@pytest.mark.parametrize(("tag", "heading"), [("en", "Important numbers"), ("ar", None), ("ti", None)])
def test_printed_it_is_a_few_plain_sheets_of_a4(page: Page, relay: FormRelay, tag: str, heading: str | None) -> None:
    arrive(page, relay, f"/info/{tag}/")
    sheets = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert len(sheets) <= MOST_PAGES
    assert {(round(sheet.mediabox.width), round(sheet.mediabox.height)) for sheet in sheets} == {A4}
    text = "\n".join(sheet.extract_text() for sheet in sheets)
    assert "0800 0113" in " ".join(text.split())
    assert (heading or "0432") in text
    page.emulate_media(media="print")
    hidden = [page.locator(each).first.is_visible() for each in (".bar", "nav", "#print", "#back", ".up")]
    assert hidden == [False] * 5
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_from_the_first_screen_and_back(newcomer: Newcomer, relay: FormRelay) -> None:
    page = newcomer.page
    newcomer.arrive(relay.origin)
    page.click(".information")
    page.wait_for_url("**/info/")
    page.click("a[lang=ti]")
    page.wait_for_url("**/info/ti/")
    page.click("#back")
    page.wait_for_selector("html[data-ready]", state="attached")
    expect(page.locator("html")).to_have_attribute("lang", "ti")


def test_from_the_last_screen_the_form_is_wiped(newcomer: Newcomer, relay: FormRelay) -> None:
    page = newcomer.page
    newcomer.begin(relay.link())
    newcomer.fill()
    newcomer.send()
    page.click(".information")
    page.wait_for_url("**/info/en/")
    page.go_back()
    expect(page.locator(".welcome")).to_be_visible()
    assert page.locator("#code").count() == 0


def test_a_list_of_languages_on_the_way_offers_nothing_that_would_lose_the_answers(
    newcomer: Newcomer, relay: FormRelay
) -> None:
    newcomer.begin(relay.link())
    newcomer.fill(until="memory")
    newcomer.page.click("#language")
    expect(newcomer.page.locator("main .languages")).to_be_visible()
    assert newcomer.page.locator(".information").count() == 0


def test_a_tablet_goes_back_by_itself_when_nobody_reads(page: Page, relay: FormRelay) -> None:
    page.clock.install()
    arrive(page, relay, "/kiosk/info/en/")
    page.clock.fast_forward(110_000)
    page.mouse.wheel(0, 300)
    page.wait_for_function("() => scrollY > 0")
    page.clock.fast_forward(110_000)
    # A page that is left is emptied at once; its address changes later.
    assert page.locator("h1").is_visible()
    page.clock.fast_forward(15_000)
    page.wait_for_url("**/kiosk/")


def test_a_phone_stays_where_it_is(page: Page, relay: FormRelay) -> None:
    page.clock.install()
    arrive(page, relay)
    page.clock.fast_forward(60 * 60_000)
    assert page.locator("h1").is_visible()


def test_on_a_tablet_exit_leads_to_its_first_screen(page: Page, relay: FormRelay) -> None:
    arrive(page, relay, "/kiosk/info/en/")
    page.click("#exit")
    page.wait_for_url("**/kiosk/")
