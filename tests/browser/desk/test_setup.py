"""From an empty folder, by the page alone, to an unlocked desk: keys, paper, drill, relay, and the way on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from intake.desk.folder import Folder
from intake.desk.keys.ring import read_ring
from intake.desk.keys.shares import Share
from intake.envelope.encoding import base64url
from intake.envelope.signatures import fingerprint
from tests.browser.conftest import NewContext
from tests.browser.desk.beginning import Beginning
from tests.browser.desk.served import SMALL, WIDE, too_wide, violations
from tests.desk.web.office import INBOX, PASSPHRASES, RELAY

WORDS = PASSPHRASES["anna"]


@pytest.fixture
def beginning(tmp_path: Path) -> Iterator[Beginning]:
    made = Beginning(tmp_path)
    yield made
    made.close()


def look_over(page: Page, heading: str) -> None:
    """The page is where it should be, accessible, and as wide as the window, also a small one."""
    expect(page.locator("h1")).to_have_text(heading)
    for size in (SMALL, WIDE):
        page.set_viewport_size(size)
        assert (violations(page), too_wide(page)) == ([], 0), (heading, size)


def test_two_people_make_a_desk_by_the_page_alone(new_context: NewContext, beginning: Beginning) -> None:
    page = new_context(viewport=WIDE, locale="en-GB").new_page()
    addresses: list[str] = []
    page.on("request", lambda request: addresses.append(request.url))
    page.goto(beginning.origin)
    page.fill("#code", beginning.codes[-1])
    page.keyboard.press("Enter")
    look_over(page, "Make this desk")
    page.get_by_role("link", name="begin").click()
    shares = make_keys(page)
    look_over(page, "The keys are made")
    for key in read_ring(Folder(beginning.section.data), inbox=INBOX).keys:
        expect(page.locator("main")).to_contain_text(base64url(key.id))
    page.get_by_role("link", name="Type the paper back").click()
    type_back(page, shares)
    expect(page.get_by_role("status")).to_contain_text("The paper works")
    name_the_relay(page)
    look_over(page, "The desk is made")
    expect(page.get_by_role("link", name="Sign the first key sheet")).to_be_visible()
    page.get_by_role("link", name="Unlock the desk").click()
    expect(page.get_by_label("Your name")).to_have_value("anna")
    page.get_by_label("Your passphrase").fill(WORDS)
    page.get_by_role("button", name="Unlock").click()
    expect(page.locator("main")).to_contain_text("No key sheet was signed here yet.")
    expect(page.locator("main")).not_to_contain_text("The recovery key was never tried.")
    page.goto(f"{beginning.origin}/setup")
    expect(page.locator("h1")).to_have_text("There is a desk here already.")
    assert [each for each in addresses if not each.startswith(beginning.origin) and not each.startswith("data:")] == []
    assert [each for each in addresses if "?" in each] == []


def make_keys(page: Page) -> list[str]:
    """First with a weak passphrase; gives the words as they stand on the pages to print."""
    page.get_by_label("Your name").fill("anna")
    for passphrase in ("anna anna anna", WORDS):
        page.get_by_label("Your own passphrase").fill(passphrase)
        page.get_by_label("The same again").fill(passphrase)
        page.get_by_role("button", name="Make the keys").click()
        if passphrase != WORDS:
            expect(page.get_by_role("alert")).to_contain_text("too weak")
            look_over(page, "Who makes the desk")
    expect(page.locator("section")).to_have_count(5)
    texts = [page.locator("ol").nth(number).inner_text() for number in (0, 2, 4)]
    page.get_by_role("link", name="They are printed").click()
    return texts


def type_back(page: Page, shares: list[str]) -> None:
    """Three of five, four letters of each word."""
    for text in shares:
        page.get_by_label("The words of the next share").fill(" ".join(word[:4] for word in Share.read(text).words))
        page.get_by_role("button", name="Read this share").click()
    look_over(page, "Does the paper work?")
    page.get_by_role("button", name="Try the shares").click()


def name_the_relay(page: Page) -> None:
    """A key that is too short first; then the right one, compared by telephone."""
    key = base64url(RELAY.verify_key.encode())
    page.get_by_label("The relay’s public key").fill(key[:-1])
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Copy all 43 letters")
    look_over(page, "The relay’s key")
    page.get_by_label("The relay’s public key").fill(key)
    page.keyboard.press("Enter")
    look_over(page, "Is it the right relay?")
    expect(page.locator("main")).to_contain_text(fingerprint(RELAY.verify_key.encode()))
    page.get_by_label("every letter is equal").check()
    page.get_by_label("Your own passphrase").fill(WORDS)
    page.get_by_role("button", name="Make the desk").click()
