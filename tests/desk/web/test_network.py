"""The network book on the pages: shown before it is taken in, read by case workers; the trail has numbers of it."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from typing import Any

import msgspec
from sqlalchemy import select
from werkzeug.test import TestResponse

from intake.desk.network.taking_in import take_in
from intake.desk.tables import audit, network
from intake.envelope.submission import Contact
from intake.exchange.book import Book, Signal
from tests.desk.matching.people import ambassador, book, conflict, destination
from tests.desk.network.files import FINGERPRINT, STRANGER, exported
from tests.desk.web.nurse import nurse, plain
from tests.desk.web.office import BASE, Browser, Office
from tests.desk.web.test_casework import HOSTILE, Forms, talked
from tests.desk.world import submission

WANTS = Contact(reach="call", address="06 1234 5678", line="mine", ambassador="yes", professional="woman")
CALLED = HOSTILE[:60]
FIRST = book(
    ambassador(1, name="Selam Tesfay", minutes=125),
    ambassador(2, name=CALLED, conflicts=(conflict(text=CALLED),)),
    ambassador(3, name="Saba", available=False),
    destinations=(destination(1, "TALK", name=CALLED, organisation="GGD", waiting_intake=2), destination(2, "PSY")),
    signals=(Signal("access", "GGD Amsterdam", "2026-Q4", CALLED),),
)


def bring(browser: Browser, data: bytes, name: str = "network.json") -> TestResponse:
    """Choose the file and look at it."""
    file: Any = (BytesIO(data), name)
    return browser.client.post("/network/file", base_url=BASE, data={"file": file}, headers={"Origin": BASE})


def take(browser: Browser, looked: TestResponse, **fields: str) -> TestResponse:
    """What the form below it sends."""
    hidden = dict(re.findall(r'name="(packed|fingerprint)" value="([^"]*)"', looked.text))
    return browser.post("/network", **hidden, **fields)


def with_book(office: Office, content: Book = FIRST) -> None:
    """It was brought in by command."""
    with office.desk() as desk, desk.writing() as connection:
        take_in(desk, connection, exported(content), compared=FINGERPRINT)


def details(office: Office, action: str) -> list[dict[str, Any]]:
    """Of the entries of the trail about this."""
    with office.desk() as desk, desk.reading() as connection:
        entries = connection.execute(select(audit.c.entry).where(audit.c.action == action).order_by(audit.c.number))
        return [msgspec.json.decode(each)["detail"] for each in entries.scalars()]


def test_a_book_is_looked_at_compared_and_taken_in_and_stands_on_the_page(office: Office) -> None:
    noor = nurse(office)
    assert "No network book was brought in yet." in noor.get("/network").text
    looked = bring(noor, exported(FIRST))
    assert FINGERPRINT in looked.text
    assert "No file was chosen." in bring(noor, b"", "").text
    assert "This is not the file that is asked for." in bring(noor, b"{}").text
    refused = take(noor, looked)
    assert (refused.status_code, "Nobody has compared the key" in refused.text) == (409, True)
    assert take(noor, looked, compared="yes").status_code == 303
    page = noor.get("/network?kind=TALK&language=ti").text
    assert "Selam Tesfay" in page
    assert "not available" in page
    assert "&lt;script&gt;" in page
    assert "<script>alert" not in page
    assert "3 of 20 hours" in plain(page)
    assert "1 destination" in plain(page)
    assert details(office, "network book taken in") == [
        {"sequence": 1, "ambassadors": 3, "destinations": 2, "new": 5, "changed": 0, "gone": 0}
    ]
    assert details(office, "network book viewed") == [{"sequence": 1}]


def test_an_old_book_says_so_loudly_and_a_newer_one_shows_what_it_changes(office: Office) -> None:
    with_book(office)
    office.later(days=40)
    anna = office.at_work("anna")
    anna.post("/language", language="en")
    assert "more than 30 days ago." in anna.get("/network").text
    newer = msgspec.structs.replace(
        FIRST,
        sequence=2,
        issued=office.now.date(),
        ambassadors=FIRST.ambassadors[1:],
        destinations=(destination(2, "PSY"),),
    )
    looked = bring(anna, exported(newer))
    assert "Gone: 1" in plain(looked.text)
    assert "compare" not in plain(looked.text)
    assert take(anna, looked).status_code == 303
    assert "more than 30 days ago." not in anna.get("/network").text
    again = bring(anna, exported(newer))
    assert (again.status_code, "was brought in already" in again.text) == (409, True)


def test_another_book_is_put_in_its_place_by_a_coordinator_only(office: Office) -> None:
    with_book(office)
    other = exported(FIRST, STRANGER)
    noor = nurse(office)
    looked = bring(noor, other)
    assert "This is not the book that this desk believes." in looked.text
    assert 'name="packed"' not in looked.text
    anna = nurse(office, "anna")
    looked = bring(anna, other)
    assert take(noor, looked, compared="yes", reason="mistake").status_code == 409
    assert take(anna, looked, compared="yes").status_code == 409
    assert take(anna, looked, compared="yes", reason="mistake").status_code == 303
    with office.desk() as desk, desk.reading() as connection:
        assert connection.execute(select(network.c.public)).scalar_one() == STRANGER.verify_key.encode()


def test_what_no_page_of_ours_sends_is_refused(office: Office) -> None:
    noor = nurse(office)
    for packed in ("", "%%%", "AAAA"):
        assert noor.post("/network", packed=packed, compared="yes", fingerprint=FINGERPRINT).status_code == 400


def test_a_case_says_who_could_help_and_the_trail_says_who_was_proposed_by_numbers(office: Office) -> None:
    office.cases(submission(contact=WANTS), submission(contact=replace(WANTS, ambassador="no")))
    noor = Forms(office, "noor", case=2)
    assert "Who could help" not in noor.page()
    with_book(office)
    # Who wants nobody is proposed nobody, until the talk told otherwise.
    unwanted = noor.page()
    assert "nobody is proposed" in unwanted
    assert "helper-A-" not in unwanted
    assert noor.send("facts", ambassador="yes", ambassador_town="any") == 303
    wanted = noor.page()
    assert "helper-A-000001" in wanted
    assert "in the talk: yes" in plain(wanted)

    page = noor.page("/cases/1")
    part = page.split('id="helping-title"')[1].split('id="referrals-title"')[0]
    said = plain(part)
    assert "Selam Tesfay woman, Amstelveen speaks Tigrinya as a mother tongue" in said
    assert "Fewer than three people fit." in said
    assert "1: is not available now" in said
    assert "Ask first:" in said
    assert "&lt;script&gt;" in part
    assert "<script>alert" not in page
    assert {"ambassadors": "A-000001 A-000002", "destinations": "D-000001"} in details(office, "case viewed")


def test_who_was_chosen_fills_in_the_referral_and_who_is_not_wanted_is_not_proposed_again(office: Office) -> None:
    office.cases(submission(contact=WANTS))
    talked(office)
    with_book(office)
    noor = Forms(office, "noor")
    page = noor.page("/cases/1?entry=D-000001")
    assert '<option value="D-000001" selected>' in page
    assert "2 weeks to the intake" in plain(page.split('id="refer"')[1])
    assert noor.send("referrals", destination="D-000001") == 303
    assert noor.send("referrals", destination="A-000001") == 303
    assert details(office, "referral written") == [
        {"entry": "D-000001", "referral": 1},
        {"ambassador": "A-000001", "referral": 2},
    ]
    assert noor.send("exclude", ambassador="A-000001") == 303
    page = noor.page()
    assert 'id="helper-A-000001"' not in page
    assert "Selam Tesfay" in page.split('id="facts-title"')[1].split('id="meetings-title"')[0]
    assert "the person does not want this one" in page
    assert noor.send("referrals", destination="A-000001") == 409
    assert noor.send("exclude", ambassador="Selam") == 409
