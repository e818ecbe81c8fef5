"""The network book in a browser: brought in, looked up, and from "Who could help" to a referral."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest
from playwright.sync_api import Page, expect

from intake.demo.network_people import sample_book
from intake.desk.casework.states import Status, move
from intake.envelope.submission import Contact
from tests.browser.desk.served import SMALL, WIDE, ServedDesk, too_wide, violations
from tests.browser.desk.test_casework import OPENED, press, unfold
from tests.desk.network.files import FINGERPRINT, exported
from tests.desk.web.office import make_office
from tests.desk.world import submission


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedDesk]:
    """A desk with one case: a woman who reads Tigrinya, in Amsterdam."""
    made = tmp_path_factory.mktemp("made")
    make_office(made)
    served = ServedDesk(made, tmp_path_factory.mktemp("desk") / "office")
    wants = Contact(reach="call", address="06 1234 5678", line="mine", professional="woman", ambassador="yes")
    served.cases(submission(answers={"talk": "soon"}, contact=wants))
    with served.desk() as open_desk, open_desk.writing() as connection:
        for status in (Status.TRIAGED, Status.CONTACTING, Status.REACHED, Status.HELD):
            move(open_desk, connection, 1, status)
    yield served
    served.close()


def test_from_the_coordinators_file_to_somebody_who_goes_along(nurse: Page, desk: ServedDesk) -> None:
    page = nurse
    page.goto(f"{desk.origin}/network")
    whole = sample_book(desk.now.date())
    # Of the whole book a part: axe looks at every cell.
    speak = tuple(each for each in whole.ambassadors if any(spoken.tag == "ti" for spoken in each.languages))
    near = tuple(each for each in whole.destinations if "GM0363" in each.places)
    part = msgspec.structs.replace(whole, ambassadors=speak, destinations=near, signals=whole.signals[:4])
    data = exported(part)
    page.set_input_files("#file", {"name": "network.json", "mimeType": "application/json", "buffer": data})
    page.get_by_role("button", name="Look at the file").click()
    expect(page.locator(".fingerprint")).to_have_text(FINGERPRINT)
    assert (violations(page), too_wide(page)) == ([], 0)
    page.get_by_label("I compared it by telephone").check()
    page.get_by_role("button", name="Take it in").click()
    expect(page.get_by_role("status")).to_have_text("The book is taken in.")

    # Looked up: by kind, and by language.
    page.get_by_label("Kind").select_option("TALK")
    page.locator("#destinations").get_by_role("button", name="Filter").click()
    expect(page.locator("#destinations tbody tr").first).to_contain_text("Conversation at the GGD")
    page.locator("#ambassadors select").select_option("ti")
    page.locator("#ambassadors").get_by_role("button", name="Filter").click()
    expect(page.locator("#ambassadors .network-list tbody tr").first).to_contain_text("Tigrinya")

    # Who could help: reasons, somebody who is not wanted, and a choice.
    page.goto(f"{desk.origin}/cases/1")
    helpers = page.locator("#helping article")
    expect(helpers.first).to_contain_text("speaks Tigrinya as a mother tongue")
    expect(helpers.first).to_contain_text("a woman, as the person wishes")
    first, second = (helpers.nth(place).get_by_role("heading").inner_text().split(" woman")[0] for place in (0, 1))
    helpers.first.get_by_role("button").click()
    page.wait_for_url("**/cases/1#helping")
    expect(page.locator("#helping article").first).to_contain_text(second)
    unfold(page, "helping", "Why")
    unfold(page, "helping", "Who they are")
    expect(page.locator("#helping details details")).to_contain_text(f"{first}: the person does not want this one")
    page.locator("#helping article").first.get_by_role("link", name="Choose").click()
    page.wait_for_url("**/cases/1?ambassador=A-*")
    expect(page.locator("#refer-destination option:checked")).to_contain_text(second)
    page.fill("#refer-consent_on", "2026-11-23")
    page.select_option("#refer-consent_how", "spoken")
    page.fill("#refer-shared", "first name, language, where and when")
    press(page, "referrals", "Write it down")
    expect(page.locator("#referrals article")).to_contain_text(f"Migrant ambassador: {second}")
    page.get_by_role("link", name="Write the note for who goes along").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_page_and_part_fit_and_can_be_used_by_everybody(coordinator: Page, desk: ServedDesk) -> None:
    page = coordinator
    for size in (SMALL, WIDE):
        page.set_viewport_size(size)
        for path in ("/network", "/cases/1?entry=none"):
            page.goto(f"{desk.origin}{path}")
            page.evaluate(OPENED)
            assert (path, too_wide(page)) == (path, 0)
            assert size == SMALL or violations(page) == []
