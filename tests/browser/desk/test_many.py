"""A hundred thousand cases in Chromium: worked with like a few, from the queue to a letter and back to its place."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from intake.desk.queue.paging import SIZE
from tests.browser.desk.served import ServedDesk
from tests.desk.letters.samples import SENDER
from tests.desk.many import fill
from tests.desk.web.office import make_office

CASES = 100_000
NOTE = "Calm on the telephone; asks for a morning."
QUESTION = "Wilt u haar zien?"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedDesk]:
    """A desk with very many cases, whose configuration says who writes its letters."""
    made = tmp_path_factory.mktemp("made")
    make_office(made)
    served = ServedDesk(made, tmp_path_factory.mktemp("desk") / "office", sender=SENDER)
    with served.desk("anna") as opened:
        fill(opened, CASES)
    yield served
    served.close()


def test_a_hundred_thousand_cases_are_worked_with_like_a_few(nurse: Page, desk: ServedDesk) -> None:
    nurse.goto(f"{desk.origin}/queue")
    drawn = nurse.locator("[data-row]")
    expect(drawn).to_have_count(SIZE)
    nurse.locator(".chip", has_text="red").click()
    nurse.select_option("select[name=language]", "ti")
    nurse.get_by_role("button", name="Filter", exact=True).click()
    nurse.get_by_role("link", name="Next page").click()
    expect(drawn).to_have_count(SIZE)
    assert set(nurse.locator(".queue tbody .level").all_inner_texts()) == {"red"}
    assert set(nurse.locator(".queue tbody td:nth-child(5)").all_inner_texts()) == {"Tigrinya"}
    place = nurse.url
    number = found(nurse, drawn.filter(has_text=re.compile(r"\bnew\b")).last)
    decided(nurse)
    noted(nurse)
    letter_looked_at(nurse)
    nurse.get_by_role("link", name=f"Back to case {number}").click()
    expect(nurse.locator("#letters")).to_contain_text("Nothing was printed yet.")
    nurse.wait_for_load_state("load")
    nurse.keyboard.press("u")
    nurse.wait_for_function("row => document.activeElement.closest('[data-row]')?.dataset.row === row", arg=number)
    assert nurse.url == f"{place}#case-{number}"
    expect(drawn).to_have_count(SIZE)
    expect(nurse.locator(f"[data-row='{number}']")).to_contain_text("decided")
    nurse.goto(desk.origin)
    expect(nurse.locator("h1")).to_have_text("Today")
    assert nurse.locator("main a").count() < 60


def found(nurse: Page, row: Locator) -> str:
    """Open the case of ``row`` by its code; gives its number."""
    code, number = row.locator("bdi").first.inner_text(), row.locator("[data-open] .figures").first.inner_text()
    nurse.keyboard.press("/")
    nurse.keyboard.type(code)
    nurse.keyboard.press("Enter")
    expect(nurse.locator("h1")).to_have_text(f"Case {number}")
    return number


def decided(nurse: Page) -> None:
    """As the rules suggest."""
    nurse.locator("#decision").get_by_role("button", name="Decide", exact=True).click()
    expect(nurse.locator("#decision")).to_contain_text("Decide again")


def noted(nurse: Page) -> None:
    """A note on the case."""
    nurse.locator("#notes textarea").fill(NOTE)
    nurse.locator("#notes").get_by_role("button").click()
    expect(nurse.locator("#notes")).to_contain_text(NOTE)


def letter_looked_at(nurse: Page) -> None:
    """The letter to the GP, not printed: nothing of it is kept."""
    nurse.get_by_role("link", name="Letter to the GP").click()
    nurse.fill("#question", QUESTION)
    nurse.get_by_role("button", name="Look at the letter").click()
    expect(nurse.locator(".letter-paper")).to_contain_text(QUESTION)
