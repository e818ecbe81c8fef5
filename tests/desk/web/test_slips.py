"""Slips in the pages: a note is printed, the file goes out, outcomes come back, and consent may be taken back."""

from __future__ import annotations

import json
from io import BytesIO

from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from intake.desk.casework.referring import refer
from intake.desk.casework.revision import revision_of
from intake.desk.casework.states import Status, move
from intake.desk.network.taking_in import take_in
from tests.desk.casework.test_referring import CONSENT
from tests.desk.letters.samples import SENDER
from tests.desk.network.files import FINGERPRINT, exported
from tests.desk.slips.asking import BOOK, HELPER, came
from tests.desk.web.nurse import nurse, plain, seen
from tests.desk.web.office import BASE, Browser, Office
from tests.desk.world import submission

NOTE = {
    "language": "nl",
    "first_name": "Saba",
    "speaks": "ti",
    "day": "2026-12-01",
    "time": "09:30",
    "place": "Plein 1",
}
NOTE |= {"along": "on", "agreed": "on"}


def asked(office: Office) -> int:
    """A person who agreed that somebody of the network book goes along."""
    office.restart(sender=SENDER)
    (number,) = office.cases(submission())
    with office.desk() as desk, desk.writing() as connection:
        take_in(desk, connection, exported(BOOK), compared=FINGERPRINT)
        for state in (Status.TRIAGED, Status.CONTACTING, Status.REACHED, Status.HELD):
            move(desk, connection, number, state)
        refer(desk, connection, number, revision_of(connection, number), CONSENT | {"destination": HELPER})
    return number


def print_note(browser: Browser, case: int) -> TestResponse:
    """From the letter's page."""
    path = f"/cases/{case}/letters/ambassador"
    page = browser.post(path, **seen(browser, case), **NOTE).text
    assert "once it is printed it has a number" in page
    return browser.post(f"{path}/print", **seen(browser, case), **NOTE)


def send(browser: Browser, data: bytes) -> TestResponse:
    """Choose the file of outcomes, and press."""
    boundary, body = encode_multipart({"file": FileStorage(BytesIO(data), "outcomes.json")})
    content_type = f"multipart/form-data; boundary={boundary}"
    headers = {"Origin": BASE}
    return browser.client.post("/slips/outcomes", base_url=BASE, data=body, headers=headers, content_type=content_type)


def test_a_slip_goes_out_in_a_file_and_what_came_of_it_waits_for_the_nurse(office: Office) -> None:
    number = asked(office)
    noor = nurse(office)
    assert "No slip waits to go." in noor.get("/slips").text
    printed = print_note(noor, number).text
    assert "1 slip waits to go." in noor.get("/slips").text
    assert "waits to go to the coordinator" in noor.get(f"/cases/{number}").text
    file = noor.post("/slips/file")
    assert file.headers["Content-Disposition"] == 'attachment; filename="slips-2026-11-23.json"'
    (slip,) = json.loads(file.data)["slips"]["slips"]
    assert slip["id"] in printed
    assert noor.post("/slips/file").status_code == 409
    assert len(json.loads(noor.post("/slips/file", again="1").data)["slips"]["slips"]) == 1
    page = plain(send(noor, came((slip["id"], "done"), ("S-00000000", "done"))).text)
    assert "1 outcome is noted." in page
    assert "S-00000000" in page
    assert "1 outcome waits for you" in plain(noor.get("/").text)
    page = plain(noor.get(f"/cases/{number}").text)
    assert "Put the referral on “sent”?" in page
    assert "brought in what came of a slip" in page
    assert send(noor, came((slip["id"], "done"))).status_code == 409
    for to in ("sent", "attended"):
        answer = noor.post(f"/cases/{number}/referrals/1", **seen(noor, number), to=to)
        assert answer.status_code == 303
    assert "outcome waits for you" not in noor.get("/").text


def test_consent_that_is_taken_back_says_to_tell_the_coordinator(office: Office) -> None:
    number = asked(office)
    noor = nurse(office)
    print_note(noor, number)
    noor.post("/slips/file")
    noor.post(f"/cases/{number}/referrals/1/withdraw", **seen(noor, number))
    for path in ("/slips", f"/cases/{number}"):
        page = plain(noor.get(path).text)
        assert "coordinator of the network" in page, path
    assert "Consent withdrawn: tell the coordinator" in noor.get("/slips").text
    refused = noor.post(f"/cases/{number}/letters/ambassador/print", **seen(noor, number), **NOTE)
    assert refused.status_code == 409
    assert "agree that an ambassador is asked" in refused.text
    noor.post(f"/cases/{number}/referrals/1/told", **seen(noor, number))
    assert "Consent withdrawn: tell the coordinator" not in noor.get("/slips").text


def test_without_a_network_book_no_outcomes_are_asked_for(office: Office) -> None:
    office.cases(submission())
    noor = nurse(office)
    assert "Bring in the network book first" in noor.get("/slips").text
    assert send(noor, came()).status_code == 409
    assert nurse(office, "mila").get("/slips").status_code == 403


def test_the_copy_for_the_person_says_what_was_asked_and_how_long_they_wait(office: Office) -> None:
    number = asked(office)
    noor = nurse(office)
    print_note(noor, number)
    for to in ("sent", "waiting"):
        noor.post(f"/cases/{number}/referrals/1", **seen(noor, number), to=to)
    noor.post(f"/cases/{number}/waits/1/check-in", **seen(noor, number), goes="better", note="sleeps again")
    page = plain(nurse(office, "anna").post("/requests/copy", wanted=str(number), tongue="en").text)
    for said in (
        "Saba (Tigrinya)",
        "09:30",
        "Plein 1",
        "go along, there and back",
        HELPER,
        "sleeps again",
        "goes better",
    ):
        assert said in page, said
