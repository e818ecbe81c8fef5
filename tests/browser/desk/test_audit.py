"""The audit trail in a browser: it fits, reads, and prints the same sheet as the PDF, without Pango."""

from __future__ import annotations

import pypdfium2
import zxingcpp
from playwright.sync_api import Page, expect

from intake.desk.trail.printed import typed
from tests.browser.desk.served import SMALL, ServedDesk, too_wide, violations
from tests.desk.world import submission


def test_a_coordinator_searches_prints_the_weekly_sheet_and_proves_the_trail_by_it(
    coordinator: Page, desk: ServedDesk
) -> None:
    number = desk.cases(submission())[0]
    coordinator.goto(f"{desk.origin}/cases/{number}")
    coordinator.get_by_text("More", exact=True).click()
    coordinator.get_by_role("link", name="Audit trail", exact=True).click()
    coordinator.get_by_label("What").select_option("case viewed")
    coordinator.get_by_role("button", name="Search", exact=True).click()
    expect(coordinator.locator(".trail-table tbody tr").first).to_contain_text("anna")
    looked_over(coordinator)
    with coordinator.expect_download() as saved:
        coordinator.get_by_role("button", name="Export all that fits, as CSV").click()
    assert "case viewed" in saved.value.path().read_text(encoding="utf-8-sig")

    coordinator.get_by_role("button", name="Make this week’s sheet").click()
    coordinator.wait_for_url("**/sheets/*")
    looked_over(coordinator)
    with pypdfium2.PdfDocument(coordinator.pdf(prefer_css_page_size=True)) as printed:
        assert len(printed) == 1
        (code,) = zxingcpp.read_barcodes(printed[0].render(scale=3).to_pil())
    assert typed(code.text).beginning[:14] == typed(coordinator.locator(".audit-sheet-groups").inner_text()).beginning

    coordinator.goto(f"{desk.origin}/audit/verify")
    coordinator.get_by_label("From a weekly sheet").fill(code.text)
    coordinator.get_by_role("button", name="Walk the trail").click()
    expect(coordinator.locator("main")).to_contain_text("by something kept outside this computer: the printed sheet")
    looked_over(coordinator)


def looked_over(page: Page) -> None:
    """Nothing for axe to find, and nothing cut off, on a wide screen and a small one."""
    wide = page.viewport_size
    assert wide is not None
    for size in (SMALL, wide):
        page.set_viewport_size(size)
        assert (violations(page), too_wide(page)) == ([], 0)
