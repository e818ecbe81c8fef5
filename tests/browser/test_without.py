"""Where nothing can be sealed the answer is paper: no script, no secure context, a browser too old."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from intake.questionnaire import LANGUAGES
from tests.browser.conftest import NewContext
from tests.browser.relay import FormRelay

TAGS = [language.tag for language in LANGUAGES]


@pytest.mark.parametrize("path", ["/", "/ti/"])
def test_without_a_script_it_leads_to_paper_and_can_send_nothing(
    new_context: NewContext, relay: FormRelay, path: str
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(relay.origin + path)
    assert page.locator("#paper").is_visible()
    assert not page.locator("#main").is_visible()
    assert page.locator("form, input, button:visible").count() == 0
    page.click("#paper a[href='/paper/ti/']")
    expect(page.locator("h1")).to_have_text("ጥዕናይ")


@pytest.mark.parametrize("tag", TAGS)
def test_the_paper_form_has_every_question_and_nothing_to_send(
    new_context: NewContext, relay: FormRelay, tag: str
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{relay.origin}/paper/{tag}/")
    assert page.locator(".question").count() == 10 + 7
    assert page.locator("form, input, button, a").count() == 0
    assert len(page.pdf()) > 10_000


@pytest.mark.parametrize(
    "missing",
    [
        "Object.defineProperty(window, 'isSecureContext', { value: false })",
        "delete window.Worker",
        "Object.defineProperty(crypto, 'subtle', { value: undefined })",
        "window.BigInt = undefined",
    ],
)
def test_a_browser_that_cannot_seal_is_led_to_paper(page: Page, relay: FormRelay, missing: str) -> None:
    page.add_init_script(missing)
    page.goto(relay.link())
    expect(page.locator("#paper")).to_be_visible()
    assert not page.locator("#main").is_visible()
    assert "This device cannot lock the envelope. Please ask for the form on paper." in page.inner_text("#paper")


def test_a_browser_that_cannot_even_read_the_script_is_led_to_paper_after_a_while(page: Page, relay: FormRelay) -> None:
    page.route("**/assets/form-*.js", lambda route: route.abort())
    page.goto(relay.link())
    assert page.locator("#paper").is_hidden()
    expect(page.locator("#paper")).to_be_visible(timeout=9_000)
