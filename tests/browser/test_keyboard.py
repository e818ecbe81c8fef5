"""The whole form without a pointer, and where the focus goes."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.newcomer import BEFORE, CONTACT, QUESTIONS, Newcomer
from tests.browser.relay import FormRelay

FOCUSED = "document.activeElement.id || document.activeElement.type || document.activeElement.tagName"
RING = "getComputedStyle(document.activeElement).outlineStyle"


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is there."""
    for _ in range(30):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not reach {selector}")


def test_the_form_is_filled_in_and_sent_by_keyboard_alone(newcomer: Newcomer, relay: FormRelay) -> None:
    page = newcomer.page
    newcomer.arrive(relay.link())
    tab_to(page, "button[lang=en]")
    page.keyboard.press("Enter")
    page.wait_for_selector(".points")
    for screen in (*BEFORE, *QUESTIONS, *CONTACT):
        assert page.evaluate(FOCUSED) == "heading", f"{screen} does not begin at its heading"
        if page.locator(".card").count():
            tab_to(page, ".card input")
            page.keyboard.press("Space")
        if screen == "address":
            tab_to(page, "#typed-number")
            page.keyboard.type("0612345678")
        tab_to(page, "#continue")
        page.keyboard.press("Enter")
    tab_to(page, "#continue")
    page.keyboard.press("Enter")
    found = relay.submission(newcomer.code())
    assert found.answers["sleep"] == "good"
    assert (found.contact.address, found.contact.when) == ("0612345678", ("weekday-morning",))


def test_arrow_keys_move_the_choice_and_space_clears_it(newcomer: Newcomer, relay: FormRelay) -> None:
    page = newcomer.page
    newcomer.begin(relay.link())
    newcomer.fill(until="sleep")
    tab_to(page, ".card input")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    assert page.locator(".card input:checked").input_value() == "sometimes_bad"
    page.keyboard.press("Space")
    assert page.locator(".card input:checked").count() == 0


def test_enter_on_an_answer_goes_on(newcomer: Newcomer, relay: FormRelay) -> None:
    newcomer.begin(relay.link())
    newcomer.fill(until="sleep")
    tab_to(newcomer.page, ".card input")
    newcomer.page.keyboard.press("Space")
    newcomer.page.keyboard.press("Enter")
    expect(newcomer.page.locator("h1")).to_have_text("Did you have bad dreams?")


def test_exit_is_the_first_thing_the_keyboard_reaches(newcomer: Newcomer, relay: FormRelay) -> None:
    newcomer.arrive(relay.link())
    newcomer.page.keyboard.press("Tab")
    assert newcomer.page.evaluate(FOCUSED) == "exit"
    assert newcomer.page.evaluate(RING) == "solid"
