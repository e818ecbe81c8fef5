"""A tablet without network: envelopes wait on it, sealed, and go by themselves; its link ends and its keys grow old."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from flask import Flask, Response
from playwright.sync_api import Page, expect

from intake.config import Organisation, Relay
from intake.desk.opening import OpeningKey
from intake.envelope.encoding import base64url
from intake.envelope.format import ENVELOPE_LENGTH
from intake.envelope.sheet import Purpose, SheetKey, sign_sheet
from intake.relay.app import create_app
from intake.relay.carrying.sheets import take_sheet
from intake.relay.clock import utc_now
from intake.relay.links.register import Kind, new_links
from intake.relay.newcomer.facts import DATA
from intake.relay.newcomer.pages import blueprint
from tests.browser.conftest import TABLET, NewContext
from tests.browser.kiosk import Kiosk
from tests.browser.packs import write_tones
from tests.browser.relay import GGD, OTHER_INBOX, FormRelay

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse

SENT, KEPT = "Your envelope is locked and sent", "Your envelope is locked and kept safely"
ENDED = "This tablet can no longer be used for the form"
LATER = "There is no network now. It will be sent later, by itself."
FULL = "() => { IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); }; }"
FETCHED = "async (path) => (await (await fetch(path)).arrayBuffer()).byteLength"
OPEN, SEND = "**/api/links/open", "**/api/envelopes"


@pytest.fixture
def kiosk(new_context: NewContext, relay: FormRelay) -> Kiosk:
    made = Kiosk(new_context(viewport=TABLET, locale="en-GB").new_page(), relay)
    made.page.clock.install()
    return made


def back_online(page: Page) -> None:
    """The device tells the page that there is a network."""
    page.evaluate("dispatchEvent(new Event('online'))")


def digests(relay: FormRelay) -> list[str]:
    return [base64url(hashlib.sha256(envelope).digest()) for envelope in relay.envelopes()]


class TestWithoutNetwork:
    """What is sealed waits in the tablet's storage."""

    def test_envelopes_wait_and_go_when_the_network_is_back(self, kiosk: Kiosk, relay: FormRelay) -> None:
        kiosk.scan()
        with relay.line.cut():
            kiosk.start()
            kiosk.expect_waiting(0)
            first = kiosk.fill_and_send(KEPT, sleep="often_bad")
            assert LATER in kiosk.page.inner_text("main")
            kiosk.next_person()
            kiosk.expect_waiting(1)
            second = kiosk.fill_and_send(KEPT, sleep="good")
            waiting = kiosk.stored()["envelopes"]
            kiosk.next_person()
            kiosk.expect_waiting(2)
        back_online(kiosk.page)
        kiosk.expect_waiting(0)
        assert [relay.submission(code).answers["sleep"] for code in (first, second)] == ["often_bad", "good"]
        assert set(waiting) <= set(digests(relay))

    def test_only_sealed_bytes_are_stored_each_under_its_digest(self, kiosk: Kiosk, relay: FormRelay) -> None:
        kiosk.scan()
        with relay.line.cut():
            kiosk.start()
            kiosk.fill_and_send(KEPT)
            stored = kiosk.stored()
        ((digest, envelope),) = stored["envelopes"].items()
        assert len(envelope) == ENVELOPE_LENGTH
        assert base64url(hashlib.sha256(bytes(envelope)).digest()) == digest
        assert (stored["local"], stored["session"], stored["cookie"], len(stored["links"])) == (0, 0, "", 1)

    def test_the_last_screen_says_sent_once_it_is(self, kiosk: Kiosk, relay: FormRelay) -> None:
        kiosk.scan()
        with relay.line.cut():
            kiosk.start()
            code = kiosk.fill_and_send(KEPT)
        back_online(kiosk.page)
        kiosk.says(SENT)
        assert kiosk.newcomer.code() == code
        assert LATER not in kiosk.page.inner_text("main")

    def test_every_few_minutes_it_tries_again_also_while_somebody_fills_in(
        self, kiosk: Kiosk, relay: FormRelay
    ) -> None:
        kiosk.scan()
        with relay.line.cut():
            kiosk.start()
            kiosk.fill_and_send(KEPT)
            (digest,) = kiosk.stored()["envelopes"]
            kiosk.next_person()
            kiosk.begin()
            kiosk.newcomer.fill(until="pain")
        kiosk.page.clock.fast_forward(60_000)
        kiosk.page.click(".card")
        kiosk.page.clock.fast_forward(60_000)
        kiosk.page.click(".card")
        with kiosk.page.expect_response(SEND):
            kiosk.page.clock.fast_forward(65_000)
        kiosk.page.wait_for_timeout(100)
        assert kiosk.newcomer.heading == "Did you have pain, for example in your head, back or belly?"
        assert digest in digests(relay)
        kiosk.page.click("#exit")
        kiosk.ready()
        kiosk.expect_waiting(0)

    def test_another_tab_sends_it_too_and_it_lies_there_once(self, kiosk: Kiosk, relay: FormRelay) -> None:
        kiosk.scan()
        with relay.line.cut():
            kiosk.start()
            code = kiosk.fill_and_send(KEPT)
        before = len(relay.envelopes())
        other = Kiosk(kiosk.page.context.new_page(), relay)
        other.start()
        back_online(kiosk.page)
        kiosk.says(SENT)
        other.expect_waiting(0)
        assert len(relay.envelopes()) == before + 1
        assert relay.submission(code).code == code

    def test_a_network_that_hangs_keeps_nobody_waiting(self, kiosk: Kiosk, relay: FormRelay) -> None:
        kiosk.scan()
        kiosk.start()
        kiosk.begin()
        kiosk.newcomer.fill()
        with relay.line.hanging("after") as reached:
            kiosk.page.click("#continue")
            assert reached.wait(10)
            kiosk.page.clock.run_for(9_000)
            kiosk.says(KEPT)
            assert len(kiosk.stored()["envelopes"]) == 1
        kiosk.says(SENT)
        assert kiosk.stored()["envelopes"] == {}

    @pytest.mark.parametrize("status", [429, 503, 507, 404])
    def test_whatever_the_relay_answers_it_stays_until_the_relay_has_it(
        self, kiosk: Kiosk, relay: FormRelay, status: int
    ) -> None:
        kiosk.scan()
        kiosk.start()
        kiosk.page.route(SEND, lambda route: route.fulfill(status=status, json={"error": "test"}))
        code = kiosk.fill_and_send(KEPT)
        kiosk.next_person()
        kiosk.expect_waiting(1)
        kiosk.page.unroute(SEND)
        back_online(kiosk.page)
        kiosk.expect_waiting(0)
        assert relay.submission(code).code == code

    def test_a_refusal_is_said_and_the_envelope_stays(self, kiosk: Kiosk) -> None:
        kiosk.scan()
        kiosk.start()
        kiosk.page.route(SEND, lambda route: route.fulfill(status=400, json={"error": "test"}))
        kiosk.begin()
        kiosk.newcomer.fill()
        kiosk.page.click("#continue")
        kiosk.says("This envelope cannot be sent")
        kiosk.page.click("#exit")
        kiosk.ready()
        kiosk.expect_waiting(1)

    def test_a_browser_that_stores_nothing_keeps_it_on_the_page_as_a_phone_does(
        self, kiosk: Kiosk, relay: FormRelay
    ) -> None:
        kiosk.scan()
        kiosk.start()
        kiosk.begin()
        kiosk.newcomer.fill()
        kiosk.page.evaluate(FULL)
        with relay.line.cut():
            kiosk.page.click("#continue")
            kiosk.says("Not sent yet")
        kiosk.page.click("#retry")
        kiosk.says(SENT)

    def test_a_new_link_of_the_same_inbox_takes_what_waits(self, kiosk: Kiosk, relay: FormRelay) -> None:
        kiosk.scan()
        with relay.line.cut():
            kiosk.start()
            code = kiosk.fill_and_send(KEPT)
        with kiosk.page.expect_request("**/api/envelopes") as sent:
            new = kiosk.scan()
        assert sent.value.headers["authorization"] == f"Link {new}"
        kiosk.expect_waiting(0)
        assert relay.submission(code).code == code


