"""Choosing and changing the language: the answers stay, nothing is ever mixed."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from intake.questionnaire import LANGUAGES
from tests.browser.conftest import TABLET, NewContext
from tests.browser.newcomer import Newcomer
from tests.browser.relay import FormRelay

LATIN_NAMES = re.compile(r"\b[0-9A-Z]{4} [0-9A-Z]{4}\b|GGD|Voorbeeld(straat|stad)?|Shift|IND|klantmanager")
FONT = "getComputedStyle(document.querySelector('.points p')).lineHeight"


def test_the_language_can_be_changed_on_any_screen_without_losing_anything(
    newcomer: Newcomer, relay: FormRelay
) -> None:
    page = newcomer.page
    newcomer.begin(relay.link(), "en")
    newcomer.fill({"sleep": "often_bad"}, until="dreams")
    newcomer.choose("sometimes")
    page.click("#language")
    assert page.locator(".languages button[aria-current]").inner_text() == "English"
    newcomer.speak("ar")
    assert newcomer.heading == "هل رأيت أحلامًا مزعجة؟"
    assert page.locator(".card input:checked").input_value() == "sometimes"
    assert page.get_attribute("html", "dir") == "rtl"
    page.click("#back")
    assert page.locator(".card input:checked").input_value() == "often_bad"


def test_what_was_typed_stays_too(newcomer: Newcomer, relay: FormRelay) -> None:
    newcomer.begin(relay.link(), "en")
    newcomer.fill(until="address")
    newcomer.answer("address", {"address": "phone", "typed": "0612", "name": "Sara"})
    newcomer.page.click("#language")
    newcomer.speak("ti")
    assert newcomer.page.input_value("#typed-number") == "06 12"
    assert newcomer.page.input_value("#typed-name") == "Sara"


def test_an_entry_in_a_language_goes_on_in_it_and_direction_and_room_for_the_letters_follow_the_table(
    newcomer: Newcomer, relay: FormRelay
) -> None:
    page = newcomer.page
    for language in LANGUAGES:
        newcomer.arrive(relay.link().replace("/#", f"/{language.tag}/#"))
        page.wait_for_selector(".points")
        assert page.get_attribute("html", "lang") == language.tag
        assert page.url == f"{relay.origin}/{language.tag}/"
        assert page.get_attribute("html", "dir") == language.direction, language.tag
        room = float(page.evaluate(FONT).removesuffix("px")) / 20
        assert room == pytest.approx(language.line_height, 0.01), language.tag


@pytest.mark.parametrize(("tag", "letters"), [("ti", "Envelop Ethiopic"), ("ar", "Noto Naskh Arabic")])
def test_a_language_is_named_in_the_letters_that_its_screens_have(
    newcomer: Newcomer, relay: FormRelay, tag: str, letters: str
) -> None:
    """A device without Ethiopic letters would show boxes in the place of the name."""
    newcomer.arrive(relay.link())
    assert letters in newcomer.page.evaluate(
        f"getComputedStyle(document.querySelector('#main [lang={tag}]')).fontFamily"
    )


@pytest.mark.parametrize("tag", ["ar", "ti"])
def test_exit_and_continue_are_as_high_up_in_every_script(newcomer: Newcomer, relay: FormRelay, tag: str) -> None:
    heights = "['exit', 'continue'].map((id) => document.getElementById(id).getBoundingClientRect().y)"
    newcomer.begin(relay.link(), "en")
    newcomer.page.set_viewport_size(TABLET)
    before = newcomer.page.evaluate(heights)
    newcomer.page.click("#language")
    newcomer.speak(tag)
    assert newcomer.page.evaluate(heights) == before


@pytest.mark.parametrize("tag", ["ar", "ti"])
def test_no_screen_mixes_languages(newcomer: Newcomer, relay: FormRelay, tag: str) -> None:
    """Letters of the Latin script are names, codes and figures only."""
    newcomer.begin(relay.link(), tag)
    for screen in newcomer.walk():
        left = LATIN_NAMES.sub("", newcomer.page.inner_text("body"))
        assert re.findall(r"[A-Za-z]+", left) == [], screen
    newcomer.send()
    assert re.findall(r"[A-Za-z]+", LATIN_NAMES.sub("", newcomer.page.inner_text("body"))) == []


def test_figures_and_codes_run_from_left_to_right_in_arabic(newcomer: Newcomer, relay: FormRelay) -> None:
    newcomer.begin(relay.link(), "ar")
    newcomer.fill(until="sleep")
    assert newcomer.page.locator(".progress .figures").get_attribute("dir") == "ltr"
    assert newcomer.page.locator(".progress .figures").inner_text() == "1 / 10"
    newcomer.fill(start="sleep")
    newcomer.send()
    assert newcomer.page.locator("#code bdi").get_attribute("dir") == "ltr"


def test_a_draft_says_so_on_every_screen(newcomer: Newcomer, relay: FormRelay) -> None:
    newcomer.begin(relay.link(), "ti")
    assert newcomer.page.inner_text("#language small") == "ንድፊ ትርጉም"


def test_the_first_screen_speaks_two_languages(new_context: NewContext, relay: FormRelay) -> None:
    page = new_context().new_page()
    Newcomer(page).arrive(relay.link())
    expect(page.locator("h1 span").first).to_have_text("Kies uw taal")
    expect(page.locator("h1 span[lang=en]")).to_have_text("Choose your language")
    assert page.locator(".languages button").all_inner_texts() == [language.own_name for language in LANGUAGES]
