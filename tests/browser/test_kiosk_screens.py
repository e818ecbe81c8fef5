"""The screens that only a tablet has, in every language and on two sizes: complete, accessible, nothing cut off."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, ViewportSize

from intake.questionnaire import LANGUAGES
from intake.relay.clock import utc_now
from tests.browser.conftest import PHONE, TABLET, NewContext
from tests.browser.kiosk import Kiosk
from tests.browser.relay import FormRelay

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
VIOLATIONS = (
    "() => axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations.map(({ id }) => id))"
)
TOO_WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
EMPTY = """
() => [...document.querySelectorAll("h1, main p:not([hidden]), main button:not([hidden])")]
  .filter((each) => !each.textContent.trim()).length
"""


def look(page: Page) -> None:
    """At the screen as it is in each language."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    for language in LANGUAGES:
        page.click("#language")
        page.click(f"main button[lang={language.tag}]")
        page.wait_for_function("tag => document.documentElement.lang === tag", arg=language.tag)
        page.wait_for_selector("main h1#heading")
        found = {
            name: page.evaluate(script)
            for name, script in {"axe": VIOLATIONS, "wide": TOO_WIDE, "empty": EMPTY}.items()
        }
        assert found == {"axe": [], "wide": 0, "empty": 0}, language.tag


@pytest.mark.parametrize("size", [PHONE, TABLET], ids=["small", "tablet"])
def test_what_only_a_tablet_says(new_context: NewContext, relay: FormRelay, size: ViewportSize) -> None:
    kiosk = Kiosk(new_context(viewport=size, locale="en-GB").new_page(), relay)
    kiosk.page.clock.install()
    token = kiosk.scan()
    with relay.line.cut():
        kiosk.start()
        kiosk.fill_and_send("Your envelope is locked and kept safely")
        look(kiosk.page)
        kiosk.next_person()
        kiosk.expect_waiting(1)
        kiosk.page.evaluate(AXE.read_text(encoding="utf-8"))
        assert (kiosk.page.evaluate(VIOLATIONS), kiosk.page.evaluate(TOO_WIDE)) == ([], 0)
        kiosk.page.clock.set_system_time(utc_now() + timedelta(days=90))
        kiosk.start()
        kiosk.newcomer.speak("en")
        kiosk.says("This tablet must go on the network first")
        look(kiosk.page)
    kiosk.page.clock.set_system_time(utc_now())
    kiosk.end(token)
    kiosk.page.goto(f"{relay.origin}/kiosk/")
    kiosk.says("This tablet can no longer be used for the form")
    look(kiosk.page)
