"""A code typed from a card, and cards that do not work."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from intake.envelope.encoding import CROCKFORD
from tests.browser.newcomer import Newcomer
from tests.browser.relay import FormRelay

ARABIC_INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
CROSSED = str.maketrans({"0": "o", "1": "l"})


def groups(token: str) -> str:
    return " ".join(token[place : place + 4] for place in range(0, 16, 4))


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param(lambda token: token, id="as printed, without gaps"),
        pytest.param(lambda token: groups(token).lower(), id="small letters, groups"),
        pytest.param(lambda token: groups(token).replace(" ", "-"), id="hyphens"),
        pytest.param(lambda token: token.translate(ARABIC_INDIC), id="Arabic-Indic digits"),
        pytest.param(lambda token: token.translate(PERSIAN), id="Persian digits"),
        pytest.param(lambda token: token.translate(CROSSED), id="O for 0 and L for 1"),
    ],
)
def test_a_typed_code_opens_the_form_however_it_is_written(newcomer: Newcomer, relay: FormRelay, typed: object) -> None:
    newcomer.arrive(relay.origin)
    newcomer.speak("en")
    assert newcomer.heading == "Type the code on your card"
    newcomer.page.fill("#typed-code", typed(relay.token()))  # type: ignore[operator]
    newcomer.page.click("#continue")
    expect(newcomer.page.locator("h1")).to_have_text("Who reads your answers?")


def test_it_groups_itself_in_fours_while_it_is_typed(newcomer: Newcomer, relay: FormRelay) -> None:
    newcomer.arrive(relay.origin)
    newcomer.speak("ar")
    newcomer.page.focus("#typed-code")
    newcomer.page.keyboard.type("abcd1234e")
    assert newcomer.page.input_value("#typed-code") == "abcd 1234 e"


@pytest.mark.parametrize("tag", ["en", "ar"])
def test_large_keys_write_it_and_take_back(newcomer: Newcomer, relay: FormRelay, tag: str) -> None:
    newcomer.arrive(relay.origin)
    newcomer.speak(tag)
    token = relay.token()
    keys = newcomer.page.locator(".keypad button")
    assert "".join(keys.all_inner_texts()[:-1]) == CROCKFORD
    for sign in f"{token[:3]}Z":
        keys.get_by_text(sign, exact=True).click()
    keys.last.click()
    for sign in f"{token[3:]}Z":
        keys.get_by_text(sign, exact=True).click()
    assert newcomer.page.input_value("#typed-code") == groups(token)
    newcomer.page.click("#continue")
    newcomer.page.wait_for_selector(".points")


def test_the_device_shows_no_keyboard_of_its_own_over_the_keys(newcomer: Newcomer, relay: FormRelay) -> None:
    newcomer.arrive(relay.origin)
    newcomer.speak("en")
    assert newcomer.page.get_attribute("#typed-code", "inputmode") == "none"
    assert newcomer.page.get_attribute("#typed-code", "autocomplete") == "off"


@pytest.mark.parametrize("typed", ["", "ABCD", "ABCD EFGH JKMN PQRSU", "ABCD EFGH JKMN PQR!"])
def test_what_is_no_code_is_said_to_be_none(newcomer: Newcomer, relay: FormRelay, typed: str) -> None:
    newcomer.arrive(relay.origin)
    newcomer.speak("en")
    newcomer.page.fill("#typed-code", typed)
    newcomer.page.click("#continue")
    assert newcomer.page.inner_text("#error") == "This code is not complete. Please look at the card again."


def test_unknown_and_expired_cards_show_the_same_page_where_a_code_can_be_typed(
    newcomer: Newcomer, relay: FormRelay
) -> None:
    pages = []
    for link in (relay.link(relay.token(days=-2)), relay.link("0" * 16)):  # type: ignore[arg-type]
        newcomer.arrive(link)
        newcomer.speak("en")
        expect(newcomer.page.locator("h1")).to_have_text("This card does not work")
        pages.append(newcomer.page.inner_text("main"))
    assert pages[0] == pages[1]
    newcomer.page.fill("#typed-code", relay.token())
    newcomer.page.click("#continue")
    expect(newcomer.page.locator("h1")).to_have_text("Who reads your answers?")


@pytest.mark.parametrize("hash_", ["", "#", "#nonsense", "#AAAA.BBBB", "#%E0%A4%A"])
def test_an_address_that_is_no_link_asks_for_the_code(newcomer: Newcomer, relay: FormRelay, hash_: str) -> None:
    newcomer.arrive(f"{relay.origin}/{hash_}")
    assert newcomer.page.url == f"{relay.origin}/"
    newcomer.speak("en")
    assert newcomer.heading == "Type the code on your card"
