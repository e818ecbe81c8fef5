"""The queue in Chromium: by keyboard, filtered, come back to; green ones confirmed; on a wide and a small screen."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext
from tests.browser.desk.served import SMALL, WIDE, ServedDesk, too_wide, violations
from tests.desk.many import HOSTILE, fill

CASES = 160


@pytest.fixture(scope="module")
def busy(desk: ServedDesk) -> ServedDesk:
    """The desk with many cases, of people with hostile names."""
    with desk.desk("anna") as opened:
        fill(opened, CASES)
    return desk


@pytest.fixture
def noor(new_context: NewContext, busy: ServedDesk) -> Page:
    """Noor at work."""
    return busy.work_as(new_context(viewport=WIDE, locale="en-GB"), "noor")


def focused(page: Page) -> str | None:
    """The row in which the focus is."""
    found: str | None = page.evaluate("() => document.activeElement.closest('[data-row]')?.dataset.row ?? null")
    return found


def press(page: Page, *keys: str) -> None:
    """One key after the other, once the page is whole: its scripts come last."""
    page.wait_for_load_state("load")
    for key in keys:
        page.keyboard.press(key)


def comes_to(page: Page, row: str) -> None:
    """Wait until the focus is in ``row``: a script puts it there once the page has come."""
    page.wait_for_function("row => document.activeElement.closest('[data-row]')?.dataset.row === row", arg=row)


def rows(page: Page) -> list[str]:
    found: list[str] = page.evaluate("() => [...document.querySelectorAll('[data-row]')].map((row) => row.dataset.row)")
    return found


def test_a_nurse_walks_through_the_queue_by_keyboard_and_comes_back_to_her_place(noor: Page, busy: ServedDesk) -> None:
    press(noor, "g", "q")
    expect(noor.locator("h1")).to_have_text("Queue")
    list_of = rows(noor)
    press(noor, "j", "j", "j", "k")
    assert focused(noor) == list_of[1]
    press(noor, "Enter")
    expect(noor.locator("h1")).to_have_text(f"Case {list_of[1]}")
    press(noor, "j")
    expect(noor.locator("h1")).to_have_text(f"Case {list_of[2]}")
    press(noor, "u")
    expect(noor.locator("h1")).to_have_text("Queue")
    comes_to(noor, list_of[2])
    press(noor, "Enter")
    expect(noor.locator("h1")).to_have_text(f"Case {list_of[2]}")
    noor.go_back()
    expect(noor.locator("h1")).to_have_text("Queue")
    comes_to(noor, list_of[2])


def test_keys_are_told_find_and_never_act_while_somebody_types(noor: Page, busy: ServedDesk) -> None:
    noor.goto(f"{busy.origin}/queue")
    press(noor, "?")
    expect(noor.locator("#keys")).to_be_visible()
    assert violations(noor) == []
    press(noor, "j")
    assert focused(noor) is None
    press(noor, "Escape")
    press(noor, "/")
    noor.keyboard.type("jkgq?7")
    assert (noor.input_value("#wanted"), focused(noor)) == ("jkgq?7", None)
    noor.fill("#wanted", "17")
    press(noor, "Enter")
    expect(noor.locator("h1")).to_have_text("Case 17")
    assert "17" not in re.sub(r"/cases/17$", "", noor.url)


def test_single_letters_do_nothing_once_they_are_switched_off(noor: Page, busy: ServedDesk) -> None:
    noor.goto(f"{busy.origin}/queue")
    press(noor, "?")
    noor.get_by_role("button", name="Switch single letters off").click()
    expect(noor.locator("h1")).to_have_text("Queue")
    press(noor, "j")
    assert focused(noor) is None
    press(noor, "?")
    expect(noor.get_by_role("button", name="Switch single letters on")).to_be_visible()


def test_filters_narrow_the_list_and_are_taken_off_again(noor: Page, busy: ServedDesk) -> None:
    noor.goto(f"{busy.origin}/queue")
    every = noor.locator(".title-line .hint").inner_text()
    amber = noor.locator(".chip", has_text="amber")
    count = int(amber.inner_text().split()[-1])
    amber.click()
    assert len(rows(noor)) == count
    noor.select_option("select[name=assigned]", "me")
    noor.get_by_role("button", name="Filter", exact=True).click()
    assert 0 < len(rows(noor)) < count
    assert set(noor.locator(".queue tbody td:last-child").all_inner_texts()) == {"me"}
    noor.get_by_role("link", name="Show all").click()
    assert noor.locator(".title-line .hint").inner_text() == every


@pytest.mark.parametrize("size", [WIDE, SMALL], ids=["wide", "small"])
def test_the_pages_are_accessible_fit_and_name_nobody(
    new_context: NewContext, busy: ServedDesk, size: dict[str, int]
) -> None:
    page = busy.work_as(new_context(viewport=size, locale="en-GB"), "noor")
    for path in ("/", "/queue", "/queue/green"):
        page.goto(f"{busy.origin}{path}")
        assert (path, violations(page), too_wide(page)) == (path, [], 0)
        text = page.locator("main").inner_text()
        assert HOSTILE not in text
        assert "Quorzambel" not in text
    page.goto(f"{busy.origin}/queue")
    heights = page.evaluate("() => [...document.querySelectorAll('.queue tbody tr')].map((row) => row.offsetHeight)")
    assert size is SMALL or max(heights) <= 44  # one line a case


def test_green_ones_are_ticked_and_confirmed_together(noor: Page, busy: ServedDesk) -> None:
    noor.goto(f"{busy.origin}/queue/green")
    first, second, third = rows(noor)[:3]
    expect(noor.locator("#all")).to_be_hidden()
    press(noor, "j", "x", "j", "x")
    expect(noor.locator("#confirm")).to_have_text("Confirm 2 as green")
    press(noor, "x")
    expect(noor.locator("#confirm")).to_have_text("Confirm 1 as green")
    noor.locator("#confirm").click()
    expect(noor.locator("main p[role=status]")).to_contain_text("1 case was confirmed as green")
    assert rows(noor)[:2] == [second, third]
    noor.locator("[data-row]").last.scroll_into_view_if_needed()
    noor.locator("#all").click()
    ticked = noor.locator("input[name=case]:checked").count()
    expect(noor.locator("#confirm")).to_have_text(f"Confirm {ticked} as green")
    noor.locator("#confirm").click()
    expect(noor.locator("main p[role=status]")).to_contain_text(f"{ticked} cases were confirmed as green")
    assert not {first, second, third} & set(rows(noor))