def test_the_link_of_another_health_service_leaves_the_first_one_its_way(kiosk: Kiosk, relay: FormRelay) -> None:
    """What waits is sealed for the first: it goes by the first link, which is then forgotten."""
    relay.line.app, before = with_a_second_inbox(relay), relay.line.app
    try:
        first = kiosk.scan()
        with relay.line.cut():
            kiosk.start()
            code = kiosk.fill_and_send(KEPT)
        with relay.relay.engine.begin() as connection:
            (second,) = new_links(connection, "clinic", Kind.KIOSK, now=utc_now(), days=30, count=1)
        sent: list[str | None] = []
        kiosk.page.on("request", lambda each: sent.append(each.headers.get("authorization")))
        kiosk.scan(second)
        kiosk.expect_waiting(0)
        kiosk.until(lambda: [link["token"] for link in kiosk.stored()["links"].values()] == [second])
    finally:
        relay.line.app = before
    assert [each for each in sent if each] == [f"Link {first}"]
    assert relay.submission(code).code == code


def with_a_second_inbox(relay: FormRelay) -> Flask:
    """The same relay, also for another GGD and a clinic that hands out its links."""
    today = utc_now().date()
    span = (today - timedelta(1), today + timedelta(60))
    keys = [SheetKey(purpose, OpeningKey.generate().public, *span) for purpose in (Purpose.DESK, Purpose.RECOVERY)]
    sheet = sign_sheet(relay.identity, ggd=GGD, inbox=OTHER_INBOX, issued=span[0], expires=span[1], keys=keys)
    with relay.relay.engine.begin() as connection:
        take_sheet(connection, relay.relay.config.inboxes[1], sheet.raw)
    clinic = Organisation("clinic", "Polikliniek", OTHER_INBOX, "GM0363")
    return restarted(relay, organisations=(*relay.relay.config.organisations, clinic))


