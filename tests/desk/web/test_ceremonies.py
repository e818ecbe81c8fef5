"""The pages of ceremonies, as a coordinator goes through them: sheet, period, shares, drill, recovery, destruction."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from werkzeug.test import TestResponse

from intake.desk.folder import Folder
from intake.desk.keys.bunch import Bunch
from intake.desk.keys.ring import read_ring
from intake.desk.keys.shares import Share
from intake.envelope.canonical import strict
from intake.envelope.encoding import base64url
from intake.envelope.roles import certified_desk
from intake.envelope.sheet import KeySheet, Purpose, read_sheet
from intake.locked import unlock
from tests.desk.keys.room import printed
from tests.desk.web.office import BASE, INBOX, MONDAY, PASSPHRASES, Browser, Office

WORDS = PASSPHRASES["anna"]


@pytest.fixture
def anna(office: Office) -> Browser:
    return office.at_work("anna")


def ring(office: Office) -> KeySheet:
    return read_ring(Folder(office.section.data), inbox=INBOX)


def opening(office: Office) -> set[str]:
    return {base64url(key) for key in Bunch.of(unlock(office.section.data / "desk.locked", WORDS)).opening}


def send(browser: Browser, path: str, *, shares: list[Share] | None = None, **fields: object) -> TestResponse:
    """A form with several shares, or with a file."""
    data = fields | ({"share": [" ".join(share.words) for share in shares]} if shares else {})
    return browser.client.post(path, base_url=BASE, data=data, headers={"Origin": BASE})


def turn(browser: Browser, start: str = "2026-11-24", passphrase: str = WORDS) -> TestResponse:
    return browser.post("/keys/period", start=start, days="365", made="3", needed="2", passphrase=passphrase)


def recovery_file(office: Office) -> BytesIO:
    return BytesIO((office.section.data.parent / "recovery.locked").read_bytes())


def test_the_page_says_what_to_do_next_and_that_all_is_well_once_it_is_done(office: Office, anna: Browser) -> None:
    first = anna.get("/keys").text
    assert "No key sheet was signed here yet." in first
    assert "The recovery key was never tried." in first
    assert "Only one person can hold ceremonies." in first
    anna.post("/keys/sheet", days="90", passphrase=WORDS)
    shown = send(anna, "/keys/paper", file=(recovery_file(office), "r"), made="3", needed="2", passphrase=WORDS)
    assert send(anna, "/keys/drill", shares=printed(shown.text)[:2], go="yes").headers["Location"] == "/keys?done=drill"
    fields = {"name": "bram", "role": "coordinator", "ceremonies": "on", "passphrase": WORDS}
    anna.post("/people/add", **fields, new="violin umbrella desert candle", again="violin umbrella desert candle")
    last = anna.get("/keys").text
    assert "Everything is in order." in last
    assert all(base64url(key.id) in last for key in ring(office).keys)


def test_a_key_sheet_is_signed_and_saved_as_a_file(office: Office, anna: Browser) -> None:
    assert anna.post("/keys/sheet", days="90", passphrase="wrong").status_code == 409
    assert anna.post("/keys/sheet", days="101", passphrase=WORDS).status_code == 400
    answer = anna.post("/keys/sheet", days="30", passphrase=WORDS)
    assert 'filename="key-sheet-until-2026-12-23.json"' in answer.headers["Content-Disposition"]
    assert read_sheet(answer.data, identity=ring(office).fingerprint).keys == ring(office).keys


def test_the_certificate_is_signed_and_saved(office: Office, anna: Browser) -> None:
    document = strict(anna.post("/keys/certificate", passphrase=WORDS).data, depth=3)
    assert isinstance(document, dict)
    with office.desk("anna") as desk:
        public = desk.bunch.signing.verify_key.encode()
    assert certified_desk(document, identity=ring(office).identity, inbox=INBOX) == public


def test_a_new_period_shows_its_shares_once_and_the_drill_takes_them_one_by_one(office: Office, anna: Browser) -> None:
    page = turn(anna)
    assert (page.status_code, page.headers["Cache-Control"]) == (200, "no-store")
    assert "<style" not in page.text
    assert anna.get("/keys/shares.css").mimetype == "text/css"
    shares = printed(page.text)
    assert [share.number for share in shares] == [1, 2, 3]
    assert "The new keys stand on no key sheet yet" in anna.get("/keys").text
    office.later(days=1)
    browser = office.at_work("anna")
    wrong = browser.post("/keys/drill", words="acid acid acid")
    assert "33 words" in wrong.text
    one = browser.post("/keys/drill", words=shares[0].scanned)
    assert "1 more is needed" in one.text
    again = send(browser, "/keys/drill", shares=shares[:1], words=shares[0].scanned)
    assert "typed already" in again.text
    two = send(browser, "/keys/drill", shares=shares[:1], words=" ".join(shares[2].words))
    assert "Try the shares" in two.text
    done = send(browser, "/keys/drill", shares=[shares[0], shares[2]], go="yes")
    assert done.headers["Location"] == "/keys?done=drill"
    assert ring(office).recipient(Purpose.RECOVERY, office.now.date()).start == MONDAY.date() + timedelta(1)


def test_a_period_that_cannot_be_is_said_with_what_was_typed(office: Office, anna: Browser) -> None:
    before = (office.section.data / "desk.locked").read_bytes()
    refused = turn(anna, "2026-11-23")
    assert (refused.status_code, "The running period began today." in refused.text) == (409, True)
    assert turn(anna, "no day").status_code == 409
    assert turn(anna, passphrase="wrong").status_code == 409
    assert (office.section.data / "desk.locked").read_bytes() == before


def test_shares_of_another_set_are_refused(anna: Browser) -> None:
    one, other = printed(turn(anna, "2026-11-24").text), printed(turn(anna, "2026-11-25").text)
    mixed = send(anna, "/keys/drill", shares=one[:1], words=other[1].scanned)
    assert "belongs to other ones" in mixed.text


def test_a_key_is_destroyed_once_its_id_is_typed_and_everybody_else_must_unlock_again(office: Office) -> None:
    old = base64url(ring(office).recipient(Purpose.DESK, MONDAY.date()).id)
    turn(office.at_work("anna"))
    office.later(days=1)
    nurse, browser = office.at_work("noor"), office.at_work("anna")
    page = browser.get(f"/keys/destroy?key={old}").text
    assert "may still come until" in page
    assert "does not reach copies" in page
    assert browser.post("/keys/destroy", key=old, typed="yes", passphrase=WORDS).status_code == 409
    assert old in opening(office)
    assert (
        browser.post("/keys/destroy", key=old, typed=old, passphrase=WORDS).headers["Location"]
        == "/keys?done=destroyed"
    )
    assert old not in opening(office)
    assert nurse.get("/queue").headers["Location"] == "/unlock"
    assert "taken out of this desk" in browser.get("/keys?done=destroyed").text
    assert browser.get(f"/keys/destroy?key={old}").status_code == 409


def test_the_recovery_key_is_taken_in_from_its_file_or_from_shares(office: Office, anna: Browser) -> None:
    recovery = base64url(ring(office).recipient(Purpose.RECOVERY, MONDAY.date()).id)
    refused = send(anna, "/keys/recover", file=(BytesIO(b"no locked file"), "r"), passphrase=WORDS, go="yes")
    assert (refused.status_code, "not a locked file" in refused.text) == (409, True)
    done = send(anna, "/keys/recover", file=(recovery_file(office), "r"), passphrase=WORDS, go="yes")
    assert done.headers["Location"] == "/keys?done=recovered"
    assert recovery in opening(office)
    assert anna.get("/keys").text.count(">yes") == 2
    shares = printed(turn(anna).text)
    assert send(anna, "/keys/recover", shares=shares[:2], passphrase=WORDS, go="yes").status_code == 303
    assert len(opening(office)) == 4


def test_a_nurse_and_a_manager_hold_no_ceremony(office: Office) -> None:
    for name in ("noor", "mila"):
        browser = office.at_work(name)
        assert browser.get("/keys").status_code == 403
        assert turn(browser, passphrase=PASSPHRASES[name]).status_code == 403
