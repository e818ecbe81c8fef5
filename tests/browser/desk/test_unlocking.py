"""In at the desk and out again: the start code, one's own passphrase, locking by key and by itself."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from intake.desk.web.serve import LEAF
from intake.web.local.door import Door
from tests.browser.conftest import NewContext
from tests.browser.desk.served import SMALL, WIDE, ServedDesk, too_wide, violations
from tests.desk.world import submission


def test_letting_in_and_unlocking_are_accessible_and_fit(new_context: NewContext, desk: ServedDesk) -> None:
    for size in (WIDE, SMALL):
        page = new_context(viewport=size, locale="en-GB").new_page()
        page.goto(f"{desk.origin}/start")
        assert (violations(page), too_wide(page)) == ([], 0)
        page.fill("#code", desk.codes[-1])
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_have_text("Unlock the desk")
        assert (violations(page), too_wide(page)) == ([], 0)


def test_a_key_locks_and_back_shows_nothing_of_a_person(nurse: Page, desk: ServedDesk) -> None:
    number = desk.cases(submission())[0]
    nurse.goto(f"{desk.origin}/cases/{number}")
    expect(nurse.locator("h1")).to_contain_text(str(number))
    nurse.keyboard.press("Alt+l")
    expect(nurse.locator("h1")).to_have_text("Unlock the desk")
    nurse.go_back()
    expect(nurse.locator("#passphrase")).to_be_visible()


def test_nobody_there_is_warned_of_and_then_locks(nurse: Page, desk: ServedDesk) -> None:
    nurse.clock.install()
    nurse.goto(desk.origin)
    expect(nurse.locator("#idle")).to_be_hidden()
    nurse.clock.fast_forward(9 * 60_000 + 40_000)
    expect(nurse.locator("#idle")).to_be_visible()
    nurse.get_by_role("button", name="Go on").click()
    expect(nurse.locator("#idle")).to_be_hidden()
    nurse.clock.fast_forward(11 * 60_000)
    expect(nurse.locator("h1")).to_have_text("Unlock the desk")


def test_the_page_that_opens_the_browser_lets_it_in_without_an_address_that_tells_the_code(
    new_context: NewContext, desk: ServedDesk
) -> None:
    door = Door(desk.section.data / LEAF, f"{desk.origin}/start", lambda line: None)
    code = desk.codes[-1]
    door.announce(code)
    assert not door.leaf.exists()
    door.unbar()
    context = new_context(viewport=WIDE, locale="en-GB")
    addresses: list[str] = []
    context.on("request", lambda request: addresses.append(request.url))
    page = context.new_page()
    page.goto(door.leaf.as_uri())
    expect(page.locator("h1")).to_have_text("Unlock the desk")
    door.close()
    assert not door.leaf.exists()
    assert [each for each in addresses if code in each] == []
