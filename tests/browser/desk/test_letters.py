"""Letters at the desk, in a browser: filled in beside the letter, printed from the browser with the same words."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import pypdfium2
import pytest
from playwright.sync_api import Page, expect

from tests.browser.desk.served import SMALL, ServedDesk, too_wide, violations
from tests.desk.letters.samples import PHONE, SENDER
from tests.desk.web.office import make_office
from tests.desk.web.test_letters import SABA
from tests.desk.world import submission


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedDesk]:
    """A desk whose configuration says who writes, with one case."""
    made = tmp_path_factory.mktemp("made")
    make_office(made)
    served = ServedDesk(made, tmp_path_factory.mktemp("desk") / "office", sender=SENDER)
    served.cases(submission(answers={"talk": "soon"}, contact=SABA))
    yield served
    served.close()


def test_a_slip_goes_from_the_case_to_paper_twice_without_typing_it_again(nurse: Page, desk: ServedDesk) -> None:
    nurse.goto(f"{desk.origin}/cases/1")
    nurse.get_by_role("link", name="Appointment slip").click()
    nurse.fill("#day", "2026-12-01")
    nurse.fill("#time", "09:30")
    nurse.fill("#place", "Plein 1")
    nurse.keyboard.press("Enter")
    expect(nurse.locator(".letter-paper")).to_contain_text("ሰሉስ")
    assert (violations(nurse), too_wide(nurse)) == ([], 0)
    for _ in range(2):
        with nurse.expect_popup() as opened:
            nurse.get_by_role("button", name="Print from the browser").click()
        paper = opened.value
        expect(paper.locator(".letter-tools button")).to_be_visible()
        assert (paper.locator("html").get_attribute("lang"), violations(paper)) == ("ti", [])
        document = pypdfium2.PdfDocument(io.BytesIO(paper.pdf(prefer_css_page_size=True)))
        said = document[0].get_textpage().get_text_bounded()
        assert len(document) == 1
        assert [word for word in ("Plein 1", "09:30", "Dinsdag 1 december 2026", PHONE) if word not in said] == []
        assert "Ctrl+P" not in said
        paper.close()
    nurse.goto(f"{desk.origin}/cases/1")
    expect(nurse.locator("#letters li").filter(has_text="Appointment slip (ti)")).to_have_count(2)


def test_a_letter_to_a_gp_shows_what_is_missing_and_fits_a_small_window(nurse: Page, desk: ServedDesk) -> None:
    nurse.goto(f"{desk.origin}/cases/1/letters/gp")
    nurse.fill("#question", "<i>Wilt u haar zien?</i>")
    nurse.get_by_role("button", name="Look at the letter").click()
    expect(nurse.locator("#consent_on-wrong")).to_have_text("This is needed.")
    expect(nurse.locator(".letter-paper")).to_contain_text("<i>Wilt u haar zien?</i>")
    assert re.match(r"\s*Lees dit eerst", nurse.locator(".letter-paper").inner_text())
    nurse.set_viewport_size(SMALL)
    assert (violations(nurse), too_wide(nurse)) == ([], 0)
