"""The network book in a browser: made by the page, unlocked, walked through in both widths, locked by itself."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from intake.network.people import Role
from tests.browser.conftest import NewContext
from tests.browser.desk.served import SMALL, WIDE, too_wide, violations
from tests.browser.network.served import NoBook, ServedBook
from tests.browser.network.walking import pages
from tests.network.web.office import PASSPHRASES


def test_from_an_empty_folder_to_the_first_page(new_context: NewContext, tmp_path: Path) -> None:
    nothing = NoBook(tmp_path)
    page = new_context(viewport=SMALL, locale="en-GB").new_page()
    page.goto(f"{nothing.origin}/start")
    assert (violations(page), too_wide(page)) == ([], 0)
    page.fill("#code", nothing.codes[-1])
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Make the network book")
    assert (violations(page), too_wide(page)) == ([], 0)
    page.get_by_label("Your name").fill("joke")
    page.get_by_label("Your own passphrase").fill(PASSPHRASES["joke"])
    page.get_by_label("The same again").fill(PASSPHRASES["joke"])
    page.get_by_role("button", name="Make the network book of Steunpunt Zuid").click()
    expect(page.locator("h1")).to_have_text("The network book is made")
    assert (violations(page), too_wide(page)) == ([], 0)
    page.get_by_role("link", name="Unlock the network book").click()
    assert (violations(page), too_wide(page)) == ([], 0)
    page.get_by_label("Your passphrase").fill(PASSPHRASES["joke"])
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Today")
    expect(page.get_by_role("heading", name="A second coordinator")).to_be_visible()
    assert (violations(page), too_wide(page)) == ([], 0)
    nothing.close()


def test_every_page_is_accessible_and_fits_in_both_widths(new_context: NewContext, book: ServedBook) -> None:
    with book.network() as network:
        walked = {name: list(pages(book.app, network, role)) for name, role in (("joke", Role.COORDINATOR),)}
    for size in (WIDE, SMALL):
        page = book.work_as(new_context(viewport=size, locale="en-GB"))
        for path in walked["joke"]:
            page.goto(f"{book.origin}{path}")
            assert (path, violations(page), too_wide(page)) == (path, [], 0)
    assert {"/", "/people", "/people/add", "/me"} <= set(walked["joke"])


def test_it_speaks_dutch_where_somebody_chose_it_and_goes_on_doing_so(coordinator: Page) -> None:
    coordinator.get_by_role("button", name="Nederlands").click()
    expect(coordinator.locator("html")).to_have_attribute("lang", "nl")
    coordinator.reload()
    expect(coordinator.get_by_role("button", name="Nederlands")).to_have_attribute("aria-current", "true")


def test_nobody_there_is_warned_of_and_then_locks_and_a_key_locks_at_once(coordinator: Page, book: ServedBook) -> None:
    coordinator.keyboard.press("Alt+l")
    expect(coordinator.locator("h1")).to_have_text("Unlock the network book")
    coordinator.go_back()
    expect(coordinator.locator("h1")).to_have_text("Unlock the network book")
    coordinator.get_by_label("Your passphrase").fill(PASSPHRASES["joke"])
    coordinator.keyboard.press("Enter")
    expect(coordinator.locator("h1")).to_have_text("Today")
    coordinator.clock.install()
    coordinator.goto(f"{book.origin}/me")
    coordinator.clock.fast_forward((book.section.idle_minutes * 60 - 20) * 1000)
    expect(coordinator.get_by_role("dialog")).to_contain_text("The network book locks soon.")
    coordinator.clock.fast_forward(25_000)
    expect(coordinator.locator("h1")).to_have_text("Unlock the network book")