def restarted(relay: FormRelay, **changes: Any) -> Flask:
    """The application as it starts with another configuration."""
    config = relay.relay.config
    members = {name: getattr(config, name) for name in Relay.__struct_fields__} | {"origin": relay.origin}
    return create_app(replace(relay.relay, config=Relay(**(members | changes))), environment="test")


def test_the_information_is_there_without_network_and_leads_back(kiosk: Kiosk, relay: FormRelay) -> None:
    kiosk.scan()
    with relay.line.cut():
        kiosk.start()
        kiosk.page.click("a.information")
        kiosk.page.click("a[lang=ti]")
        kiosk.page.wait_for_selector("html[lang=ti] .topic")
        kiosk.page.click("#exit")
        kiosk.ready()
        kiosk.begin()


def test_recordings_are_kept_once_somebody_has_listened(kiosk: Kiosk, relay: FormRelay, tmp_path: Path) -> None:
    write_tones(tmp_path, "en")
    relay.line.app, before = restarted(relay, audio=tmp_path), relay.line.app
    try:
        kiosk.scan()
        kiosk.start()
        listed = kiosk.page.request.get(f"{relay.origin}/kiosk/keeper.js").text()
        (pack,) = re.findall(r'"(/audio/\w+\.en\.pack)"', listed)
        assert pack not in kiosk.stored()["files"]
        length = kiosk.page.evaluate(FETCHED, pack)
        assert pack in kiosk.stored()["files"]
        with relay.line.cut():
            kiosk.start()
            assert kiosk.page.evaluate(FETCHED, pack) == length
    finally:
        relay.line.app = before


class TestEnded:
    """A coordinator ended the tablet's link."""

    def test_it_says_so_at_the_next_start_and_forgets_the_link(self, kiosk: Kiosk) -> None:
        token = kiosk.scan()
        kiosk.end(token)
        kiosk.page.goto(f"{kiosk.relay.origin}/kiosk/")
        kiosk.says(ENDED)
        expect(kiosk.page.locator("#continue")).to_have_count(0)
        kiosk.forgets()

    def test_it_sends_what_waits_before_it_forgets(self, kiosk: Kiosk, relay: FormRelay) -> None:
        token = kiosk.scan()
        with relay.line.cut():
            kiosk.start()
            code = kiosk.fill_and_send(KEPT)
        kiosk.end(token)
        kiosk.page.route(SEND, lambda route: route.abort())
        kiosk.page.click("#continue")
        kiosk.says(ENDED)
        (link,) = kiosk.stored()["links"].values()
        assert (link["token"], link["grant"]) == (token, None)
        kiosk.page.unroute(SEND)
        with kiosk.page.expect_response(SEND):
            kiosk.page.clock.fast_forward(3 * 60_000)
        kiosk.forgets()
        assert relay.submission(code).code == code
        with relay.line.cut():
            kiosk.page.goto(f"{relay.origin}/kiosk/")
            kiosk.says(ENDED)
        kiosk.forgets()

    def test_whoever_has_begun_comes_to_the_end(self, kiosk: Kiosk, relay: FormRelay) -> None:
        token = kiosk.scan()
        kiosk.start()
        kiosk.begin()
        kiosk.newcomer.fill(until="pain")
        kiosk.end(token)
        back_online(kiosk.page)
        kiosk.newcomer.fill(start="pain")
        code = kiosk.newcomer.send()
        assert relay.submission(code).code == code

    def test_a_page_of_somebody_else_does_not_end_it(self, kiosk: Kiosk) -> None:
        """A hotel's network, a server that is being repaired: a 404 that is not the relay's own word."""
        kiosk.scan()
        kiosk.page.route(OPEN, lambda route: route.fulfill(status=404, body="<h1>Not found</h1>"))
        with kiosk.page.expect_response(OPEN):
            kiosk.start()
        kiosk.begin()
        assert kiosk.newcomer.heading == "Who reads your answers?"


