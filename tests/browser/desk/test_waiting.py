"""A Monday with those who wait for care, and a slip that goes out and comes back, in a real browser."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from intake.desk.casework.referrals import State
from intake.desk.casework.referring import move_on, refer
from intake.desk.casework.revision import revision_of
from intake.desk.casework.states import Status, move
from intake.desk.network.taking_in import take_in
from intake.desk.waiting.changing import change_wait
from tests.browser.desk.served import SMALL, WIDE, ServedDesk, too_wide, violations
from tests.desk.casework.test_referring import CONSENT
from tests.desk.letters.samples import SENDER
from tests.desk.matching.people import ambassador, book, destination
from tests.desk.network.files import FINGERPRINT, exported
from tests.desk.slips.asking import came
from tests.desk.waiting.people import PHONE
from tests.desk.web.office import make_office
from tests.desk.world import submission

LONG = "Psychologenpraktijk aan de Oude Leeuwarder Trekvaart, locatie Hurdegaryp-Noord"
BOOK = book(
    ambassador(1, name="Rahel T."),
    destinations=(destination(1, "PSY", name=LONG, norm_intake=6), destination(2, "TRAUMA", name="ARQ")),
)
WAITS = (
    ("D-000001", "2026-06-15"),
    ("D-000001", "2026-10-26"),
    ("D-000002", "2026-08-03"),
    ("PSY", "2026-11-02"),
    ("LEGAL", "2026-09-14"),
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedDesk]:
    """Five people wait; a sixth agreed that an ambassador goes along."""
    made = tmp_path_factory.mktemp("made")
    make_office(made)
    served = ServedDesk(made, tmp_path_factory.mktemp("desk") / "office", sender=SENDER)
    prepare(served)
    yield served
    served.close()


def prepare(desk: ServedDesk) -> None:
    """What was done until today."""
    phones = (replace(PHONE, address=f"06 1234567{number}") for number in range(len(WAITS) + 1))
    numbers = desk.cases(*(submission(contact=phone) for phone in phones))
    with desk.desk() as opened, opened.writing() as connection:
        take_in(opened, connection, exported(BOOK), compared=FINGERPRINT)
        for number in numbers:
            for status in (Status.TRIAGED, Status.CONTACTING, Status.REACHED, Status.HELD):
                move(opened, connection, number, status)
        for place, (to, since) in enumerate(WAITS, 1):
            number = numbers[place - 1]
            refer(opened, connection, number, revision_of(connection, number), CONSENT | {"destination": to})
            for state in (State.SENT, State.WAITING):
                move_on(opened, connection, number, revision_of(connection, number), place, state)
            known = {"since": since, "bridges": "poh-ggz group", "expected": "four months"}
            change_wait(opened, connection, number, revision_of(connection, number), None, known)
        last = numbers[-1]
        refer(opened, connection, last, revision_of(connection, last), CONSENT | {"destination": "A-000001"})


def accessible(page: Page) -> None:
    """Nothing to complain of, wide and narrow, with every form unfolded."""
    page.evaluate("document.querySelectorAll('main details').forEach((each) => { each.open = true })")
    for size in (WIDE, SMALL):
        page.set_viewport_size(size)
        assert violations(page) == []
        assert too_wide(page) <= 0
    page.set_viewport_size(WIDE)


def test_who_waits_too_long_is_seen_asked_and_looked_at_again(nurse: Page, desk: ServedDesk) -> None:
    page = nurse
    page.goto(f"{desk.origin}/")
    expect(page.locator("main")).to_contain_text("2 wait longer than the norm")
    accessible(page)
    page.get_by_role("link", name="2 wait longer than the norm").click()
    expect(page.locator(".waiting tbody tr")).to_have_count(2)
    expect(page.locator(".waiting tbody tr").first).to_contain_text("161")
    accessible(page)
    page.get_by_role("link", name="Show all").click()
    expect(page.locator(".waiting tbody tr")).to_have_count(5)
    page.locator(".waiting tbody a").first.click()

    # How does it go? Worse: and that leads to the decision, which stays a nurse's.
    page.locator("#waits summary", has_text="How does it go?").click()
    page.get_by_label("How it goes", exact=True).select_option("worse")
    page.get_by_label("How you asked").select_option("call/reached")
    page.locator("#waits").get_by_label("Note").fill("hardly sleeps")
    page.locator("#waits").get_by_role("button", name="Log it").click()
    page.wait_for_url("**/cases/1#decision")
    expect(page.locator("#waits")).to_contain_text("It goes worse. Look at the case again")
    accessible(page)

    # The rhythm, and care that began.
    page.reload()
    page.locator("#waits summary", has_text="What is known of the wait").click()
    page.get_by_label("Ask how it goes every so many days").fill("7")
    page.locator("#waits").get_by_label("an ambassador").check()
    page.locator("#waits").get_by_role("button", name="Save").first.click()
    expect(page.locator("#waits")).to_contain_text("Ask how it goes on Mon 30 Nov 2026")
    expect(page.locator("#waits")).to_contain_text("(POH-GGZ), an ambassador, a group")
    page.locator("#waits summary", has_text="Care began").click()
    page.get_by_label("Treatment began on").fill("2026-11-23")
    page.locator("#waits").get_by_role("button", name="Save").last.click()
    expect(page.locator("#waits")).to_contain_text("Waited 161 days")
    expect(page.locator(".case-head")).to_contain_text("in care")


def test_a_slip_goes_out_and_what_came_of_it_waits(nurse: Page, desk: ServedDesk, tmp_path: Path) -> None:
    page = nurse
    page.goto(f"{desk.origin}/cases/6/letters/ambassador")
    page.fill("#first_name", "Saba")
    page.fill("#day", "2026-12-01")
    page.fill("#time", "09:30")
    page.fill("#place", "Plein 1")
    page.get_by_label("Go along, there and back").check()
    page.get_by_label("The person wants this").check()
    page.get_by_role("button", name="Look at the letter").click()
    expect(page.locator("main")).to_contain_text("It is for Rahel T.")
    with page.context.expect_page() as opened:
        page.get_by_role("button", name="Print from the browser").click()
    number = opened.value.locator(".found").inner_text()
    assert violations(opened.value) == []
    opened.value.close()

    page.goto(f"{desk.origin}/slips")
    expect(page.locator("main")).to_contain_text(number)
    accessible(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Make the file").click()
    (slip,) = json.loads(download.value.path().read_bytes())["slips"]["slips"]
    assert (slip["id"], slip["first_name"]) == (number, "Saba")

    (tmp_path / "outcomes.json").write_bytes(came((number, "done")))
    page.goto(f"{desk.origin}/slips")
    page.set_input_files("#file", tmp_path / "outcomes.json")
    page.get_by_role("button", name="Bring it in").click()
    expect(page.locator("main")).to_contain_text("1 outcome is noted.")
    accessible(page)
    page.get_by_role("link", name="case 6").first.click()
    accessible(page)
    page.get_by_role("button", name="Yes: sent").click()
    expect(page.locator("#referrals")).to_contain_text("sent since")
    page.locator("#slips").get_by_role("button", name="Yes: the person was there").click()
    expect(page.locator(".case-head")).to_contain_text("first appointment attended")
    page.goto(f"{desk.origin}/")
    expect(page.locator("main")).not_to_contain_text("outcome waits for you")
