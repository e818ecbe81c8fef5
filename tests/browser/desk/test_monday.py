"""Sixty envelopes on a Monday morning, looked at and decided by keyboard. What is counted is presses, and no time."""

from __future__ import annotations

from playwright.sync_api import Page, expect
from sqlalchemy import func, select

from intake.desk.audit import Action
from intake.desk.tables import audit, cases
from tests.browser.desk.served import ServedDesk
from tests.desk.world import submission

GREEN = [submission() for _ in range(30)]
OTHERS = [submission(answers=answers) for answers in ({"talk": "soon"}, {"talk": "yes"}, {"doctor": "not_yet"}) * 10]


class Hands:
    """A nurse's hands, and how often they did something."""

    def __init__(self, page: Page) -> None:
        self.page, self.deeds = page, 0

    def press(self, *keys: str) -> None:
        """One key after the other, once the page is whole: its scripts come last."""
        self.page.wait_for_load_state("load")
        for key in keys:
            self.page.keyboard.press(key)
            self.deeds += 1

    def click(self, selector: str) -> None:
        """With the mouse."""
        self.page.click(selector)
        self.deeds += 1


def test_sixty_envelopes_take_two_deeds_each_and_every_one_was_looked_at(nurse: Page, desk: ServedDesk) -> None:
    desk.cases(*GREEN, *OTHERS)
    hands = Hands(nurse)
    hands.press("g", "q")
    hands.click(".title-way")
    expect(nurse.locator("h1")).to_have_text("Green cases")
    hands.press(*["j"] * len(GREEN))
    hands.click("#all")
    hands.click("#confirm")
    expect(nurse.locator("h1 ~ .notice, main > .notice")).to_contain_text("30 cases were confirmed")
    hands.press("g", "q")
    expect(nurse.locator("h1")).to_have_text("Queue")
    hands.press("j", "Enter")
    for left in range(len(OTHERS), 0, -1):
        expect(nurse.locator("#decision")).to_contain_text("by nobody yet")
        shown = nurse.url
        hands.press("d", "Enter")
        if left > 1:
            expect(nurse).not_to_have_url(shown)
    nurse.wait_for_function("() => !document.body.innerText.includes('by nobody yet')")
    with desk.desk() as opened, opened.reading() as connection:
        assert connection.execute(select(func.count()).where(cases.c.status == "triaged")).scalar_one() == 60
        looked = select(func.count(func.distinct(audit.c.case))).where(audit.c.action == Action.CASE_VIEWED)
        assert connection.execute(looked).scalar_one() == 60
    assert hands.deeds <= 2 * 60
