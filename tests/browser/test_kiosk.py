"""A tablet that many people use, one after the other: opened once, and nothing of anybody stays behind."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from intake.relay.links.register import Kind
from tests.browser.conftest import TABLET, NewContext
from tests.browser.heap import strings_in_memory
from tests.browser.kiosk import Kiosk
from tests.browser.newcomer import SCREENS
from tests.browser.relay import ORGANISATION, FormRelay, serve_form

SENT = "Your envelope is locked and sent"
MINUTE = 60_000
NOTHING = {"files": [], "databases": [], "links": {}, "envelopes": {}, "local": 0, "session": 0, "cookie": ""}


@pytest.fixture
def kiosk(new_context: NewContext, relay: FormRelay) -> Kiosk:
    return Kiosk(new_context(viewport=TABLET, locale="en-GB").new_page(), relay)


def expect_fresh(kiosk: Kiosk) -> None:
    """The first screen as the server sent it, and nothing chosen anywhere."""
    kiosk.ready()
    assert kiosk.page.url == f"{kiosk.relay.origin}/kiosk/"
    assert kiosk.page.locator("input").count() == 0
    assert kiosk.page.locator("#language").is_hidden()


class TestItsLink:
    """Opened once, kept, and replaced by another."""

    def test_it_is_opened_once_and_then_everybody_starts_from_the_language_screen(self, kiosk: Kiosk) -> None:
        kiosk.scan()
        assert kiosk.page.url == f"{kiosk.relay.origin}/kiosk/", "the link stood in the address bar"
        for tag in ("en", "nl"):
            kiosk.start()
            kiosk.begin(tag)
        assert kiosk.newcomer.heading == "Wie leest uw antwoorden?"

    def test_what_is_stored_is_the_link_public_data_and_code(self, kiosk: Kiosk) -> None:
        token = kiosk.scan()
        stored = kiosk.stored()
        (link,) = stored["links"].values()
        granted = kiosk.page.request.post(f"{kiosk.relay.origin}/api/links/open", data={"token": token}).json()
        assert link == {
            "token": token, "fingerprint": kiosk.relay.fingerprint, "context": granted["context"], "grant": granted,
        }  # fmt: skip
        assert stored | {"files": [], "links": {}} == NOTHING | {"databases": ["kiosk"]}
        assert stored["files"]
        assert all(path.startswith(("/kiosk/", "/assets/", "/text/")) for path in stored["files"])
        assert kiosk.page.context.cookies() == []

    def test_a_tablets_link_at_the_forms_own_address_goes_on_as_a_tablet(self, kiosk: Kiosk) -> None:
        token = kiosk.relay.token(Kind.KIOSK)
        kiosk.page.goto(kiosk.relay.link(token))
        kiosk.page.wait_for_url("**/kiosk/")
        kiosk.ready()
        kiosk.begin()
        assert [link["token"] for link in kiosk.stored()["links"].values()] == [token]

    def test_a_tablets_code_typed_by_hand_goes_on_as_a_tablet(self, kiosk: Kiosk) -> None:
        kiosk.newcomer.arrive(kiosk.relay.origin)
        kiosk.newcomer.speak("en")
        kiosk.page.fill("#typed-code", kiosk.relay.token(Kind.KIOSK))
        kiosk.page.click("#continue")
        kiosk.page.wait_for_url("**/kiosk/")
        kiosk.ready()
        kiosk.begin()
        assert kiosk.newcomer.heading == "Who reads your answers?"

    def test_a_cards_link_does_not_make_a_tablet(self, kiosk: Kiosk) -> None:
        page = kiosk.page
        page.goto(kiosk.relay.kiosk_link(kiosk.relay.token(Kind.CARD)))
        page.wait_for_url(f"{kiosk.relay.origin}/")
        kiosk.ready()
        kiosk.begin()
        assert kiosk.stored() == NOTHING | {"databases": kiosk.stored()["databases"]}
        page.click("#exit")
        page.wait_for_url("**/start/")

    def test_a_card_does_not_take_the_place_of_a_tablets_link(self, kiosk: Kiosk) -> None:
        kiosk.scan()
        before = kiosk.stored()["links"]
        kiosk.page.goto(kiosk.relay.kiosk_link(kiosk.relay.token(Kind.CARD)))
        kiosk.page.wait_for_url(f"{kiosk.relay.origin}/")
        kiosk.ready()
        kiosk.start()
        kiosk.begin()
        assert kiosk.stored()["links"] == before

    def test_another_link_replaces_it_even_half_way(self, kiosk: Kiosk) -> None:
        kiosk.scan()
        kiosk.begin()
        kiosk.newcomer.fill(until="pain")
        other = kiosk.relay.token(Kind.KIOSK)
        kiosk.page.evaluate("hash => { location.hash = hash }", kiosk.relay.kiosk_link(other).split("#")[1])
        expect_fresh(kiosk)
        kiosk.begin()
        assert [link["token"] for link in kiosk.stored()["links"].values()] == [other]

    def test_without_any_link_it_says_whom_to_give_it_to(self, kiosk: Kiosk) -> None:
        kiosk.page.goto(f"{kiosk.relay.origin}/kiosk/")
        kiosk.says("This tablet can no longer be used for the form")
        assert "give it back to the person who gave it to you" in kiosk.page.inner_text("main")
        kiosk.page.click("#language")
        kiosk.newcomer.speak("ar")
        expect(kiosk.page.locator("#continue")).to_have_count(0)


class TestTheNextPerson:
    """After the end, after Exit and when nobody is there any more."""

    def test_the_way_is_the_same_as_on_a_phone(self, kiosk: Kiosk) -> None:
        kiosk.scan()
        kiosk.begin()
        seen = []
        for screen in kiosk.newcomer.walk({"sleep": "often_bad"}):
            seen.append(screen)
            if screen == "exit":
                assert "Then you see the first page again." in kiosk.page.inner_text("main")
                assert "Dutch words" not in kiosk.page.inner_text("main")
        assert tuple(seen) == SCREENS
        submission = kiosk.relay.submission(kiosk.newcomer.send())
        assert (submission.answers["sleep"], submission.via, submission.card) == ("often_bad", ORGANISATION, None)

    def test_the_end_leads_to_the_next_person_and_back_to_nothing(self, kiosk: Kiosk) -> None:
        kiosk.scan()
        first = kiosk.fill_and_send(SENT)
        assert kiosk.page.inner_text("#continue") == "Next person"
        kiosk.next_person()
        expect_fresh(kiosk)
        for _ in range(3):
            kiosk.page.go_back()
            expect_fresh(kiosk)
        second = kiosk.fill_and_send(SENT, sleep="often_bad")
        assert kiosk.relay.submission(first).id != kiosk.relay.submission(second).id

    def test_nothing_of_one_person_is_in_memory_for_the_next(self, kiosk: Kiosk) -> None:
        number, name = "0698765432", "Zoraminta"
        kiosk.scan()
        kiosk.begin()
        kiosk.newcomer.fill(until="address")
        kiosk.newcomer.answer("address", {"address": "phone", "typed": number, "name": name})
        kiosk.newcomer.go_on()
        kiosk.newcomer.fill(start="line")
        assert {number, name} <= strings_in_memory(kiosk.page), "were it not found here, the search would prove nothing"
        code = kiosk.newcomer.send()
        kiosk.next_person()
        left = strings_in_memory(kiosk.page)
        assert [each for each in left if number in each or name in each or code in each] == []

    @pytest.mark.parametrize("ended", [{"moment": "later"}, {"age": "younger"}])
    def test_whoever_ends_early_makes_room_for_the_next(self, kiosk: Kiosk, ended: dict[str, str]) -> None:
        kiosk.scan()
        kiosk.begin()
        kiosk.newcomer.fill(ended, until="practice" if "age" in ended else "age")
        assert kiosk.page.inner_text("#continue") == "Next person"
        kiosk.next_person()
        expect_fresh(kiosk)

    @pytest.mark.parametrize("network", [True, False])
    def test_exit_leads_to_the_first_screen_and_back_to_nothing(self, kiosk: Kiosk, network: bool) -> None:
        kiosk.scan()
        kiosk.relay.line.down = not network
        kiosk.start()
        kiosk.begin()
        kiosk.newcomer.fill(until="memory")
        kiosk.newcomer.choose("often")
        kiosk.page.click("#exit")
        expect_fresh(kiosk)
        for _ in range(3):
            kiosk.page.go_back()
            expect_fresh(kiosk)
        kiosk.page.go_forward()
        expect_fresh(kiosk)
        kiosk.relay.line.down = False


class TestNobodyThere:
    """A tablet that was left goes back to its first screen by itself."""

    @pytest.fixture
    def watched(self, kiosk: Kiosk) -> Kiosk:
        kiosk.page.clock.install()
        kiosk.scan()
        kiosk.start()
        kiosk.begin()
        return kiosk

    def test_after_two_minutes_it_asks_and_half_a_minute_later_it_wipes(self, watched: Kiosk) -> None:
        watched.newcomer.fill(until="memory")
        watched.page.clock.fast_forward(2 * MINUTE - 5_000)
        assert watched.page.get_by_role("alertdialog").count() == 0
        watched.page.clock.fast_forward(6_000)
        expect(watched.page.get_by_role("alertdialog")).to_be_visible()
        watched.page.click("#stay")
        watched.page.clock.fast_forward(2 * MINUTE)
        expect(watched.page.get_by_role("alertdialog")).to_be_visible()
        watched.page.clock.fast_forward(31_000)
        expect_fresh(watched)

    def test_the_last_screen_goes_too(self, watched: Kiosk) -> None:
        watched.newcomer.fill()
        watched.newcomer.send()
        watched.page.clock.fast_forward(2 * MINUTE)
        watched.page.clock.fast_forward(31_000)
        expect_fresh(watched)

    @pytest.mark.parametrize("where", ["pain", "end", "languages"])
    def test_out_of_sight_for_a_minute_it_wipes(self, watched: Kiosk, where: str) -> None:
        watched.newcomer.fill(until="send" if where == "end" else "pain")
        if where == "end":
            watched.newcomer.send()
        if where == "languages":
            watched.page.click("#language")
        out_of_sight(watched.page, 50_000)
        assert watched.page.locator("#language").is_visible(), "too early"
        out_of_sight(watched.page, 61_000)
        expect_fresh(watched)


SHOW = """
hidden => {
  Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}
