"""Whatever somebody answers: the same screens, the same taps, the same end, the same length on the wire."""

from __future__ import annotations

import re
from collections.abc import Mapping

from playwright.sync_api import Page

from intake.envelope.format import ENVELOPE_LENGTH
from tests.browser.conftest import NewContext
from tests.browser.newcomer import CONTACT, QUESTIONS, SKIP, Newcomer
from tests.browser.relay import FormRelay
from tests.browser.wire import Wire

ONE_CHOICE = ("reach", "line", "professional", "ambassador")
WORST = {
    "sleep": "often_bad", "dreams": "often", "pain": "often", "energy": "mostly_not", "memory": "often",
    "startle": "often", "joy": "never", "home": "mostly_not", "doctor": "could_not", "talk": "soon",
}  # fmt: skip
SHAPE = """
() => [document.querySelector("h1").textContent, document.querySelectorAll(".card").length,
       document.querySelector("#continue").textContent, document.querySelector(".progress").textContent,
       history.length]
"""


def way(page: Page, relay: FormRelay, values: Mapping[str, str]) -> tuple[list[list[object]], str, int]:
    """Each screen's shape, the last screen without its code, and how many bytes were sent."""
    wire, newcomer = Wire(page), Newcomer(page)
    newcomer.begin(relay.link())
    start = newcomer.page.evaluate("history.length")
    shapes: list[list[object]] = [newcomer.page.evaluate(SHAPE) for _ in newcomer.walk(values)]
    for shape in shapes:
        shape[-1] = int(str(shape[-1])) - start
    newcomer.send()
    end = re.sub(r"[0-9A-Z]{4} [0-9A-Z]{4}", "CODE", newcomer.page.inner_text("main"))
    sizes = {len(each.post_data_buffer or b"") for each in wire.requests if each.url.endswith("/api/envelopes")}
    return shapes, end, sizes.pop()


def test_no_answer_changes_what_is_shown_or_sent(new_context: NewContext, relay: FormRelay) -> None:
    skipped = dict.fromkeys((*QUESTIONS, *CONTACT), SKIP)
    no_contact = dict.fromkeys(ONE_CHOICE, SKIP) | {"reach": "no"}
    first, *others = [way(new_context().new_page(), relay, values) for values in ({}, skipped, WORST | no_contact)]
    assert first[2] == ENVELOPE_LENGTH
    assert others == [first] * 2
    assert [shape[-1] for shape in first[0]] == list(range(len(first[0]))), "a Continue is one history entry"
