"""A case in the browser: read, decided on, called, and two at once; on a wide screen and a small one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from playwright.sync_api import Page, expect

from intake.envelope.submission import Answer, Contact
from tests.browser.desk.served import SMALL, WIDE, ServedDesk, too_wide, violations
from tests.desk.world import submission

ALWAYS = ("weekday-morning", "weekday-afternoon", "weekday-evening", "weekend")
WORST: Mapping[str, Answer] = {
    "sleep": "often_bad",
    "dreams": "often",
    "startle": "often",
    "home": "mostly_not",
    "talk": "soon",
}
HOSTILE = "<img src=x onerror=alert(1)>\u202e" + "a" + "\u0301" * 29
LONG = "x" * 120


def case(desk: ServedDesk, language: str, **said: object) -> int:
    """The case of somebody in a bad way, who came yesterday."""
    contact = Contact(**{"reach": "call", "address": "06 1234 5678", "when": ALWAYS, **said})  # type: ignore[arg-type]
    one = replace(submission(answers=WORST, contact=contact), language=language)
    (number,) = desk.cases(one, arrived=date(2026, 11, 20))
    return number


def test_the_page_is_accessible_and_fits_whatever_stands_in_it(nurse: Page, desk: ServedDesk) -> None:
    arabic = {"name": "سارة", "line": "mine", "age": "16-17", "professional": "woman"}
    for language, said in (("ar", arabic), ("ti", {"name": HOSTILE, "address": LONG})):
        number = case(desk, language, **said)
        nurse.goto(f"{desk.origin}/cases/{number}")
        for size in (WIDE, SMALL):
            nurse.set_viewport_size(size)
            assert (violations(nurse), too_wide(nurse)) == ([], 0)
        safe, why = nurse.locator("#safe").bounding_box(), nurse.locator("#reasons").bounding_box()
        assert safe is not None
        assert why is not None
        assert safe["y"] < why["y"]
        assert nurse.locator("#answers .own").first.evaluate("(each) => each.lang") == language
    # A tower of marks stays inside its line, and covers nothing that stands above; tags are only letters.
    name = nurse.locator(".safe-name")
    assert name.evaluate("(each) => getComputedStyle(each).overflowY") == "clip"
    assert name.evaluate("(each) => each.children.length") == 0


def test_a_nurse_decides_calls_and_is_told_what_a_colleague_did_meanwhile(
    nurse: Page, coordinator: Page, desk: ServedDesk
) -> None:
    number = case(desk, "ti", name="Sara", line="mine")
    nurse.goto(f"{desk.origin}/cases/{number}")
    expect(nurse.locator("#decision [name=level]:checked")).to_have_value("red")
    nurse.locator("#decision").get_by_role("button", name="Decide", exact=True).click()
    expect(nurse.locator("#history")).to_contain_text("decided on the level: red")

    nurse.goto(f"{desk.origin}/call")
    expect(nurse.locator("h1")).to_have_text("Call now")
    assert (violations(nurse), too_wide(nurse)) == ([], 0)
    nurse.get_by_role("link", name=f"Case {number}").click()
    coordinator.goto(f"{desk.origin}/cases/{number}")

    nurse.select_option("#what", "call/no-answer")
    nurse.fill("#note", "rang eight times")
    nurse.get_by_role("button", name="Log it").click()
    expect(nurse.locator("#attempts")).to_contain_text("2 of 3 left")

    coordinator.select_option("#what", "call/somebody-else")
    coordinator.fill("#note", "a man; I hung up")
    coordinator.get_by_role("button", name="Log it").click()
    expect(coordinator.locator("h1")).to_have_text("Not saved")
    expect(coordinator.locator("main")).to_contain_text("rang eight times")
    expect(coordinator.locator("#note")).to_have_value("a man; I hung up")
    assert (violations(coordinator), too_wide(coordinator)) == ([], 0)
    coordinator.get_by_role("button", name="Save it all the same").click()
    expect(coordinator.locator("#attempts")).to_contain_text("1 of 3 left")
    expect(coordinator.locator("#attempts")).to_contain_text("a man; I hung up")


def test_outside_the_safe_times_the_desk_refuses_and_the_list_for_the_day_prints(nurse: Page, desk: ServedDesk) -> None:
    number = case(desk, "ar", name="Amal", when=("weekday-evening",))
    nurse.goto(f"{desk.origin}/cases/{number}")
    nurse.locator("#decision").get_by_role("button", name="Decide", exact=True).click()
    expect(nurse.locator("#safe")).to_contain_text("Not now. The next safe time begins")
    nurse.select_option("#what", "call/no-answer")
    nurse.get_by_role("button", name="Log it").click()
    expect(nurse.get_by_role("alert")).to_contain_text("This is not a safe time for this person")

    nurse.goto(f"{desk.origin}/call/day")
    assert (violations(nurse), too_wide(nurse)) == ([], 0)
    nurse.get_by_role("button", name="Make the list").click()
    expect(nurse.locator("main")).to_contain_text("Amal")
    expect(nurse.locator("main")).not_to_contain_text("06 1234 5678")
    assert (violations(nurse), too_wide(nurse)) == ([], 0)
    nurse.emulate_media(media="print")
    expect(nurse.locator(".top")).to_be_hidden()
    expect(nurse.locator("#print")).to_be_hidden()