"""


def out_of_sight(page: Page, milliseconds: int) -> None:
    """The screen is off, or another app is before it; and then it is back."""
    page.evaluate(SHOW, True)
    page.clock.fast_forward(milliseconds)
    if page.locator("#language").is_visible():
        page.evaluate(SHOW, False)


class TestPageCache:
    """With the browser's page cache switched on, and pages served so that it would keep them."""

    @pytest.fixture
    def cached(self, page_cache: Browser, tmp_path: Path) -> Kiosk:
        context = page_cache.new_context(viewport=TABLET, locale="en-GB", reduced_motion="reduce")
        return Kiosk(context.new_page(), serve_form(tmp_path, keep=True))

    def test_a_kept_page_of_a_tablet_wipes_itself(self, cached: Kiosk) -> None:
        cached.scan()
        self.half_way(cached)
        cached.page.goto(f"{cached.relay.origin}/paper/nl/")
        cached.page.go_back()
        expect_fresh(cached)

    def test_exit_leaves_nothing_to_come_back_to(self, cached: Kiosk) -> None:
        cached.scan()
        self.half_way(cached)
        cached.page.click("#exit")
        expect_fresh(cached)
        cached.page.go_back()
        expect_fresh(cached)

    def half_way(self, kiosk: Kiosk) -> None:
        kiosk.begin()
        kiosk.newcomer.fill(until="memory")
        kiosk.newcomer.choose("often")


