"""A person at the form: taps what a person taps, and knows the screens in their order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from playwright.sync_api import Page, expect

QUESTIONS = ("sleep", "dreams", "pain", "energy", "memory", "startle", "joy", "home", "doctor", "talk")
SKIP = "null"
BEFORE = ("who", "choice", "moment", "age", "practice", "exit")
CONTACT = ("reach", "address", "line", "when", "professional", "ambassador")
SCREENS = (*BEFORE, *QUESTIONS, *CONTACT, "send")
USUAL = {"moment": "now", "age": "18+", "address": SKIP, "when": SKIP}
NOTHING: Mapping[str, str] = {}
HASTE = """
(screens) => screens.forEach(([value]) => {
  const chosen = value === null ? document.querySelector(".card input") : document.querySelector(`[value="${value}"]`);
  chosen?.click();
  document.getElementById("continue").click();
})
"""


@dataclass(frozen=True)
class Newcomer:
    """One person on one page."""

    page: Page

    def arrive(self, link: str) -> None:
        """Open the card's address; the first screen lives once its script has come."""
        if self.page.url.split("#")[0] == link.split("#")[0]:
            self.page.goto("about:blank")  # else only the part behind the # would change
        self.page.goto(link)
        self.page.wait_for_selector("html[data-ready]", state="attached")

    def speak(self, tag: str) -> None:
        """Choose a language on the first screen or in its list."""
        self.page.click(f"button[lang={tag}]")
        self.page.wait_for_function(
            "tag => document.documentElement.lang === tag && !document.querySelector('.welcome')", arg=tag
        )

    def begin(self, link: str, tag: str = "en") -> None:
        """As far as the first introduction screen, with the link opened."""
        self.arrive(link)
        self.speak(tag)
        self.page.wait_for_selector(".points")

    @property
    def heading(self) -> str:
        return self.page.inner_text("h1")

    def choose(self, value: str) -> None:
        """Tap the card with this value."""
        self.page.click(f"label.card:has(input[value='{value}'])")

    def go_on(self) -> None:
        """Continue, until the next screen is there."""
        # The page changes within the click itself.
        self.page.click("#continue")

    def answer(self, screen: str, values: Mapping[str, str] = NOTHING) -> None:
        """What this screen asks: `values` by screen, else the first answer (and no address)."""
        if screen in ("who", "choice", "exit", "send"):
            return
        value = self.value(screen, values)
        for each in (value or self.first()).split(" "):
            self.choose(each)
        if value in ("phone", "email"):
            self.type_address(value, values.get("typed", "0612345678"), values.get("name", ""))

    def value(self, screen: str, values: Mapping[str, str]) -> str | None:
        """What to choose there; None: whatever stands first."""
        return values.get(screen, USUAL.get(screen))

    def type_address(self, kind: str, typed: str, name: str) -> None:
        """On the large keys where it is a number."""
        if kind == "phone":
            for digit in typed:
                self.page.click(f".keypad button:text-is('{digit}')")
        else:
            self.page.fill("#typed-email", typed)
        self.page.fill("#typed-name", name)

    def first(self) -> str:
        """The first answer that stands on this screen."""
        return self.page.get_attribute(".card input", "value") or ""

    def walk(self, values: Mapping[str, str] = NOTHING, *, until: str = "send", start: str = "who") -> Iterator[str]:
        """Every screen from ``start`` on, each seen before it is answered; stands on ``until`` at the end."""
        for screen in SCREENS[SCREENS.index(start) :]:
            yield screen
            if screen == until:
                return
            self.answer(screen, values)
            self.go_on()

    def fill(self, values: Mapping[str, str] = NOTHING, *, until: str = "send", start: str = "who") -> None:
        """To the same place in no time, by the same presses, for tests that are about what comes then."""
        between = SCREENS[SCREENS.index(start) : SCREENS.index(until)]
        self.page.evaluate(HASTE, [[self.value(screen, values)] for screen in between])

    def send(self) -> str:
        """Send, and read the code of the last screen."""
        self.page.click("#continue")
        return self.code()

    def code(self) -> str:
        """The code, without its gap, once the whole of the last screen is drawn."""
        expect(self.page.locator(".numbers + .checked")).to_be_visible(timeout=15_000)
        return self.page.inner_text("#code").replace(" ", "")
