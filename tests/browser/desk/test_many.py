"""A hundred thousand cases in Chromium: the queue opens, is filtered, paged and searched, and draws only one page."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from intake.desk.queue.paging import SIZE
from tests.browser.desk.served import ServedDesk
from tests.desk.many import fill

CASES = 100_000


def test_a_hundred_thousand_cases_are_worked_with_like_a_few(nurse: Page, desk: ServedDesk) -> None:
    with desk.desk("anna") as opened:
        fill(opened, CASES)
    nurse.goto(f"{desk.origin}/queue")
    drawn = nurse.locator("[data-row]")
    expect(drawn).to_have_count(SIZE)
    nurse.get_by_role("link", name="Next page").click()
    expect(drawn).to_have_count(SIZE)
    nurse.locator(".chip", has_text="red").click()
    nurse.select_option("select[name=language]", "ti")
    nurse.get_by_role("button", name="Filter", exact=True).click()
    expect(drawn).to_have_count(SIZE)
    assert set(nurse.locator(".queue tbody .level").all_inner_texts()) == {"red"}
    assert set(nurse.locator(".queue tbody td:nth-child(5)").all_inner_texts()) == {"Tigrinya"}
    code = drawn.last.locator("bdi").first.inner_text()
    number = drawn.last.locator("[data-open] .figures").first.inner_text()
    nurse.keyboard.press("/")
    nurse.keyboard.type(code)
    nurse.keyboard.press("Enter")
    expect(nurse.locator("h1")).to_have_text(f"Case {number}")
    nurse.goto(desk.origin)
    expect(nurse.locator("h1")).to_have_text("Today")
    assert nurse.locator("main a").count() < 60