ASKED = """
window.asked = [];
WakeLock.prototype.request = async (kind) => { window.asked.push(kind); };
StorageManager.prototype.persisted = async () => false;
StorageManager.prototype.persist = async () => { window.asked.push("persist"); return true; };
"""


class TestTheDevice:
    """What it asks of the tablet, and what phones are spared."""

    def test_the_first_tap_fills_the_screen_and_the_page_may_keep_it_on(self, kiosk: Kiosk) -> None:
        kiosk.scan()
        allowed = kiosk.page.evaluate("document.featurePolicy.allowedFeatures()")
        assert {"fullscreen", "screen-wake-lock"} <= set(allowed)
        assert not {"camera", "microphone", "geolocation", "autoplay"} & set(allowed)
        kiosk.begin()
        expect(kiosk.page.locator("html:fullscreen")).to_have_count(1)

    def test_the_screen_is_kept_on_and_what_is_stored_is_not_to_be_cleared(self, kiosk: Kiosk) -> None:
        kiosk.page.add_init_script(ASKED)
        kiosk.scan()
        kiosk.page.wait_for_function("() => window.asked.join() === 'screen,persist'")
        kiosk.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        kiosk.page.wait_for_function("() => window.asked.join() === 'screen,persist,screen'")

    def test_the_form_for_phones_is_not_touched_by_it(self, kiosk: Kiosk) -> None:
        kiosk.scan()
        kiosk.page.goto(kiosk.relay.origin)
        found: Any = kiosk.page.evaluate(
            "() => [navigator.serviceWorker.controller, document.featurePolicy.allowedFeatures()]"
        )
        assert found[0] is None
        assert not {"fullscreen", "screen-wake-lock"} & set(found[1])
        scopes = kiosk.page.evaluate(
            "async () => (await navigator.serviceWorker.getRegistrations()).map(({ scope }) => scope)"
        )
        assert scopes == [f"{kiosk.relay.origin}/kiosk/"]
