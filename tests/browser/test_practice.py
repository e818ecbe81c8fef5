"""The form to practise with: all its screens, and nothing leaves the browser."""

from __future__ import annotations

from playwright.sync_api import Page, Request, expect

from tests.browser.heap import strings_in_memory
from tests.browser.newcomer import Newcomer
from tests.browser.relay import FormRelay

NAME = "Quorzambel"


def practise(page: Page, relay: FormRelay) -> Newcomer:
    newcomer = Newcomer(page)
    newcomer.arrive(f"{relay.origin}/practice/")
    newcomer.speak("en")
    page.wait_for_selector(".points")
    return newcomer


def test_a_colleague_walks_every_screen_and_nothing_is_asked_or_sent(page: Page, relay: FormRelay) -> None:
    before, asked = len(relay.envelopes()), list[Request]()
    page.on("request", lambda request: asked.append(request))
    newcomer = practise(page, relay)
    newcomer.fill({"sleep": "often_bad"}, until="address")
    newcomer.answer("address", {"address": "phone", "typed": "0687412953", "name": NAME})
    newcomer.go_on()
    newcomer.fill(start="line")
    assert len(newcomer.send()) == 8
    assert newcomer.heading.startswith("Your envelope is locked")
    assert [each.url for each in asked if each.method != "GET" or "/api/" in each.url] == []
    assert len(relay.envelopes()) == before
    assert [each for each in strings_in_memory(page) if NAME in each] == []


def test_every_screen_says_that_it_is_practice_and_the_real_form_never_does(page: Page, relay: FormRelay) -> None:
    newcomer = practise(page, relay)
    for _ in newcomer.walk(until="sleep"):
        expect(page.locator(".practice")).to_have_text("Oefenen: er wordt niets verstuurd. Practice: nothing is sent.")
    newcomer.begin(relay.link())
    expect(page.locator(".practice")).to_have_count(0)


def test_at_the_end_and_on_exit_it_begins_anew(page: Page, relay: FormRelay) -> None:
    newcomer = practise(page, relay)
    newcomer.fill()
    newcomer.send()
    page.click("#continue")
    page.wait_for_selector(".welcome")
    newcomer.speak("en")
    page.click("#exit")
    page.wait_for_selector(".welcome")
    assert page.url == f"{relay.origin}/practice/"
