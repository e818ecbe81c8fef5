"""Where nothing can be sealed the answer is paper: no script, no secure context, a browser too old."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from pypdfium2 import PdfDocument

from intake.questionnaire import LANGUAGES
from tests.browser.conftest import PHONE, NewContext
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


def test_the_paper_form_has_every_question_and_nothing_to_send_in_every_language(
    new_context: NewContext, relay: FormRelay
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    for tag in TAGS:
        page.goto(f"{relay.origin}/paper/{tag}/")
        assert page.locator("form, input, button, a").count() == 0, tag
        assert page.locator(".block").count() == 10 + 7, tag
        assert page.locator(".block li .box").count() == page.locator(".block li").count() == 42 + 25, tag
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), tag
        assert len(PdfDocument(page.pdf(prefer_css_page_size=True))) <= 5, tag


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


def _nothing(route: Route) -> None:
    route.abort()


def _syntax(route: Route) -> None:
    route.fulfill(body="let of = 1 ?? 2 ??= class {", content_type="text/javascript")


def _no_modules(route: Route) -> None:
    """As a browser reads the page that has never heard of modules."""
    answer = route.fetch()
    route.fulfill(response=answer, body=answer.text().replace('type="module"', 'type="x-unknown"'))


SPOILT: Mapping[str, tuple[str, Callable[[Route], None]]] = {
    "it does not come": ("**/assets/form-*.js", _nothing),
    "it does not parse": ("**/assets/form-*.js", _syntax),
    "no modules": ("**/", _no_modules),
}


@pytest.fixture
def unread(browser: Browser, relay: FormRelay) -> Iterator[Mapping[str, Page]]:
    """Pages whose script is spoilt, all waiting at the same time."""
    # Not pages of `new_context`: here the browser may complain about the script.
    pages = {name: browser.new_context(viewport=PHONE).new_page() for name in SPOILT}
    for name, page in pages.items():
        page.route(*SPOILT[name])
        page.goto(relay.link())
        assert page.locator("#paper").is_hidden(), name
    yield pages
    for page in pages.values():
        page.context.close()


def test_a_browser_that_cannot_read_the_script_is_led_to_paper_after_a_while(unread: Mapping[str, Page]) -> None:
    for page in unread.values():
        expect(page.locator("#paper")).to_be_visible(timeout=9_000)
        # What cannot be pressed to any end is gone, and the way to paper stands at the top of the screen.
        assert not page.locator("#main button").first.is_visible()
        expect(page.locator("#paper p").first).to_be_in_viewport()
        page.click("#paper a[href='/paper/ti/']")
        expect(page.locator("h1")).to_have_text("ጥዕናይ")


def test_where_not_even_the_style_can_be_read_the_way_to_paper_comes_first(page: Page, relay: FormRelay) -> None:
    page.route("**/assets/**", _nothing)
    page.goto(relay.link())
    assert page.locator("#paper").is_visible()
    assert page.locator("body > *").first.get_attribute("id") == "paper"
    page.click("#paper a[href='/paper/ar/']")
    expect(page.locator(".block li").first).to_be_visible()
