"""Keeping the desk in order, in a browser: the pages fit and read, and a download is a whole backup."""

from __future__ import annotations

import tarfile
from pathlib import Path

from playwright.sync_api import Page, expect

from intake.desk.casework.deciding import decide
from intake.desk.triage import Level
from tests.browser.desk.served import SMALL, WIDE, ServedDesk, too_wide, violations
from tests.desk.publishing.book import ambassadors, book, bring, house
from tests.desk.web.office import PASSPHRASES
from tests.desk.web.test_keeping import filled
from tests.desk.world import submission


def test_a_coordinator_backs_up_answers_a_request_publishes_and_erases_what_was_kept_long(
    coordinator: Page, desk: ServedDesk, tmp_path: Path
) -> None:
    (green,) = desk.cases(submission())
    number = filled(desk)
    with desk.desk() as opened, opened.writing() as connection:
        decide(opened, connection, green, 0, Level.GREEN)
    coordinator.goto(f"{desk.origin}/backup")
    expect(coordinator.get_by_role("complementary", name="Backup")).to_contain_text("There is no backup of this desk.")
    looked_over(coordinator)
    with coordinator.expect_download() as saved:
        coordinator.get_by_role("button", name="Download it instead").click()
    saved.value.save_as(tmp_path / "saved")
    with tarfile.open(tmp_path / "saved") as tar:
        assert "desk.sqlite" in tar.getnames()

    coordinator.goto(f"{desk.origin}/requests")
    expect(coordinator.get_by_role("complementary", name="Backup")).to_have_text("Last backup: today")
    looked_over(coordinator)
    coordinator.get_by_label("Short code or number of the case").fill(str(number))
    coordinator.get_by_role("button", name="Find it").click()
    looked_over(coordinator)
    coordinator.get_by_label("Language of the copy").select_option("en")
    with coordinator.expect_popup() as opened_copy:
        coordinator.get_by_role("button", name="Print from the browser").click()
    copy = opened_copy.value
    expect(copy.locator("main")).to_contain_text("rang twice")
    expect(copy.locator("main")).not_to_contain_text("Signals of a child")
    looked_over(copy)
    copy.close()

    desk.later(minutes=1)
    coordinator.goto(f"{desk.origin}/rules")
    looked_over(coordinator)
    with desk.desk() as opened:
        bring(opened, book(*ambassadors(3, "ti"), *ambassadors(2, "so"), destinations=(house(),)))
    coordinator.goto(f"{desk.origin}/publish")
    looked_over(coordinator)
    coordinator.get_by_role("button", name="Sign this, and make the file").click()
    expect(coordinator.get_by_role("heading", name="The file is signed")).to_be_visible()
    looked_over(coordinator)
    with coordinator.expect_download() as saved:
        coordinator.get_by_role("link", name="Save the file").click()
    saved.value.save_as(tmp_path / "published")
    assert (tmp_path / "published").read_bytes().startswith(b'{"certificate":')
    desk.later(days=30)
    coordinator.goto(f"{desk.origin}/")  # the desk has locked itself meanwhile
    coordinator.get_by_label("Your passphrase").fill(PASSPHRASES["anna"])
    coordinator.get_by_role("button", name="Unlock").click()
    coordinator.goto(f"{desk.origin}/retention")
    looked_over(coordinator)
    coordinator.get_by_label("Erase this 1 case").check()
    coordinator.get_by_label("Your own passphrase").fill(PASSPHRASES["anna"])
    coordinator.get_by_role("button", name="Erase what is ticked").click()
    expect(coordinator.get_by_role("status")).to_contain_text("1 case is erased.")
    looked_over(coordinator)


def looked_over(page: Page) -> None:
    """Nothing for axe to find, and nothing cut off, on a wide screen and a small one."""
    for size in (SMALL, WIDE):
        page.set_viewport_size(size)
        assert (violations(page), too_wide(page)) == ([], 0)
