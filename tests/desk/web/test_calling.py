"""Call now, in pages: who calls, whose time it is, and the list on paper."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from intake.desk.casework.deciding import decide
from intake.desk.triage import Level
from intake.envelope.submission import Contact
from tests.desk.web.nurse import nurse
from tests.desk.web.office import Browser, Office
from tests.desk.world import submission

TUESDAY = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
NAME, NUMBER = "QUORZAMBEL", "06 9988 7766"


@pytest.fixture
def noor(office: Office) -> Browser:
    """Noor, on a Tuesday morning, with three cases that were decided on: mornings, mornings with a man, evenings."""
    usual: dict[str, object] = {"reach": "call", "address": NUMBER, "name": NAME, "when": ("weekday-morning",)}
    wishes: list[dict[str, object]] = [{}, {"professional": "man"}, {"when": ("weekday-evening",)}]
    people = [usual | wish for wish in wishes]
    cases = office.cases(*(submission(contact=Contact(**said)) for said in people))  # type: ignore[arg-type]
    with office.desk() as desk, desk.writing() as connection:
        for case in cases:
            decide(desk, connection, case, 0, Level.AMBER, "asked for it at the counter")
    office.now = TUESDAY
    return nurse(office)


def test_the_list_shows_whose_time_it_is_and_names_nobody(noor: Browser) -> None:
    page = noor.get("/call").text
    now, later = page.split("Later today")
    assert [f"Case {case}" in now for case in (1, 2, 3)] == [True, True, False]
    assert "from 17:00" in later
    assert "until 12:00" in now
    assert NAME not in page
    assert NUMBER not in page


def test_a_woman_does_not_see_who_wishes_for_a_man_until_she_locks(noor: Browser, office: Office) -> None:
    assert noor.post("/call/me", caller="woman", language="ti").headers["Location"] == "/call?language=ti"
    page = noor.get("/call").text
    assert "Case 2" not in page
    assert "1 more wishes to talk with somebody else than you" in page
    noor.post("/lock")
    noor.post("/unlock", name="anna", passphrase="correct horse battery staple")
    assert "Case 2" in noor.get("/call").text


def test_the_list_on_paper_has_no_numbers_unless_asked_and_stands_in_the_history(noor: Browser) -> None:
    form = noor.get("/call/day").text
    assert "personal data" in form
    assert NAME not in form
    without = noor.post("/call/day", most="20").text
    assert NAME in without
    assert "17:00–21:00" in without
    assert "no voicemail" in without
    assert NUMBER not in without
    assert "put it on a printed list for the day" in noor.get("/cases/3").text
    assert NUMBER in noor.post("/call/day", most="20", numbers="1").text
    assert noor.post("/call/day", most="1").text.count(NAME) == 1


def test_nobody_to_call_is_said_kindly(office: Office) -> None:
    page = nurse(office).get("/call")
    assert "nobody’s safe time now" in page.text
    assert office.at_work("mila").get("/call").status_code == 403
