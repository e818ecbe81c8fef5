"""From a tap on the tablet to a flagged case: every zone by its own command, a real browser in between."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Page, Request

from tests.browser.commands import Zones
from tests.browser.newcomer import QUESTIONS, Newcomer

NAME, NUMBER = "Xanthippe", "0698765432"
WORST = {
    "sleep": "often_bad",
    "dreams": "often",
    "pain": "sometimes",
    "energy": "sometimes",
    "memory": "sometimes",
    "startle": "often",
    "joy": "often",
    "home": "mostly_not",
    "doctor": "could_not",
    "talk": "soon",
    "reach": "call",
    "address": "phone",
    "typed": NUMBER,
    "name": NAME,
    "line": "shared",
    "when": "weekday-morning weekend",
    "professional": "woman",
    "ambassador": "other-town",
}
BEST = dict(
    zip(
        QUESTIONS,
        ("good", "never", "never", "mostly", "never", "never", "often", "mostly", "under_a_year", "maybe"),
        strict=True,
    )
) | {"reach": "no"}


@dataclass
class Recorder:
    """Everything that left the browser: addresses, headers and bodies, as one string of bytes a request."""

    sent: list[bytes] = field(default_factory=list)

    def __call__(self, request: Request) -> None:
        head = f"{request.method} {request.url} {json.dumps(request.headers)}".encode()
        self.sent.append(head + b" " + (request.post_data_buffer or b""))

    def find(self, *words: str) -> set[str]:
        """Which of ``words`` left the browser in the clear."""
        return {word for word in words for each in self.sent if word.encode() in each}


@pytest.fixture(scope="module")
def zones(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Zones]:
    made = Zones(tmp_path_factory.mktemp("zones"))
    made.ceremony()
    with made.serving():
        yield made


def fill_in(
    browser: Browser, link: str, tag: str, values: dict[str, str], size: tuple[int, int]
) -> tuple[str, Recorder]:
    """One person from the card to the last screen: the code they saw, and what their browser sent."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]})
    page, recorder = context.new_page(), Recorder()
    page.on("request", recorder)
    newcomer = Newcomer(page)
    newcomer.begin(link, tag)
    for _ in newcomer.walk(values):
        pass
    code = newcomer.send()
    nothing_remains(page)
    context.close()
    return code, recorder


def nothing_remains(page: Page) -> None:
    """No cookie, no storage of any kind, and an address that says nothing."""
    assert page.context.cookies() == []
    kept = page.evaluate(
        """async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length,
             (await caches.keys()).length, (await navigator.serviceWorker.getRegistrations()).length]"""
    )
    assert kept == [0, 0, 0, 0, 0]
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", page.url)


def test_two_people_answer_in_their_own_language_and_the_desk_flags_the_right_one(
    browser: Browser, zones: Zones
) -> None:
    links = zones.intake("links", "new", "--organisation", "taalschool", "--count", "2").split()
    arabic, recorded = fill_in(browser, links[0], "ar", WORST, (360, 640))
    tigrinya, _ = fill_in(browser, links[1], "ti", BEST, (800, 1280))

    said = zones.carry("monday")
    assert "2" in said
    flagged, calm = zones.queue()

    assert (flagged["code"], flagged["language"], flagged["place"]) == (arabic, "ar", "GM0363")
    # sleep 2, dreams 2, pain 1, energy 1, memory 1, startle 2, joy 0, home 2
    assert (flagged["score"], flagged["band"], flagged["level"]) == (11, "high", "red")
    assert flagged["rules"] == ["R1", "R2", "R3", "R4", "R10"]
    assert (calm["code"], calm["language"], calm["level"], calm["rules"]) == (tigrinya, "ti", "green", ["R12"])
    assert flagged["due"] is not None
    assert calm["due"] is None

    case = zones.intake("desk", "show", arabic)
    assert NAME in case
    assert NUMBER in case.replace(" ", "")
    nothing_left_in_the_clear(recorded)


def nothing_left_in_the_clear(recorded: Recorder) -> None:
    """No answer, option, question or contact in any address, header or body."""
    words = {*WORST.values(), *BEST.values(), *QUESTIONS, NAME, NUMBER, "answers", "contact"} - {"no", "call", "phone"}
    assert recorded.find(*words) == set()
    (envelope,) = [each for each in recorded.sent if b"/api/envelopes" in each]
    assert b"ENVELOP1" in envelope


def test_what_was_carried_once_is_not_offered_again_and_a_second_import_changes_nothing(zones: Zones) -> None:
    before = zones.queue()
    assert "0 envelopes" in zones.intake("courier", "pull", "--out", "bundle-empty")
    zones.intake("desk", "import", "bundle-monday", "--receipt", "receipt-again")
    assert zones.queue() == before


def test_no_command_and_no_log_said_a_name_a_number_or_a_code_of_a_card(zones: Zones) -> None:
    link = zones.intake("links", "new", "--organisation", "taalschool").strip()
    token = link.partition("#")[2].partition(".")[0]
    log = (zones.folder / "relay.log").read_text()
    assert token not in log
    for word in (NAME, NUMBER, "127.0.0.1", "/api/"):
        assert word not in log


def test_nothing_outside_the_encrypted_databases_holds_a_name_or_a_number(zones: Zones) -> None:
    for path in zones.folder.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            assert NAME.encode() not in data, path
            assert NUMBER.encode() not in data, path
