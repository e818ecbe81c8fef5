"""A Monday morning in Chromium: a bundle dragged in, one from the stick, the receipt read back, paper forms typed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from intake.desk.folder import Folder
from intake.desk.keys.ring import read_ring
from intake.envelope.receipt import read_receipt
from tests.browser.conftest import NewContext
from tests.browser.desk.served import SMALL, WIDE, ServedDesk, too_wide, violations
from tests.desk.web.office import INBOX, make_office
from tests.desk.web.post import bundle, envelope, lay
from tests.desk.world import submission

DROP = """
async (bytes) => {
  const held = new DataTransfer();
  held.items.add(new File([new Uint8Array(bytes)], "bundle.envelop"));
  for (const kind of ["dragenter", "dragover", "drop"]) {
    document.querySelector("main").dispatchEvent(
      new DragEvent(kind, { dataTransfer: held, bubbles: true, cancelable: true }));
  }
}
"""
RED = {"talk": "soon", "sleep": "often_bad"}


@pytest.fixture(scope="module")
def stick(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("stick")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, stick: Path) -> Iterator[ServedDesk]:
    """A desk that looks at a stick."""
    made = tmp_path_factory.mktemp("made")
    make_office(made)
    served = ServedDesk(made, tmp_path_factory.mktemp("desk") / "office", watched=stick)
    yield served
    served.close()


def all_is_well(page: Page) -> None:
    """At the desk's size and on a small screen."""
    assert violations(page) == []
    assert too_wide(page) == 0
    page.set_viewport_size(SMALL)
    assert too_wide(page) == 0
    page.set_viewport_size(WIDE)


def heading(page: Page, text: str) -> None:
    expect(page.locator("h1")).to_have_text(text)


def test_a_bundle_is_dragged_in_and_its_receipt_is_saved_and_can_be_read(
    nurse: Page, desk: ServedDesk, tmp_path: Path
) -> None:
    nurse.goto(f"{desk.origin}/bring-in")
    all_is_well(nurse)
    people = [submission() for _ in range(3)] + [submission(answers=RED)]
    sealed = [envelope(desk, each) for each in people] + [envelope(desk, b"{}")]
    nurse.evaluate(DROP, list(bundle(*sealed)))
    heading(nurse, "Bundle 1 is in")
    expect(nurse.locator(".came li")).to_have_text(["1 red", "3 green"])
    all_is_well(nurse)
    with nurse.expect_download() as saved:
        nurse.click("text=Save the receipt")
    assert saved.value.suggested_filename == "receipt-ggd-demo-1-000001.json"
    saved.value.save_as(tmp_path / "receipt")
    ring = read_ring(Folder(desk.section.data), inbox=INBOX)
    receipt = read_receipt((tmp_path / "receipt").read_bytes(), identity=ring.identity, inbox=INBOX)
    assert (receipt.sequence, len(receipt.have)) == (1, 5)
    nurse.click("text=Everything that was set aside")
    heading(nurse, "Set aside")
    expect(nurse.locator("tbody").first).to_contain_text("It opens, and no form is in it.")
    all_is_well(nurse)


def test_what_lies_on_the_stick_is_offered_and_its_receipt_lies_there_afterwards(
    nurse: Page, desk: ServedDesk, stick: Path
) -> None:
    people = [submission() for _ in range(300)]
    lay(stick, bundle(*(envelope(desk, each) for each in people), sequence=2))
    lay(stick, bundle(envelope(desk, submission()), sequence=3)[:100], "broken.envelop")
    nurse.goto(f"{desk.origin}/bring-in")
    expect(nurse.locator(".bring-one")).to_have_count(2)
    all_is_well(nurse)
    held: list[Route] = []
    nurse.route("**/bring-in/state", lambda route: held.append(route))
    with desk.desk("anna") as other, other.writing():
        # Somebody else writes just now: the import waits, and the page stands still.
        nurse.click(".bring-one .button-main")
        heading(nurse, "Bringing in")
    assert violations(nurse) == []
    nurse.unroute("**/bring-in/state")
    for each in held:
        each.continue_()
    heading(nurse, "Bundle 2 is in")
    expect(nurse.locator("#receipt-title + p")).to_have_text("It lies in the shared folder already.")
    assert [each.name for each in stick.glob("receipt*")] == ["receipt-ggd-demo-1-000002.json"]


