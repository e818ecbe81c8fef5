"""Destinations and files by hand, in a browser: a form that is put right, a sheet that is looked through, slips."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.desk.served import SMALL, too_wide, violations
from tests.browser.network.served import ServedBook
from tests.network.test_exchanging import COMPARED, signed, slip


def sound(page: Page) -> None:
    """Accessible, and no wider than the window, also a narrow one."""
    wide = page.viewport_size
    assert wide is not None
    assert (violations(page), too_wide(page)) == ([], 0)
    page.set_viewport_size(SMALL)
    assert too_wide(page) == 0
    page.set_viewport_size(wide)


def test_a_destination_is_put_right_taken_out_changed_and_brought_in(
    coordinator: Page, book: ServedBook, tmp_path: Path
) -> None:
    page = coordinator
    page.goto(f"{book.origin}/destinations/add")
    page.get_by_label("Kind").select_option("PSY")
    page.get_by_label("Name (needed)").fill("Praktijk De Brug")
    page.get_by_label("Serves these municipalities").fill("Delft; Atlantis")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("marked below")
    expect(page.get_by_label("Serves these municipalities")).to_have_attribute("aria-invalid", "true")
    sound(page)
    page.get_by_label("Serves these municipalities").fill("Delft; Rijswijk")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("h1")).to_have_text("Praktijk De Brug")
    sound(page)
    page.get_by_role("button", name="I asked today").click()
    expect(page.get_by_text("Tue 24 Nov 2026").first).to_be_visible()
    page.goto(f"{book.origin}/sheet")
    with page.expect_download() as taken:
        page.get_by_role("button", name="Download the list").click()
    text = taken.value.path().read_text("utf-8-sig")
    assert "Praktijk De Brug" in text
    changed = tmp_path / "changed.csv"
    changed.write_text(text.replace("De Brug", "Haven") + '"";"GP";""\r\n', "utf-8")
    page.set_input_files("#file", changed)
    page.get_by_role("button", name="Look what it would change").click()
    expect(page.get_by_role("alert")).to_contain_text("Rows are refused")
    sound(page)
    changed.write_text(text.replace("De Brug", "Haven"), "utf-8")
    page.get_by_role("link", name="Back, without").click()
    page.set_input_files("#file", changed)
    page.get_by_role("button", name="Look what it would change").click()
    expect(page.locator("del")).to_have_text("Praktijk De Brug")
    sound(page)
    page.get_by_role("button", name="Bring 1 row in").click()
    expect(page.get_by_role("status")).to_contain_text("1 row was brought in")


def test_slips_come_in_after_a_fingerprint_was_compared(coordinator: Page, book: ServedBook, tmp_path: Path) -> None:
    page = coordinator
    (tmp_path / "slips.json").write_bytes(signed(slip("A-000000")))
    page.goto(f"{book.origin}/exchange")
    page.set_input_files("#file", tmp_path / "slips.json")
    page.get_by_role("button", name="Look what is in it").click()
    expect(page.locator(".setup-fingerprint")).to_have_text(COMPARED)
    sound(page)
    page.get_by_label("I compared it by telephone").check()
    page.get_by_role("button", name="Take them in").click()
    expect(page.get_by_role("status")).to_contain_text("1 slip was taken in")
    sound(page)
    with page.expect_download() as taken:
        page.get_by_role("button", name="Download export 1").click()
    assert taken.value.suggested_filename == "network-book-1.json"
