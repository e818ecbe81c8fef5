"""Bringing in by the page: what comes in, what is said of what does not, and the receipt; whatever happens then."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from nacl.signing import SigningKey
from sqlalchemy import func, select

from intake.desk import audit
from intake.desk.folder import Folder
from intake.desk.importing.staging import FOLDER
from intake.desk.keys.ring import read_ring
from intake.desk.tables import cases
from intake.envelope.receipt import Receipt, read_receipt
from tests.desk.web.office import BASE, INBOX, Browser, Office
from tests.desk.web.post import afterwards, bundle, envelope, lay, send, wait_for
from tests.desk.world import submission


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    return tmp_path / "stick"


@pytest.fixture
def sharing(made_office: Path, tmp_path: Path, stick: Path) -> Iterator[Office]:
    """A desk that looks into a folder."""
    made = Office(made_office, tmp_path / "sharing", watched=stick)
    yield made
    made.close()


def counted(office: Office) -> int:
    with office.desk() as desk, desk.reading() as connection:
        audit.verify(connection)
        return connection.execute(select(func.count()).select_from(cases)).scalar_one()


def staged(office: Office) -> list[Path]:
    """Bundles that lie in the desk's folder."""
    return list((office.section.data / FOLDER).glob("*")) + list((office.section.data / FOLDER).glob(".*"))


def read(office: Office, data: bytes) -> Receipt:
    ring = read_ring(Folder(office.section.data), inbox=INBOX)
    return read_receipt(data, identity=ring.identity, inbox=INBOX)


def tags(browser: Browser) -> list[str]:
    """What is offered."""
    return re.findall(r'name="bundle" value="([^"]+)"', browser.get("/bring-in").text)


def test_a_bundle_that_is_sent_comes_in_and_its_receipt_can_be_saved(office: Office) -> None:
    browser = office.at_work("noor")
    assert "Nothing was brought in yet." in browser.get("/bring-in", **{"Accept-Language": "en"}).text
    red = submission(answers={"talk": "soon"})
    sent = send(browser, bundle(envelope(office, submission()), envelope(office, red), envelope(office, b"{}")))
    assert (sent.status_code, sent.headers["Location"]) == (303, "/bring-in/under-way")
    page = afterwards(browser).text
    assert "2 " in page
    assert "bad json" in page
    assert counted(office) == 2
    saved = browser.get("/bring-in/brought/1/download")
    assert saved.headers["Content-Disposition"] == 'attachment; filename="receipt-ggd-demo-1-000001.json"'
    assert len(read(office, saved.data).have) == 3
    assert staged(office) == []


def test_what_came_in_stands_there_by_level_and_can_be_seen_again_later(office: Office) -> None:
    browser = office.at_work("noor")
    people = [submission(), submission(), submission(answers={"talk": "soon"})]
    send(browser, bundle(*(envelope(office, each) for each in people)))
    first = afterwards(browser).text
    with office.desk() as desk, desk.reading() as connection:
        rows = connection.execute(select(cases.c.level, func.count()).group_by(cases.c.level)).all()
    shown = re.findall(r'came-count">(\d+)</strong>', first)
    assert sorted(shown) == sorted(str(count) for _, count in rows)
    send(browser, bundle(sequence=2))
    afterwards(browser)
    assert browser.get("/bring-in/brought/1").text == first
    assert "/bring-in/brought/2" in browser.get("/bring-in").text


def test_a_bundle_of_another_relay_or_inbox_or_no_bundle_is_refused_in_words_and_leaves_nothing(office: Office) -> None:
    browser = office.at_work("noor")
    good = envelope(office, submission())
    for data, said in [
        (bundle(good, key=SigningKey.generate()), "is not signed by this desk"),
        (bundle(good, inbox="ggd-other"), "The bundle is for another inbox."),
        (bundle(good)[:200], "The bundle breaks off in its beginning."),
        (b"Dear GGD,", "This is not a bundle."),
        (b'{"certificate":', "This is a receipt or a key sheet, not a bundle."),
        (b"", "The file is empty."),
    ]:
        send(browser, data)
        afterwards(browser)
        assert said in browser.get("/bring-in", **{"Accept-Language": "en"}).text
        assert staged(office) == []
    assert counted(office) == 0