class TestItsKeys:
    """Without network it goes on by the signed keys it has, as long as they hold."""

    def test_after_sixty_days_without_network_it_must_go_online(self, kiosk: Kiosk, relay: FormRelay) -> None:
        kiosk.scan()
        with relay.line.cut():
            kiosk.page.clock.set_system_time(utc_now() + timedelta(days=59))
            kiosk.start()
            kiosk.begin()
            assert kiosk.newcomer.heading == "Who reads your answers?"
            kiosk.page.clock.set_system_time(utc_now() + timedelta(days=61))
            kiosk.start()
            kiosk.newcomer.speak("en")
            kiosk.says("This tablet must go on the network first")
        back_online(kiosk.page)
        kiosk.says("Who reads your answers?")

    def test_keys_of_another_identity_are_refused_though_the_relay_gives_them(self, kiosk: Kiosk) -> None:
        token = kiosk.relay.token(Kind.KIOSK)
        kiosk.newcomer.arrive(f"{kiosk.relay.origin}/kiosk/#{token}.AAAAAAAAAAAAAAAAAAAAAA")
        kiosk.newcomer.speak("en")
        kiosk.says("This form cannot be used now")
        assert kiosk.stored()["links"] == {}


class TestNewFiles:
    """The server has another version of the form: its important numbers were checked."""

    @pytest.fixture
    def renewed(self, relay: FormRelay, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
        facts = tmp_path / "facts"
        shutil.copytree(DATA, facts)
        numbers = facts / "numbers.toml"
        numbers.write_text("checked_on = 2026-11-21\n" + numbers.read_text(encoding="utf-8"), encoding="utf-8")
        monkeypatch.setattr("intake.relay.app.blueprint", partial(blueprint, facts=facts))
        before = relay.line.app
        yield restarted(relay)
        relay.line.app = before

    def test_it_is_taken_whole_and_between_two_people(self, kiosk: Kiosk, relay: FormRelay, renewed: Flask) -> None:
        kiosk.scan()
        kiosk.start()
        old = catalogues(kiosk.page)
        kiosk.begin()
        kiosk.newcomer.fill(until="pain")
        relay.line.app = renewed
        update(kiosk.page)
        kiosk.page.wait_for_function(f"async () => ({REGISTRATION}).waiting !== null")
        kiosk.page.click("#language")
        kiosk.newcomer.speak("ar")  # of the old version: the server has it no more
        kiosk.page.click("#exit")
        kiosk.page.wait_for_function(f"async () => ({REGISTRATION}).waiting === null")
        kiosk.page.wait_for_function("old => document.querySelector('[data-texts]')?.dataset.texts !== old", arg=old[0])
        kiosk.ready()
        new = catalogues(kiosk.page)
        assert not set(new) & set(old)
        with relay.line.cut():
            kiosk.start()
            assert catalogues(kiosk.page) == new
            kiosk.begin()

    def test_where_one_file_does_not_come_right_none_is_taken(
        self, kiosk: Kiosk, relay: FormRelay, renewed: Flask
    ) -> None:
        kiosk.scan()
        kiosk.start()
        old, files = catalogues(kiosk.page), kiosk.stored()["files"]
        spoilt: list[str] = []

        def spoil(environ: dict[str, str], start: StartResponse) -> Iterable[bytes]:
            if environ["PATH_INFO"].endswith(".ti.json"):
                spoilt.append(environ["PATH_INFO"])
                return Response("{}")(environ, start)
            return renewed.wsgi_app(environ, start)

        relay.line.app = spoil
        update(kiosk.page)
        kiosk.until(lambda: bool(spoilt))
        kiosk.page.wait_for_function(f"async () => ({REGISTRATION}).installing === null")
        assert kiosk.stored()["files"] == files
        assert kiosk.page.evaluate(f"async () => ({REGISTRATION}).waiting") is None
        kiosk.start()
        assert catalogues(kiosk.page) == old
        kiosk.begin("ti")


REGISTRATION = "await navigator.serviceWorker.getRegistration('/kiosk/')"


def update(page: Page) -> None:
    """Let the browser ask for the list of files, as it does at each start."""
    page.evaluate(f"async () => {{ await ({REGISTRATION}).update().catch(() => null); }}")


def catalogues(page: Page) -> list[str]:
    """What the page on the screen would fetch for each language."""
    found: list[str] = page.eval_on_selector_all("[data-texts]", "found => found.map(({ dataset }) => dataset.texts)")
    return found
