"""Figures in a browser: looked at as a draft, released, read on a telephone, and printed without Pango."""

from __future__ import annotations

import pypdfium2
from playwright.sync_api import Page, expect

from intake.demo.many_cases import make_many_cases
from tests.browser.desk.served import SMALL, WIDE, ServedDesk, too_wide, violations


def test_a_coordinator_looks_at_a_draft_releases_it_and_prints_it(coordinator: Page, desk: ServedDesk) -> None:
    with desk.desk("anna") as opened:
        make_many_cases(opened, 300)
    coordinator.get_by_text("More", exact=True).click()
    coordinator.get_by_role("link", name="Figures", exact=True).click()
    looked_over(coordinator)
    coordinator.get_by_role("button", name="Look at the draft").first.click()
    expect(coordinator.locator("main")).to_contain_text("This is a draft", timeout=60_000)
    looked_over(coordinator)
    coordinator.get_by_role("button", name="Release these figures").click()
    expect(coordinator.get_by_role("status")).to_contain_text("This is how it stays")
    looked_over(coordinator)
    chart = coordinator.get_by_role("img", name="From link to care")
    expect(chart).to_be_visible()
    assert "returned:" in (chart.locator("desc").text_content() or "")
    with pypdfium2.PdfDocument(coordinator.pdf(prefer_css_page_size=True)) as printed:
        first = printed[0].get_textpage().get_text_bounded()
    assert "not validated" in first
    assert "Save as CSV" not in first


def looked_over(page: Page) -> None:
    """Nothing for axe to find, and nothing cut off, on a telephone and a wide screen."""
    for size in (SMALL, WIDE):
        page.set_viewport_size(size)
        assert (violations(page), too_wide(page)) == ([], 0)
        cut = "() => [...document.querySelectorAll('svg text')].filter((each) => each.getBBox().width > 341).length"
        assert page.evaluate(cut) == 0