def test_a_damaged_and_cut_off_bundle_gives_what_is_whole_and_names_the_rest(office: Office) -> None:
    browser = office.at_work("noor")
    data = bytearray(bundle(*(envelope(office, submission()) for _ in range(4))))
    data[-1] ^= 1
    send(browser, bytes(data[: -10_633 - 5000]) + bytes(data[-10_633:]))
    page = afterwards(browser).text
    assert counted(office) == 2
    assert "damaged on the way" in browser.get("/bring-in/brought/1", **{"Accept-Language": "en"}).text
    aside = browser.get("/bring-in/aside", **{"Accept-Language": "en"}).text
    assert "It comes again with the next bundle." in aside
    assert page.count("notice") >= 1


def test_what_was_set_aside_is_listed_with_its_reason_and_nothing_of_what_is_inside(office: Office) -> None:
    browser = office.at_work("noor")
    assert "Nothing was set aside." in browser.get("/bring-in/aside", **{"Accept-Language": "en"}).text
    person = submission()
    later = replace(submission(), version="9")
    second = replace(person, answers={**person.answers, "talk": "soon"})
    sealed = [envelope(office, each) for each in (person, second)] + [envelope(office, later, version="9")]
    send(browser, bundle(*sealed))
    afterwards(browser)
    page = browser.get("/bring-in/aside", **{"Accept-Language": "en"}).text
    assert "The first one stands; this one is kept beside it." in page
    assert "Waits for its questionnaire." in page
    assert "ggd10 9" in page
    assert person.code not in page


def test_pressing_without_a_file_says_so(office: Office) -> None:
    browser = office.at_work("noor")
    refused = send(browser, b"", name="")
    assert (refused.status_code, "Choose the bundle" in refused.text) == (409, True)


def test_a_file_for_which_there_is_no_room_is_refused_before_it_is_copied(office: Office) -> None:
    browser = office.at_work("noor")
    refused = send(browser, b"ENVBNDL1", CONTENT_LENGTH=str(1 << 60))
    assert refused.status_code == 409
    assert "no room on this computer" in refused.text
    assert staged(office) == []


def test_a_page_other_than_this_takes_no_large_request(office: Office) -> None:
    browser = office.at_work("noor")
    answer = browser.post("/bring-in/lying", bundle="x" * 300_000)
    assert answer.status_code == 413


def test_a_bundle_on_the_stick_is_offered_and_its_receipt_is_written_beside_it(sharing: Office, stick: Path) -> None:
    browser = sharing.at_work("noor")
    assert "it is not there now" in browser.get("/bring-in", **{"Accept-Language": "en"}).text
    lay(stick, bundle(envelope(sharing, submission())))
    lay(stick, b"Dear GGD,", "letter.txt")
    (tag,) = tags(browser)
    assert browser.post("/bring-in/lying", bundle=tag).status_code == 303
    page = afterwards(browser).text
    receipt = stick / "receipt-ggd-demo-1-000001.json"
    assert len(read(sharing, receipt.read_bytes()).have) == 1
    assert receipt.read_bytes() == browser.get("/bring-in/brought/1/download").data
    assert receipt.name in page
    assert tags(browser) == []
    (stick / "sent").mkdir()
    receipt.rename(stick / "sent" / receipt.name)
    assert (
        "The courier has brought it to the relay."
        in browser.get("/bring-in/brought/1", **{"Accept-Language": "en"}).text
    )


def test_a_receipt_never_takes_the_place_of_another_file(sharing: Office, stick: Path) -> None:
    browser = sharing.at_work("noor")
    lay(stick, bundle(envelope(sharing, submission())))
    (stick / "receipt-ggd-demo-1-000001.json").write_text("precious")
    (tag,) = tags(browser)
    browser.post("/bring-in/lying", bundle=tag)
    afterwards(browser)
    assert (stick / "receipt-ggd-demo-1-000001.json").read_text() == "precious"
    assert read(sharing, (stick / "receipt-ggd-demo-1-000001-2.json").read_bytes()).sequence == 1