def test_the_wrong_file_is_said_on_the_page_and_another_can_be_chosen_at_once(
    nurse: Page, desk: ServedDesk, tmp_path: Path
) -> None:
    nurse.goto(f"{desk.origin}/bring-in")
    (tmp_path / "letter.txt").write_text("Dear GGD,")
    nurse.set_input_files("#bundle", tmp_path / "letter.txt")
    nurse.click("#send button")
    expect(nurse.locator("[role=alert]")).to_contain_text("This is not a bundle.")
    assert violations(nurse) == []
    nurse.set_input_files("#bundle", lay(tmp_path, bundle(sequence=4)))
    nurse.click("#send button")
    heading(nurse, "Bundle 4 is in")


def test_without_scripts_a_bundle_is_sent_all_the_same(
    new_context: NewContext, desk: ServedDesk, tmp_path: Path
) -> None:
    page = desk.work_as(new_context(viewport=WIDE, locale="en-GB", java_script_enabled=False), "noor")
    page.goto(f"{desk.origin}/bring-in")
    page.set_input_files("#bundle", lay(tmp_path, bundle(envelope(desk, submission()), sequence=5)))
    page.click("#send button")
    heading(page, "Bundle 5 is in")


def test_a_pile_of_paper_is_typed_with_the_keyboard_alone(nurse: Page, desk: ServedDesk) -> None:
    keys = nurse.keyboard
    nurse.goto(f"{desk.origin}/paper")
    all_is_well(nurse)
    keys.type("k7q2 m9pa")
    keys.press("Tab")
    keys.type("ti")
    keys.press("Tab")
    keys.press("Enter")
    heading(nurse, "Form K7Q2-M9PA")
    keys.type("22-11-2026")
    keys.press("Enter")
    for digit in "3311131113":
        keys.press(digit)
    # One back: pain was never, and is often after all; dreams stay.
    for _ in range(8):
        keys.press("Shift+Enter")
    keys.press("3")
    for _ in range(7):
        keys.press("Enter")
    keys.press("1")
    keys.press("1")
    keys.type("06 12")
    keys.press("Enter")
    keys.type("Sara")
    keys.press("Enter")
    keys.press("1")
    keys.press("1")
    keys.press("3")
    keys.press("Enter")
    keys.press("1")
    keys.press("Enter")
    keys.type("Leeuwarden")
    keys.press("Enter")
    all_is_well(nurse)
    keys.press("Enter")
    expect(nurse.locator("#wrong")).to_contain_text("1 thing is not clear yet")
    assert violations(nurse) == []
    keys.type("06 12 34 56 78")
    nurse.press("#look", "Enter")
    heading(nurse, "Is this what was crossed?")
    answers = nurse.locator("tbody bdi").all_inner_texts()
    assert answers[1:4] == ["Often bad", "Often", "Often"]
    assert answers[12:] == [
        "yes, call",
        "0612345678",
        "Sara",
        "only the person",
        "weekdays, morning; weekdays, evening",
        "a woman",
        "not answered",
        "Leeuwarden (GM0080)",
    ]
    all_is_well(nurse)
    keys.press("Enter")
    expect(nurse.locator("[role=status] strong").first).to_have_text("The form is in.")
    expect(nurse.locator("#language")).to_have_value("ti")
    expect(nurse.locator("#code")).to_be_focused()
    all_is_well(nurse)


def test_a_code_that_came_by_the_post_is_known(nurse: Page, desk: ServedDesk) -> None:
    desk.cases(replace(submission(), code="00000000"))
    nurse.goto(f"{desk.origin}/paper")
    nurse.fill("#code", "0000-0000")
    nurse.select_option("#language", "ar")
    nurse.keyboard.press("Enter")
    nurse.click("main .button-main")
    expect(nurse.locator("#code-wrong")).to_contain_text("This form is in already: case")
    expect(nurse.locator("#language")).to_have_value("ar")
    assert violations(nurse) == []
