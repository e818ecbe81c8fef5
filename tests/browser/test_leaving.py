"""Exit, Back, Forward, the browser's page cache and the idle clock: afterwards there is nothing to find."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PHONE
from tests.browser.newcomer import Newcomer
from tests.browser.relay import FormRelay, serve_form
from tests.browser.wire import Wire

MINUTES = 60_000


def half_way(newcomer: Newcomer, relay: FormRelay) -> None:
    """On the fifth question, with answers given."""
    newcomer.begin(relay.link())
    newcomer.fill(until="memory")
    newcomer.choose("often")


def expect_fresh(page: Page) -> None:
    """The first screen as the server sent it, and nothing chosen anywhere."""
    expect(page.locator(".welcome")).to_be_visible()
    assert page.locator("input").count() == 0
    assert page.locator("#language").is_hidden()
    assert page.url.endswith("/")


def expect_neutral(page: Page) -> None:
    page.wait_for_url("**/start/")
    assert page.title() == "Nederlandse woorden"


# Exit in the middle of it: with Send itself, and when all is sealed, the worker has ended, and nothing has gone yet.
AT_ONCE = "() => document.getElementById('exit').click()"
WHEN_SEALED = """
() => {
  const end = Worker.prototype.terminate;
  Worker.prototype.terminate = function () {
    Worker.prototype.terminate = end;
    end.call(this);
    document.getElementById("exit").click();
  };
}
"""


def press_exit(newcomer: Newcomer) -> None:
    newcomer.page.click("#exit")


def press_shift_three_times(newcomer: Newcomer) -> None:
    for _ in range(3):
        newcomer.page.keyboard.press("Shift")


@pytest.mark.parametrize("leave", [press_exit, press_shift_three_times])
def test_exit_leaves_a_neutral_page_and_tells_nobody(newcomer: Newcomer, relay: FormRelay, leave: Any) -> None:
    half_way(newcomer, relay)
    wire = Wire(newcomer.page)
    leave(newcomer)
    expect_neutral(newcomer.page)
    paths = {name.removeprefix(f"GET {relay.origin}/").split("-")[0] for name, _ in wire.sent()}
    assert paths == {"start/", "assets/words"}, "somebody could learn who left"


def test_capital_letters_are_not_exit(newcomer: Newcomer, relay: FormRelay) -> None:
    newcomer.begin(relay.link())
    newcomer.fill(until="address")
    newcomer.choose("email")
    newcomer.page.focus("#typed-name")
    for letter in "SARA":
        newcomer.page.keyboard.press(f"Shift+{letter}")
    assert newcomer.page.input_value("#typed-name") == "SARA"


def test_exit_works_on_the_first_screen_and_the_last(newcomer: Newcomer, relay: FormRelay) -> None:
    newcomer.arrive(relay.link())
    newcomer.page.click("#exit")
    expect_neutral(newcomer.page)
    newcomer.begin(relay.link())
    newcomer.fill()
    newcomer.send()
    newcomer.page.click("#exit")
    expect_neutral(newcomer.page)


@pytest.mark.parametrize("leave", [AT_ONCE, WHEN_SEALED], ids=["at once", "when sealed"])
def test_exit_before_the_envelope_goes_sends_nothing(newcomer: Newcomer, relay: FormRelay, leave: str) -> None:
    newcomer.begin(relay.link())
    newcomer.fill()
    wire = Wire(newcomer.page)
    newcomer.page.evaluate(f"() => {{ document.getElementById('continue').click(); ({leave})(); }}")
    expect_neutral(newcomer.page)
    assert [each for each in wire.requests if each.url.endswith("/api/envelopes")] == []


def test_back_and_forward_after_exit_show_a_fresh_first_screen_only(newcomer: Newcomer, relay: FormRelay) -> None:
    page = newcomer.page
    half_way(newcomer, relay)
    press_exit(newcomer)
    expect_neutral(page)
    for _ in range(4):
        page.go_back()
        expect_fresh(page)
    newcomer.speak("en")
    assert newcomer.heading == "Type the code on your card", "the link was still known"


def test_forward_after_exit_and_back_is_the_neutral_page(newcomer: Newcomer, relay: FormRelay) -> None:
    half_way(newcomer, relay)
    press_exit(newcomer)
    expect_neutral(newcomer.page)
    newcomer.page.go_back()
    expect_fresh(newcomer.page)
    newcomer.page.go_forward()
    expect_neutral(newcomer.page)


def test_the_back_key_goes_one_question_back_and_keeps_the_answers(newcomer: Newcomer, relay: FormRelay) -> None:
    page = newcomer.page
    half_way(newcomer, relay)
    page.go_back()
    assert page.locator(".card input:checked").input_value() == "mostly"
    assert newcomer.heading == "Did you have enough energy for your daily things?"
    page.click("#back")
    expect(page.locator("h1")).to_have_text("Did you have pain, for example in your head, back or belly?")
    page.go_forward()
    page.go_forward()
    assert page.locator(".card input:checked").input_value() == "often"


def test_after_send_the_back_key_shows_no_question(newcomer: Newcomer, relay: FormRelay) -> None:
    newcomer.begin(relay.link())
    newcomer.fill()
    code = newcomer.send()
    for _ in range(3):
        newcomer.page.go_back()
        assert newcomer.code() == code
        assert newcomer.page.locator(".card").count() == 0


def test_closing_the_last_screen_is_exit(newcomer: Newcomer, relay: FormRelay) -> None:
    newcomer.begin(relay.link())
    newcomer.fill()
    newcomer.send()
    newcomer.page.click("#continue")
    expect_neutral(newcomer.page)
    newcomer.page.go_back()
    expect_fresh(newcomer.page)


def test_reloading_forgets_everything(newcomer: Newcomer, relay: FormRelay) -> None:
    half_way(newcomer, relay)
    newcomer.page.reload()
    expect_fresh(newcomer.page)


def test_another_card_in_the_same_tab_starts_afresh(newcomer: Newcomer, relay: FormRelay) -> None:
    half_way(newcomer, relay)
    newcomer.page.evaluate("hash => { location.hash = hash }", relay.link().split("#")[1])
    newcomer.page.wait_for_selector(".welcome")
    expect_fresh(newcomer.page)


class TestIdle:
    """After ten minutes without a touch."""

    @pytest.fixture
    def quiet(self, newcomer: Newcomer, relay: FormRelay) -> Newcomer:
        newcomer.page.clock.install()
        half_way(newcomer, relay)
        newcomer.page.clock.fast_forward(10 * MINUTES)
        expect(newcomer.page.get_by_role("alertdialog")).to_be_visible()
        return newcomer

    def test_it_asks_and_goes_on_where_it_was(self, quiet: Newcomer) -> None:
        assert quiet.page.get_by_role("alertdialog").inner_text().startswith("Are you still there?")
        assert not quiet.page.is_visible("main")
        assert quiet.page.evaluate("document.activeElement.id") == "stay"
        quiet.page.click("#stay")
        assert quiet.page.locator(".card input:checked").input_value() == "often"

    def test_thirty_seconds_later_it_wipes_itself(self, quiet: Newcomer) -> None:
        quiet.page.clock.fast_forward(31_000)
        expect_neutral(quiet.page)

    def test_exit_is_there_meanwhile(self, quiet: Newcomer) -> None:
        press_exit(quiet)
        expect_neutral(quiet.page)


@pytest.fixture(scope="module")
def keeping(tmp_path_factory: pytest.TempPathFactory) -> FormRelay:
    return serve_form(tmp_path_factory.mktemp("keeping"), keep=True)


@pytest.fixture(scope="module")
def cached(page_cache: Browser) -> Page:
    return page_cache.new_context(viewport=PHONE, reduced_motion="reduce").new_page()


class TestPageCache:
    """With the browser's page cache switched on, and pages served so that it would keep them."""

    def test_the_cache_really_keeps_a_page(self, cached: Page, keeping: FormRelay) -> None:
        """The control: were this to fail, the others would prove nothing."""
        cached.goto(f"{keeping.origin}/paper/nl/")
        cached.evaluate("window.marked = true")
        cached.goto(f"{keeping.origin}/paper/en/")
        cached.go_back(wait_until="commit")
        assert cached.evaluate("window.marked") is True

    def test_a_kept_form_wipes_itself(self, cached: Page, keeping: FormRelay) -> None:
        half_way(Newcomer(cached), keeping)
        cached.evaluate("window.marked = true")
        cached.goto(f"{keeping.origin}/paper/nl/")
        cached.go_back()
        cached.wait_for_selector(".welcome")
        expect_fresh(cached)
        assert cached.evaluate("window.marked") is None

    def test_exit_leaves_nothing_to_come_back_to(self, cached: Page, keeping: FormRelay) -> None:
        half_way(Newcomer(cached), keeping)
        press_exit(Newcomer(cached))
        expect_neutral(cached)
        cached.go_back()
        cached.wait_for_selector(".welcome")
        expect_fresh(cached)


def test_the_served_form_says_that_nothing_may_be_kept(relay: FormRelay, page: Page) -> None:
    answer = page.goto(relay.origin)
    assert answer is not None
    assert answer.header_value("cache-control") == "no-store"
    neutral = page.goto(f"{relay.origin}/start/")
    assert neutral is not None
    assert neutral.header_value("clear-site-data") == '"cache"'
