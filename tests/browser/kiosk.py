"""A tablet that many people use: how it is opened, and all that its browser stores."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page, expect

from intake.envelope.link import Token
from intake.relay.clock import utc_now
from intake.relay.links.kiosks import end_kiosk, kiosk_id
from intake.relay.links.register import Kind
from tests.browser.newcomer import Newcomer
from tests.browser.relay import ORGANISATION, FormRelay

# What IndexedDB holds, with bytes as numbers; what else a page can store; what its service worker keeps.
STORED = """
async () => {
  const asked = (request) => new Promise((resolve) => { request.onsuccess = () => resolve(request.result); });
  const stored = { links: {}, envelopes: {} };
  if ((await indexedDB.databases()).length > 0) {
    const database = await asked(indexedDB.open("kiosk"));
    for (const name of database.objectStoreNames) {
      for (const key of await asked(database.transaction(name).objectStore(name).getAllKeys())) {
        const value = await asked(database.transaction(name).objectStore(name).get(key));
        stored[name][key] = value instanceof Uint8Array ? Array.from(value) : value;
      }
    }
    database.close();
  }
  const files = [];
  for (const name of await caches.keys()) {
    files.push(...(await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname));
  }
  const databases = (await indexedDB.databases()).map(({ name }) => name);
  const cookie = document.cookie;
  return { ...stored, files, databases, local: localStorage.length, session: sessionStorage.length, cookie };
}
"""
WORKING = "async () => Boolean((await navigator.serviceWorker.ready).active?.state === 'activated')"


@dataclass(frozen=True)
class Kiosk:
    """One tablet: ``page`` is its only tab, ``newcomer`` whoever stands before it."""

    page: Page
    relay: FormRelay

    @property
    def newcomer(self) -> Newcomer:
        return Newcomer(self.page)

    def scan(self, token: Token | None = None) -> Token:
        """Open a tablet's link; returns when everything is kept that works without network."""
        token = token or self.relay.token(Kind.KIOSK)
        self.newcomer.arrive(self.relay.kiosk_link(token))
        self.page.wait_for_function(WORKING)
        self.page.wait_for_function("async () => (await indexedDB.databases()).length === 1")
        return token

    def start(self) -> None:
        """The tablet is switched on: its first screen."""
        self.page.goto(f"{self.relay.origin}/kiosk/")
        self.ready()

    def ready(self) -> None:
        """The first screen lives."""
        self.page.wait_for_selector("html[data-ready]", state="attached")
        expect(self.page.locator(".welcome")).to_be_visible()

    def begin(self, tag: str = "en") -> None:
        """From the first screen as far as the first of the introduction."""
        self.newcomer.speak(tag)
        self.page.wait_for_selector(".points")

    def fill_and_send(self, heading: str, **values: str) -> str:
        """The whole way of one person, until the last screen says ``heading``; its code."""
        self.begin()
        self.newcomer.fill(values)
        self.page.click("#continue")
        self.says(heading)
        return self.newcomer.code()

    def says(self, heading: str) -> None:
        """Wait until the screen says so."""
        expect(self.page.locator("h1")).to_have_text(heading, timeout=15_000)

    def next_person(self) -> None:
        """The button of the last screen."""
        self.page.click("#continue")
        self.ready()

    def expect_waiting(self, count: int) -> None:
        """What the first screen says of envelopes that wait."""
        said = self.page.locator("#waits")
        if count:
            expect(said).to_contain_text(f"Locked envelopes that wait for the network: {count}")
        else:
            # Before the page has looked into its store it says nothing either: that alone would prove nothing.
            self.until(lambda: self.stored()["envelopes"] == {})
            expect(said).to_be_hidden()

    def stored(self) -> dict[str, Any]:
        """All that the browser stores for the site."""
        found: dict[str, Any] = self.page.evaluate(STORED)
        return found

    def forgets(self) -> None:
        """Wait until no link is stored any more."""
        self.until(lambda: self.stored()["links"] == {})

    def until(self, reached: Callable[[], bool]) -> None:
        """Wait for what shows nowhere on the page."""
        for _ in range(100):
            if reached():
                return
            self.page.wait_for_timeout(100)
        raise AssertionError("it did not happen")

    def end(self, token: Token) -> None:
        """What a coordinator does."""
        end_kiosk(self.relay.relay, ORGANISATION, kiosk_id(token), utc_now().date())
