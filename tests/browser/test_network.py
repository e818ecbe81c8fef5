"""A network that fails, at Send and before: said plainly, nothing lost, nothing doubled."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.heap import strings_in_memory
from tests.browser.newcomer import Newcomer
from tests.browser.relay import FormRelay
from tests.browser.wire import Wire

OPEN, SEND = "**/api/links/open", "**/api/envelopes"
Handler = Callable[[Route], None]


def ready_to_send(newcomer: Newcomer, relay: FormRelay) -> None:
    newcomer.begin(relay.link())
    newcomer.fill({"sleep": "often_bad"})


def say(newcomer: Newcomer, heading: str) -> None:
    """Wait until the screen says so."""
    expect(newcomer.page.locator("h1")).to_have_text(heading)


def answering(status: int) -> Handler:
    return lambda route: route.fulfill(status=status, json={"error": "test"})


def test_without_network_the_envelope_waits_and_goes_by_itself(newcomer: Newcomer, relay: FormRelay) -> None:
    page = newcomer.page
    ready_to_send(newcomer, relay)
    page.context.set_offline(True)
    page.click("#continue")
    say(newcomer, "Not sent yet")
    assert "There is no network now" in page.inner_text("main")
    assert "Your envelope is locked. It is kept on this page." in page.inner_text("main")
    assert page.locator(".card").count() == 0
    page.context.set_offline(False)
    assert relay.submission(newcomer.code()).answers["sleep"] == "often_bad"


def test_a_lost_answer_is_a_harmless_retry(newcomer: Newcomer, relay: FormRelay) -> None:
    """The relay has stored it, but nobody heard: the same bytes again, and they lie there once."""
    page, before, statuses = newcomer.page, len(relay.envelopes()), []

    def lose_the_answer(route: Route) -> None:
        statuses.append(route.fetch().status)
        route.abort()

    ready_to_send(newcomer, relay)
    wire = Wire(page)
    page.route(SEND, lose_the_answer, times=1)
    page.on("response", lambda answer: statuses.append(answer.status) if "envelopes" in answer.url else None)
    page.click("#continue")
    say(newcomer, "Not sent yet")
    page.click("#retry")
    newcomer.code()
    assert statuses == [201, 200]
    assert len({each.post_data_buffer for each in wire.requests}) == 1
    assert len(relay.envelopes()) == before + 1


@pytest.mark.parametrize("status", [429, 500, 502, 503, 507])
def test_a_busy_relay_is_tried_again(newcomer: Newcomer, relay: FormRelay, status: int) -> None:
    ready_to_send(newcomer, relay)
    newcomer.page.route(SEND, answering(status), times=1)
    newcomer.page.click("#continue")
    say(newcomer, "Not sent yet")
    assert "It is very busy now" in newcomer.page.inner_text("main")
    newcomer.page.click("#retry")
    newcomer.code()


def test_a_card_that_has_ended_is_replaced_and_the_envelope_goes(newcomer: Newcomer, relay: FormRelay) -> None:
    page = newcomer.page
    ready_to_send(newcomer, relay)
    page.route(SEND, answering(404), times=1)
    page.click("#continue")
    say(newcomer, "Not sent yet")
    page.fill("#typed-code", relay.token())
    page.click("#continue")
    assert relay.submission(newcomer.code()).answers["sleep"] == "often_bad"


def test_an_envelope_that_is_never_taken_is_said_to_be_lost(newcomer: Newcomer, relay: FormRelay) -> None:
    ready_to_send(newcomer, relay)
    newcomer.page.route(SEND, answering(400))
    newcomer.page.click("#continue")
    say(newcomer, "This envelope cannot be sent")
    assert "Please ask for the form on paper." in newcomer.page.inner_text("main")


def test_the_answers_are_gone_from_memory_while_the_sealed_bytes_wait(newcomer: Newcomer, relay: FormRelay) -> None:
    """The script can no longer reach what was typed, and the Back key leads to no question."""
    page, number = newcomer.page, "0698765432"
    newcomer.begin(relay.link())
    newcomer.fill(until="address")
    newcomer.answer("address", {"address": "phone", "typed": number})
    newcomer.go_on()
    newcomer.fill(start="line")
    assert number in strings_in_memory(page), "were it not found here, the search would prove nothing"
    page.context.set_offline(True)
    page.click("#continue")
    say(newcomer, "Not sent yet")
    assert number not in strings_in_memory(page)
    for _ in range(3):
        page.go_back()
        say(newcomer, "Not sent yet")
    assert page.locator("input").count() == 0
    page.context.set_offline(False)
    assert relay.submission(newcomer.code()).contact.address == number


def test_exit_while_it_waits_drops_the_envelope_too(newcomer: Newcomer, relay: FormRelay) -> None:
    page, before = newcomer.page, len(relay.envelopes())
    ready_to_send(newcomer, relay)
    page.route(SEND, answering(503))
    page.click("#continue")
    say(newcomer, "Not sent yet")
    page.click("#exit")
    page.wait_for_url("**/start/")
    assert len(relay.envelopes()) == before


def test_a_form_that_waits_to_send_does_not_wipe_itself(newcomer: Newcomer, relay: FormRelay) -> None:
    page = newcomer.page
    page.clock.install()
    ready_to_send(newcomer, relay)
    page.route(SEND, answering(503))
    page.click("#continue")
    say(newcomer, "Not sent yet")
    page.clock.fast_forward(20 * 60_000)
    say(newcomer, "Not sent yet")
    page.unroute(SEND)
    page.click("#retry")
    newcomer.code()


def test_a_link_without_network_opens_when_it_is_back(newcomer: Newcomer, relay: FormRelay) -> None:
    page = newcomer.page
    page.route(OPEN, lambda route: route.abort(), times=1)
    newcomer.arrive(relay.link())
    newcomer.speak("en")
    say(newcomer, "There is no network now")
    page.click("#retry")
    say(newcomer, "Who reads your answers?")


def test_a_language_without_network_says_so_in_that_language(newcomer: Newcomer, relay: FormRelay) -> None:
    page = newcomer.page
    newcomer.arrive(relay.link())
    page.route("**/text/*", lambda route: route.abort(), times=1)
    page.click("button[lang=ti]")
    said = page.locator("#problem")
    assert said.inner_text() == "ኢንተርነት የለን። በጃኹም ደጊምኩም ፈትኑ።"
    assert said.get_attribute("lang") == "ti"
    newcomer.speak("ti")
    say(newcomer, "መልስታትኩም መን የንብቦ፧")


def test_a_form_for_other_keys_is_refused(page: Page, relay: FormRelay) -> None:
    """The card names the GGD's identity: a sheet of another identity opens nothing."""
    newcomer = Newcomer(page)
    newcomer.arrive(f"{relay.origin}/#{relay.token()}.AAAAAAAAAAAAAAAAAAAAAA")
    newcomer.speak("en")
    say(newcomer, "This form cannot be used now")
    assert page.locator("#continue").count() == 0
