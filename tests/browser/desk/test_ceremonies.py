"""A coordinator adds somebody, makes the keys of the next period, prints their shares and types two back in a drill."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from intake.desk.keys.shares import Share
from tests.browser.desk.served import SMALL, ServedDesk, too_wide, violations
from tests.desk.web.office import PASSPHRASES

WORDS = PASSPHRASES["anna"]
NEW = "violin umbrella desert candle"


def look_over(page: Page) -> None:
    """Accessible, and as wide as the window, also a small one."""
    assert (violations(page), too_wide(page)) == ([], 0)
    size = page.viewport_size
    page.set_viewport_size(SMALL)
    assert too_wide(page) == 0
    assert size is not None
    page.set_viewport_size(size)


def test_people_are_added_and_changed_in_pages_that_everybody_can_use(coordinator: Page, desk: ServedDesk) -> None:
    page = coordinator
    page.goto(f"{desk.origin}/people")
    page.get_by_role("link", name="Add somebody").click()
    look_over(page)
    page.get_by_label("Their name").fill("bram")
    page.get_by_label("Your own passphrase").fill(WORDS)
    page.get_by_label("Their passphrase").fill(NEW)
    page.get_by_label("The same again").fill(NEW)
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_role("status")).to_contain_text("Added")
    row = page.get_by_role("listitem").filter(has_text="bram")
    row.get_by_text("Change").first.click()
    look_over(page)
    row.get_by_label("Role").select_option("manager")
    row.get_by_role("button", name="Save").click()
    expect(page.get_by_role("listitem").filter(has_text="bram")).to_contain_text("figures only")
    page.goto(f"{desk.origin}/me")
    look_over(page)


def test_new_keys_are_printed_in_shares_and_tried_by_typing_them_back(coordinator: Page, desk: ServedDesk) -> None:
    page = coordinator
    page.goto(f"{desk.origin}/keys")
    look_over(page)
    page.get_by_role("link", name="Make the keys of the next period").click()
    look_over(page)
    page.get_by_label("First day of the new period").fill("2026-12-01")
    page.get_by_label("Shares to print").select_option("3")
    page.get_by_label("Needed together").select_option("2")
    page.get_by_label("Your own passphrase").fill(WORDS)
    page.get_by_role("button", name="Make the keys").click()
    expect(page.locator("section")).to_have_count(3)
    assert page.locator("img").first.evaluate("image => image.naturalWidth") > 0
    assert page.evaluate("getComputedStyle(document.querySelector('section')).borderBottomStyle") == "dashed"
    page.emulate_media(media="print")
    expect(page.get_by_text("Print these pages now.")).to_be_hidden()
    page.emulate_media(media="screen")
    texts = [page.locator("ol").nth(number).inner_text() for number in (0, 2)]
    page.get_by_role("link", name="They are printed").click()
    expect(page.locator("main")).to_contain_text("The new keys stand on no key sheet yet")
    page.goto(f"{desk.origin}/keys/drill")
    look_over(page)
    for text in texts:
        page.get_by_label("The words of the next share").fill(" ".join(word[:4] for word in Share.read(text).words))
        page.get_by_role("button", name="Read this share").click()
    look_over(page)
    page.get_by_role("button", name="Try the shares").click()
    expect(page.get_by_role("status")).to_contain_text("The drill succeeded")
    with page.expect_download() as download:
        page.goto(f"{desk.origin}/keys/sheet")
        page.get_by_label("Your own passphrase").fill(WORDS)
        page.get_by_role("button", name="Sign and save").click()
    assert download.value.suggested_filename == "key-sheet-until-2027-02-21.json"
    for path in ("/keys", "/keys/sheet", "/keys/recover", "/keys/paper", "/keys/certificate"):
        page.goto(f"{desk.origin}{path}")
        look_over(page)
