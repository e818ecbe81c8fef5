"""A nurse's afternoon with one case: the first talk, an appointment with an interpreter, a referral, a colleague."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from intake.desk.casework.states import Status, move
from intake.envelope.submission import Contact
from tests.browser.desk.served import SMALL, WIDE, ServedDesk, too_wide, violations
from tests.desk.web.office import make_office
from tests.desk.world import submission

OPENED = "document.querySelectorAll('main details').forEach((each) => { each.open = true })"
HOSTILE = "<img src=x onerror=alert(1)>\u202e " + "w" * 200


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedDesk]:
    """A desk with one case, with whom the conversation was held."""
    made = tmp_path_factory.mktemp("made")
    make_office(made)
    served = ServedDesk(made, tmp_path_factory.mktemp("desk") / "office")
    served.cases(
        submission(answers={"talk": "soon"}, contact=Contact(reach="call", address="06 1234 5678", line="mine"))
    )
    with served.desk() as open_desk, open_desk.writing() as connection:
        for status in (Status.TRIAGED, Status.CONTACTING, Status.REACHED, Status.HELD):
            move(open_desk, connection, 1, status)
    yield served
    served.close()


def unfold(page: Page, part: str, words: str) -> None:
    """Open a form of a part of the case's page."""
    page.locator(f"#{part} summary", has_text=words).click()


def press(page: Page, part: str, words: str) -> None:
    """Press a button there; the page comes again at the same part."""
    page.locator(f"#{part}").get_by_role("button", name=words, exact=True).click()
    page.wait_for_url(f"**/cases/1#{part}")


def test_an_afternoon_with_one_case(nurse: Page, desk: ServedDesk) -> None:
    page = nurse
    page.goto(f"{desk.origin}/cases/1")

    # The first talk.
    unfold(page, "facts", "Write down what the talk told")
    page.fill("#facts-address", "06 8765 4321")
    page.get_by_label("at the weekend").check()
    page.fill("#facts-safe_word", "lantern")
    page.fill("#facts-exclusions", "Mr. T.")
    page.get_by_label("Nobody from the own town").first.check()
    page.select_option("#facts-interpreter", "phone")
    page.select_option("#facts-interpreter_gender", "woman")
    press(page, "facts", "Save")
    expect(page.locator("#safe")).to_contain_text("06 8765 4321")
    expect(page.locator("#safe")).to_contain_text("Never leave a voicemail.")
    expect(page.locator("#facts")).to_contain_text("Mr. T.")

    # An appointment, with an interpreter who is asked for as the talk told.
    unfold(page, "meetings", "Make an appointment")
    page.fill("#appoint-starts", "2026-12-01T10:30")
    page.fill("#appoint-place", "library, room 2")
    page.fill("#appoint-whom", "Noor")
    press(page, "meetings", "Make the appointment")
    unfold(page, "meetings", "Ask for an interpreter")
    press(page, "meetings", "Note that one is needed")
    asked = page.locator("#meetings li", has_text="asked for")
    expect(asked).to_contain_text("a woman, by phone, Tue 1 Dec 2026, 10:30")
    expect(asked).to_contain_text("Mr. T.")
    page.locator("#meetings li", has_text="asked for").get_by_role("button", name="booked").click()
    expect(page.locator("#meetings li", has_text="Mr. T.")).to_contain_text("booked")
    page.locator("#meetings li", has_text="library").get_by_role("button", name="cancelled").click()
    expect(page.locator("#meetings")).to_contain_text("cancel the interpreter")

    # A referral: with consent, sent, and taken back.
    unfold(page, "referrals", "Refer the person")
    page.select_option("#refer-destination", "GP")
    page.fill("#refer-organisation", "Practice at the Mill")
    page.fill("#refer-consent_on", "2026-11-23")
    page.select_option("#refer-consent_how", "spoken")
    page.fill("#refer-shared", "sleeps badly since March")
    press(page, "referrals", "Write it down")
    page.select_option("#move-1", "sent")
    press(page, "referrals", "Save")
    expect(page.locator("#state")).to_contain_text("referred")
    unfold(page, "referrals", "withdraws consent")
    press(page, "referrals", "Withdraw the consent")
    expect(page.locator("#referrals")).to_contain_text("Tell the receiver")
    expect(page.locator("#state")).to_contain_text("conversation held")
    press(page, "referrals", "The receiver was told")

    # A note with whatever somebody pasted, and a reminder.
    page.fill("#note-text", HOSTILE)
    press(page, "notes", "Add the note")
    expect(page.locator("#notes .typed")).to_contain_text("<img src=x")
    unfold(page, "reminders", "Set a reminder")
    page.fill("#remind-due", "2026-11-23")
    page.fill("#remind-what", "call the practice")
    press(page, "reminders", "Remind me")
    page.get_by_role("button", name="Take it", exact=True).click()
    expect(page.locator("#assigned strong")).to_have_text("noor")

    # The reporting code has a page of its own.
    unfold(page, "meldcode", "five steps")
    page.get_by_role("link", name="Begin a record").click()
    page.fill("#step-1-text", "What was seen.")
    page.locator("#step-1").get_by_role("button", name="Save this step").click()
    expect(page.locator("#step-1")).to_contain_text("What was seen.")
    assert (violations(page), too_wide(page)) == ([], 0)

    # Away from tomorrow on: the list, and what goes over.
    page.goto(f"{desk.origin}/away")
    page.fill("#since", "2026-11-24")
    page.fill("#until", "2026-11-27")
    page.select_option("#stand_in", "anna")
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/away/1")
    expect(page.locator("table")).to_contain_text("call the practice")
    assert (violations(page), too_wide(page)) == ([], 0)
    page.get_by_role("button", name="Hand over what is ticked").click()
    page.wait_for_url("**/away/1?*")
    expect(page.get_by_role("status")).to_have_text("1 case went over.")
    page.goto(f"{desk.origin}/cases/1")
    expect(page.locator("#history")).to_contain_text("changed who looks after it: anna")


def test_every_form_and_list_of_case_work_fits_and_can_be_used_by_everybody(
    coordinator: Page, desk: ServedDesk
) -> None:
    page = coordinator
    for size in (SMALL, WIDE):
        page.set_viewport_size(size)
        for path in ("/cases/1", "/reminders", "/away", "/away/1", "/cases/1/meldcode"):
            page.goto(f"{desk.origin}{path}")
            page.evaluate(OPENED)
            assert (path, violations(page), too_wide(page)) == (path, [], 0)
    page.goto(f"{desk.origin}/reminders")
    page.get_by_role("button", name="Done").click()
    expect(page.locator(".empty")).to_contain_text("Nothing to remember here.")
