"""Who waits for care: the page, the part of a case, and how it rises on the first page."""

from __future__ import annotations

from collections.abc import Mapping

from intake.desk.casework.referrals import State
from intake.desk.casework.referring import move_on, refer
from intake.desk.casework.revision import revision_of
from intake.desk.casework.states import Status, move
from intake.desk.waiting.changing import change_wait
from tests.desk.casework.test_referring import CONSENT
from tests.desk.waiting.people import PHONE
from tests.desk.web.nurse import nurse, plain, seen
from tests.desk.web.office import Browser, Office
from tests.desk.world import submission


def waits(office: Office, *destinations: str, since: str = "2026-11-23") -> list[int]:
    """People who wait there, each by the first referral of their case."""
    numbers = office.cases(*(submission(contact=PHONE) for _ in destinations))
    with office.desk() as desk, desk.writing() as connection:
        for place, (number, destination) in enumerate(zip(numbers, destinations, strict=True), 1):
            for state in (Status.TRIAGED, Status.CONTACTING, Status.REACHED, Status.HELD):
                move(desk, connection, number, state)
            chosen = CONSENT | {"destination": destination}
            refer(desk, connection, number, revision_of(connection, number), chosen)
            for to in (State.SENT, State.WAITING):
                move_on(desk, connection, number, revision_of(connection, number), place, to)
            now = revision_of(connection, number)
            change_wait(desk, connection, number, now, None, {"since": since})
    return numbers


def post(browser: Browser, case: int, path: str, **fields: str) -> tuple[int, str]:
    """A form of the case's page; the status, and where it leads or what it says."""
    answer = browser.post(f"/cases/{case}/{path}", **seen(browser, case), **fields)
    return answer.status_code, answer.headers.get("Location") or answer.text


def test_the_page_lists_who_waits_and_how_it_is_per_destination(office: Office) -> None:
    long, short = waits(office, "PSY", "LEGAL", since="2026-09-01")
    noor = nurse(office)
    page = plain(noor.get("/waiting").text)
    assert "2 people wait , 1 longer than the norm" in page.replace("wait,", "wait ,")
    assert page.index(f"{long} ") < page.index("past the norm 1") or "past the norm" in page
    assert "Psychologist, primary mental health care" in page
    filtered = noor.get("/waiting?past=1").text
    assert f"/cases/{long}#waits" in filtered
    assert f"/cases/{short}#waits" not in filtered
    assert f"/cases/{short}#waits" in noor.get("/waiting?place=LEGAL").text
    assert noor.get("/waiting?place=%3Cscript%3E&past=2").status_code == 200
    today = plain(noor.get("/").text)
    assert "1 waits longer than the norm" in today
    assert "83 days" in today


def test_where_nobody_waits_the_page_says_how_a_wait_begins(office: Office) -> None:
    office.cases(submission())
    noor = nurse(office)
    assert "on their waiting list" in noor.get("/waiting").text
    assert "Waiting for care" not in noor.get("/").text
    assert 'id="waits"' not in noor.get("/cases/1").text


def test_a_nurse_writes_down_what_is_known_and_it_stands_on_the_case(office: Office) -> None:
    (number,) = waits(office, "PSY")
    noor = nurse(office)
    fields = {"since": "2026-11-02", "expected": "in <May>", "bridges": "group", "rhythm": "14", "check_on": ""}
    assert post(noor, number, "waits/1", **fields) == (303, f"/cases/{number}#waits")
    page = plain(noor.get(f"/cases/{number}").text)
    for said in ("The norm: intake by Mon 30 Nov 2026", "in &lt;May&gt;", "a group", "on Mon 7 Dec 2026"):
        assert said in page, said
    assert "wrote down what is known of a wait" in page
    status, page = post(noor, number, "waits/1", **(fields | {"since": "2027-01-01"}))
    assert status == 409
    assert "still to come" in page
    assert "in &lt;May&gt;" in page


def test_how_it_goes_is_logged_within_the_safe_times_and_worse_leads_to_the_decision(office: Office) -> None:
    (number,) = waits(office, "PSY")
    noor = nurse(office)
    asked = {"goes": "worse", "what": "call/reached", "moment": "", "note": "cannot sleep"}
    assert post(noor, number, "waits/1/check-in", **asked) == (303, f"/cases/{number}#decision")
    page = plain(noor.get(f"/cases/{number}").text)
    assert "It goes worse. Look at the case again" in page
    assert "goes worse — cannot sleep" in page
    assert "It goes worse with 1" in plain(noor.get("/").text)
    office.later(hours=5)
    noor = nurse(office)
    status, page = post(noor, number, "waits/1/check-in", **(asked | {"goes": "goes-on"}))
    assert (status, "not a safe time" in page, "cannot sleep" in page) == (409, True, True)
    assert post(noor, number, "waits/1/check-in", **(asked | {"goes": "well"}))[0] == 400


def test_care_that_began_takes_referral_and_case_along(office: Office) -> None:
    (number,) = waits(office, "PSY")
    noor = nurse(office)
    assert post(noor, number, "waits/1/dates", intake_on="2026-11-23", treatment_on="")[0] == 303
    assert "first appointment attended" in noor.get(f"/cases/{number}").text
    assert post(noor, number, "waits/1/dates", intake_on="", treatment_on="2026-11-23")[0] == 303
    page = plain(noor.get(f"/cases/{number}").text)
    assert "Waited 0 days, until Mon 23 Nov 2026" in page
    assert "in care" in page


def test_two_at_once_do_not_write_over_each_other(office: Office) -> None:
    (number,) = waits(office, "PSY")
    noor, anna = nurse(office), nurse(office, "anna")
    before = seen(anna, number)
    fields: Mapping[str, str] = {"since": "2026-11-02", "expected": "in May", "rhythm": ""}
    assert post(noor, number, "waits/1", **fields)[0] == 303
    answer = anna.post(f"/cases/{number}/waits/1", **before, **(dict(fields) | {"expected": "in June"}))
    assert answer.status_code == 409
    assert "somebody else changed this case" in answer.text.lower()
    assert "in June" in answer.text
