"""A person fills in the form; the GGD opens exactly what was answered, and nothing left the browser in the clear."""

from __future__ import annotations

import pytest

from intake.questionnaire import Choice, load, shipped_questionnaire
from tests.browser.newcomer import QUESTIONS, SKIP, Newcomer
from tests.browser.relay import ORGANISATION, FormRelay
from tests.browser.wire import NOTHING_KEPT, Wire, kept

ANSWERS = {
    "sleep": "often_bad", "dreams": "often", "pain": "sometimes", "energy": "mostly_not", "memory": "often",
    "startle": "often", "joy": "never", "home": "mostly_not", "doctor": "could_not", "talk": "soon",
}  # fmt: skip
CONTACT = {
    "age": "16-17", "reach": "call", "address": "phone", "typed": "+31612345678", "name": "Selam ሰላም",
    "line": "shared", "when": "weekday-morning weekend", "professional": "woman", "ambassador": "other-town",
}  # fmt: skip
OPTIONS = {
    option
    for question in load(shipped_questionnaire("ggd10")).questions
    if isinstance(question, Choice)
    for option in question.options
}
# Short words that stand in any header ("no", "yes") say nothing; the others would.
TELLING = tuple(option for option in OPTIONS if len(option) > 4)
FILLED_IN = ("en", "nl", "ar", "fa", "ti")
"""One of each script, direction and kind of digits. Every screen of every language is walked in test_screens.py."""
WATCHED = ("en", "ar")
"""In these, what the browser stores is looked at on every screen; in the others at the end, after the same presses."""


@pytest.mark.parametrize("tag", FILLED_IN)
def test_the_ggd_opens_what_was_answered_and_nobody_else_can_have_seen_it(
    newcomer: Newcomer, relay: FormRelay, tag: str
) -> None:
    wire = Wire(newcomer.page)
    token = relay.token()
    newcomer.begin(relay.link(token), tag)
    if tag not in WATCHED:
        newcomer.fill(ANSWERS | CONTACT, until="address")
    for screen in newcomer.walk(ANSWERS | CONTACT, start="who" if tag in WATCHED else "address"):
        if screen in QUESTIONS:
            assert kept(newcomer.page, newcomer.page.context) == NOTHING_KEPT
    code = newcomer.send()

    found = relay.submission(code)
    assert dict(found.answers) == ANSWERS
    assert found.language == tag
    assert (found.questionnaire, found.version, found.place, found.via) == ("ggd10", "1", "GM0363", ORGANISATION)
    contact = found.contact
    assert (contact.reach, contact.address, contact.name) == ("call", "+31612345678", "Selam ሰላም")
    assert (contact.line, contact.when) == ("shared", ("weekday-morning", "weekend"))
    assert (contact.professional, contact.ambassador, contact.age) == ("woman", "other-town", "16-17")

    assert wire.elsewhere(relay.origin) == []
    assert wire.holding(*TELLING, *QUESTIONS, "31612345678", "Selam", "ሰላም", "other-town", code) == []
    posts = [name for name, _ in wire.sent() if name.startswith("POST")]
    assert posts == [f"POST {relay.origin}/api/links/open", f"POST {relay.origin}/api/envelopes"]
    assert [name for name, data in wire.sent() if token.encode() in data] == posts
    assert kept(newcomer.page, newcomer.page.context) == NOTHING_KEPT


def test_skipping_everything_is_an_answer_too(newcomer: Newcomer, relay: FormRelay) -> None:
    everything = dict.fromkeys(QUESTIONS, SKIP) | dict.fromkeys(("reach", "line", "professional", "ambassador"), SKIP)
    newcomer.begin(relay.link())
    newcomer.fill(everything)
    found = relay.submission(newcomer.send())
    assert dict(found.answers) == dict.fromkeys(QUESTIONS)
    contact = found.contact
    assert [contact.reach, contact.address, contact.name, contact.line, contact.when] == [None] * 5
    assert [contact.professional, contact.ambassador] == [None] * 2


def test_nothing_is_chosen_beforehand_and_a_tap_on_the_chosen_card_clears_it(
    newcomer: Newcomer, relay: FormRelay
) -> None:
    newcomer.begin(relay.link())
    newcomer.fill(until="sleep")
    checked = newcomer.page.locator(".card input:checked")
    assert checked.count() == 0
    newcomer.choose("good")
    newcomer.choose("often_bad")
    assert checked.input_value() == "often_bad"
    newcomer.choose("often_bad")
    assert checked.count() == 0


def test_no_answer_is_a_sentence_above_the_cards_that_has_the_focus(newcomer: Newcomer, relay: FormRelay) -> None:
    newcomer.begin(relay.link())
    newcomer.fill(until="sleep")
    newcomer.page.click("#continue")
    error = newcomer.page.locator("#error")
    assert error.inner_text() == "Please choose one answer. The last one skips the question."
    assert error.evaluate("(error) => error === document.activeElement")
    assert newcomer.page.evaluate("document.querySelector('.cards').getAttribute('aria-describedby')") == "error"
    assert newcomer.heading == "How was your sleep?"


def test_a_number_is_read_back_in_groups_and_an_unlikely_one_refused(newcomer: Newcomer, relay: FormRelay) -> None:
    page = newcomer.page
    newcomer.begin(relay.link())
    newcomer.fill(until="address")
    newcomer.answer("address", {"address": "phone", "typed": "061234", "name": ""})
    page.click("#continue")
    assert page.inner_text("#error") == "This number is not complete. Please look again."
    page.fill("#typed-number", "٠٦ ١٢٣٤ ٥٦٧٨")
    assert page.inner_text(".read-back") == "Is this right? 06 12 34 56 78"
    page.click(".key-erase")
    assert page.input_value("#typed-number") == "06 12 34 56 7"
    newcomer.choose("email")
    page.fill("#typed-email", "sara@example")
    page.click("#continue")
    assert page.inner_text("#error") == "This e-mail address is not complete. Please look again."


def test_younger_people_are_told_whom_to_ask(newcomer: Newcomer, relay: FormRelay) -> None:
    newcomer.begin(relay.link())
    newcomer.fill(until="age")
    newcomer.choose("younger")
    newcomer.go_on()
    assert newcomer.heading == "This form is for people of 16 and older"
    newcomer.page.click("#continue")
    newcomer.page.wait_for_url("**/start/")


def test_later_closes_the_form_and_says_that_the_card_still_works(newcomer: Newcomer, relay: FormRelay) -> None:
    newcomer.begin(relay.link())
    newcomer.fill(until="moment")
    newcomer.choose("later")
    newcomer.go_on()
    assert newcomer.heading == "That is fine"
    newcomer.page.click("#continue")
    newcomer.page.wait_for_url("**/start/")


def test_exit_can_be_tried_without_leaving(newcomer: Newcomer, relay: FormRelay) -> None:
    newcomer.begin(relay.link())
    newcomer.fill(until="exit")
    newcomer.page.click("#try-exit")
    assert not newcomer.page.is_visible("#exit")
    newcomer.page.click("#tried-exit button")
    assert newcomer.heading == "The button Exit"
    newcomer.go_on()
    assert newcomer.heading == "How was your sleep?"