def test_a_stick_that_was_pulled_is_said_and_the_receipt_can_be_written_when_it_is_back(
    sharing: Office, stick: Path
) -> None:
    browser = sharing.at_work("noor")
    file = lay(stick, bundle(envelope(sharing, submission())))
    (tag,) = tags(browser)
    data = file.read_bytes()
    file.unlink()
    gone = browser.post("/bring-in/lying", bundle=tag)
    assert (gone.status_code, "Is the stick in?" in gone.text) == (409, True)
    stick.rmdir()
    send(browser, data)
    afterwards(browser)
    assert browser.post("/bring-in/brought/1/put").status_code == 409
    stick.mkdir()
    assert browser.post("/bring-in/brought/1/put").status_code == 303
    assert [each.name for each in stick.iterdir()] == ["receipt-ggd-demo-1-000001.json"]


def test_a_bundle_that_is_still_being_copied_is_told_from_a_whole_one(sharing: Office, stick: Path) -> None:
    browser = sharing.at_work("noor")
    lay(stick, bundle(envelope(sharing, submission()))[:-500])
    assert "it is still being copied" in browser.get("/bring-in", **{"Accept-Language": "en"}).text


def test_a_hostile_name_of_a_file_is_only_a_name(sharing: Office, stick: Path) -> None:
    browser = sharing.at_work("noor")
    name = "&#60;b&#62;' %(x)s\N{RIGHT-TO-LEFT OVERRIDE}"
    lay(stick, bundle(key=SigningKey.generate()), name)
    lay(stick, bundle(), f"{name}2")
    assert browser.get("/bring-in").text.count("&amp;#60;b&amp;#62;&#39; %(x)s?") == 2


def test_locking_the_desk_ends_an_import_after_its_chunk_and_going_on_brings_in_the_rest(office: Office) -> None:
    browser = office.at_work("noor")
    send(browser, bundle(*(envelope(office, submission()) for _ in range(270))))
    state = wait_for(lambda: _under_way(browser))
    assert re.fullmatch(r"Opening \d+ of 270: \d+ new, 0 known, 0 set aside\.|Writing the receipt\.", state["doing"])
    browser.post("/lock")
    again = office.at_work("noor")
    afterwards(again)
    page = again.get("/bring-in", **{"Accept-Language": "en"}).text
    assert "The desk was locked meanwhile." in page
    assert counted(office) in (0, 256)
    (file,) = staged(office)
    assert again.get("/bring-in/brought/1").status_code == 409
    (tag,) = tags(again)
    again.post("/bring-in/lying", bundle=tag)
    assert afterwards(again).status_code == 200
    assert counted(office) == 270
    assert not file.exists()
    assert len(read(office, again.get("/bring-in/brought/1/download").data).have) == 270


def test_one_bundle_at_a_time_and_everybody_sees_how_far_it_is(office: Office) -> None:
    browser, other = office.at_work("noor"), office.at_work("anna")
    send(browser, bundle(*(envelope(office, submission()) for _ in range(60))))
    refused = send(other, bundle(sequence=2))
    assert (refused.status_code, "another bundle is being brought in" in refused.text.lower()) == (409, True)
    assert "noor" in other.get("/bring-in").text
    afterwards(other)
    assert counted(office) == 60


def test_what_a_crash_left_is_offered_and_can_be_thrown_away(office: Office) -> None:
    browser = office.at_work("noor")
    lay(office.section.data / FOLDER, bundle(envelope(office, submission())), "left.envelop")
    (tag,) = tags(browser)
    assert browser.post("/bring-in/forget", bundle=tag).status_code == 303
    assert staged(office) == []
    assert tags(browser) == []


def test_asking_how_far_it_is_does_not_keep_the_desk_open(office: Office) -> None:
    browser = office.at_work("noor")
    office.later(minutes=6)
    assert browser.get("/bring-in/state").status_code == 200
    office.later(minutes=6)
    assert browser.get("/bring-in/state").headers["Location"] == "/unlock"


def test_a_manager_brings_nothing_in(office: Office) -> None:
    browser = office.at_work("mila")
    assert send(browser, bundle()).status_code == 403
    assert browser.client.get("/bring-in", base_url=BASE).status_code == 403


def _under_way(browser: Browser) -> dict[str, Any] | None:
    """How far it is, once that is known."""
    state: dict[str, Any] = browser.get("/bring-in/state", **{"Accept-Language": "en"}).get_json()
    return state if state.get("total") else None
