"""The coordinator's pages that keep the desk in order: backups, terms, requests of persons, changed rules."""

from __future__ import annotations

import re
import shutil
import tarfile
from io import BytesIO
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import insert, select

from intake.desk.backup.restoring import restore
from intake.desk.casework.deciding import decide
from intake.desk.tables import attempts, audit, cases, meldcode, notes, referrals
from intake.desk.triage import Level
from intake.desk.web.keeping.sections import COLUMNS, HIDDEN
from intake.envelope.submission import Contact
from intake.pdf import pdf_possible
from tests.desk.test_library import edit
from tests.desk.test_rescoring import AMBER_HOME, RED_HOME
from tests.desk.web.nurse import nurse
from tests.desk.web.office import PASSPHRASES, Browser, Office
from tests.desk.world import GGD10, submission

AT = "2026-11-23T12:00:00Z"


def posted(browser: Browser, path: str, **fields: str) -> str:
    """Send a form, and follow where it leads; the page."""
    answer = browser.post(path, **fields)
    while answer.status_code == 303:
        answer = browser.get(answer.headers["Location"])
    return answer.text


def test_how_old_the_last_backup_is_stands_on_every_page_and_is_loud_in_time(office: Office, tmp_path: Path) -> None:
    anna, noor, mila = (nurse(office, name) for name in ("anna", "noor", "mila"))
    assert "There is no backup" not in anna.get("/").text
    office.cases(submission())
    for browser, wanted in ((anna, "Make one now"), (noor, "Tell your coordinator")):
        page = browser.get("/queue").text
        assert "There is no backup of this desk." in page
        assert wanted in page
    assert "backup" not in mila.get("/").text.replace("Backup", "")
    page = posted(anna, "/backup/make", folder=str(tmp_path))
    assert "read back and is whole" in page
    assert "Last backup: today" in noor.get("/queue").text
    office.later(days=31)
    assert "The last backup is 31 days old." in nurse(office, "noor").get("/").text


def test_a_backup_goes_into_the_folder_that_was_named_and_can_be_brought_back(office: Office, tmp_path: Path) -> None:
    office.cases(submission(), submission())
    anna = nurse(office, "anna")
    posted(anna, "/backup/make", folder=str(tmp_path))
    (file,) = tmp_path.glob("envelop-desk-*.backup")
    there = msgspec.structs.replace(office.section, data=tmp_path / "there")
    assert restore(there, PASSPHRASES["anna"], file, name="anna").cases == 2


@pytest.mark.parametrize("folder", ["", "stick", "/no/such/folder", "DATA"])
def test_a_folder_that_is_none_or_the_desks_own_is_refused(office: Office, folder: str) -> None:
    named = str(office.section.data) if folder == "DATA" else folder
    answer = nurse(office, "anna").post("/backup/make", folder=named)
    assert answer.status_code == 409
    assert list(office.section.data.glob("*.backup")) == []


def test_a_download_is_whole_and_leaves_nothing_on_this_computer(office: Office) -> None:
    before = {path.name for path in office.section.data.iterdir()}
    answer = nurse(office, "anna").post("/backup/download")
    with tarfile.open(fileobj=BytesIO(answer.data)) as tar:
        assert "desk.sqlite" in tar.getnames()
    answer.close()
    assert {path.name for path in office.section.data.iterdir()} - before <= {"desk.sqlite-wal", "desk.sqlite-shm"}


def test_moving_asks_for_the_passphrase_and_locks_everybody(office: Office, tmp_path: Path) -> None:
    anna, noor = nurse(office, "anna"), nurse(office, "noor")
    assert anna.post("/backup/move", folder=str(tmp_path), passphrase="wrong").status_code == 409
    assert noor.get("/queue").status_code == 200
    assert "This desk was moved" in posted(anna, "/backup/move", folder=str(tmp_path), passphrase=PASSPHRASES["anna"])
    assert noor.get("/queue").headers["Location"] == "/unlock"
    assert "was moved" in noor.post("/unlock", name="noor", passphrase=PASSPHRASES["noor"]).text


def test_what_waits_is_shown_and_erased_with_a_passphrase_only(office: Office) -> None:
    first, second = office.cases(submission(), submission())
    anna = nurse(office, "anna")
    assert "Nothing waits to be erased." in anna.get("/retention").text
    with office.desk() as desk, desk.writing() as connection:
        decide(desk, connection, first, 0, Level.GREEN)
    office.later(days=30)
    anna = nurse(office, "anna")
    page = anna.get("/retention").text
    assert "Erase this 1 case" in page
    day = re.search(r'name="day" value="([^"]+)"', page)
    assert day is not None
    fields = {"day": day[1], "term": "green"}
    assert anna.post("/retention/erase", **fields, passphrase="wrong").status_code == 409
    assert anna.get(f"/cases/{first}").status_code == 200
    assert "1 case is erased." in posted(anna, "/retention/erase", **fields, passphrase=PASSPHRASES["anna"])
    assert anna.get(f"/cases/{first}").status_code == 409
    assert anna.get(f"/cases/{second}").status_code == 200
    assert anna.post("/retention/rewrite").status_code == 303
    listed = anna.post("/retention/list")
    assert len(listed.get_json()["digests"]) == 1


def test_a_request_is_found_by_code_and_no_code_stands_in_an_address(office: Office) -> None:
    person = submission()
    (number,) = office.cases(person)
    anna = nurse(office, "anna")
    found = anna.post("/requests", wanted=f"{person.code[:4]}-{person.code[4:]}")
    assert f"Case {number}" in found.text
    assert person.code not in found.text
    assert "There is no case" in anna.post("/requests", wanted="<b>ZZZZZZZZ</b>").text


def filled(office: Office) -> int:
    """A case in which much happened."""
    person = submission(
        answers={"home": "mostly_not"},
        contact=Contact(reach="call", address="06 12345678", name="<b>Sam</b> \u0633\u0645\u064a\u0631", line="mine"),
    )
    (number,) = office.cases(person)
    row = {"case": number, "at": AT, "actor": "noor"}
    with office.desk() as desk, desk.writing() as connection:
        decide(desk, connection, number, 0, Level.RED)
        for statement in (
            insert(attempts).values(**row, moment=AT, way="call", result="no-answer", note="rang twice"),
            insert(notes).values(**row, text="Her sister told us something"),
            insert(meldcode).values(**row, step=1, text="Signals of a child"),
            insert(referrals).values(
                **row, destination="GP", shared="the letter", consent_on="2026-11-23", consent_how="spoken",
                state="sent", state_on="2026-11-23",
            ),
        ):  # fmt: skip
            connection.execute(statement)
    return number


def test_the_copy_has_everything_in_words_and_staff_by_their_role(office: Office) -> None:
    number = filled(office)
    anna = nurse(office, "anna")
    fields = {"wanted": str(number), "tongue": "en"}
    page = anna.post("/requests/copy", **fields).text
    for said in ("06 12345678", "rang twice", "Her sister", "Signals of a child", "no answer", "the letter", "nurse"):
        assert said in page, said
    assert "&lt;b&gt;Sam&lt;/b&gt;" in page
    assert "not validated" in page
    assert not re.search(r"\b(noor|anna)\b", page)
    page = anna.post("/requests/copy", **fields, **{"leave-out": "meldcode"}).text
    assert "Signals of a child" not in page
    assert "reporting code for domestic" not in page
    assert "Parts that are about other people" in page
    with office.desk() as desk, desk.reading() as connection:
        entries = connection.execute(select(audit.c.why).where(audit.c.action == "copy for the person made"))
        assert entries.scalars().all() == ["request of the person"] * 2


def test_the_copy_as_pdf_has_the_same(office: Office) -> None:
    assert pdf_possible()
    number = filled(office)
    answer = nurse(office, "anna").post("/requests/pdf", wanted=str(number), tongue="nl")
    assert answer.data.startswith(b"%PDF-")
    assert answer.headers["Content-Disposition"] == 'inline; filename="copy.pdf"'


def test_every_column_about_a_case_has_its_place_in_the_copy() -> None:
    from intake.desk.requests.gathering import DONE
    from intake.desk.retention.erasing import of_cases

    assert {table.name for table in of_cases()} == {*DONE, "judgements", "facts"}
    for name, table in DONE.items():
        assert {column.name for column in table.columns} == set(COLUMNS[name]) | (HIDDEN & set(table.c.keys())), name


def test_every_fact_of_the_talk_has_its_place_in_the_copy() -> None:
    from intake.desk.casework.facts import Facts
    from intake.desk.contact import Agreed
    from intake.desk.web.keeping.sections import AGREED, CONTACT, FACTS

    assert set(Facts.__struct_fields__) == set(FACTS) | {"version", "agreed"}
    assert set(Agreed.__struct_fields__) == set(AGREED)
    assert set(Contact.__dataclass_fields__) == set(CONTACT)


def test_erasing_on_request_says_who_must_be_told_and_asks_for_the_passphrase(office: Office) -> None:
    number = filled(office)
    anna = nurse(office, "anna")
    page = anna.post("/requests", wanted=str(number)).text
    assert "article 19" in page
    assert "ask the lawyer before you erase" in page
    shown = re.search(r'name="shown" value="([^"]+)"', page)
    assert shown is not None
    fields = {"wanted": str(number), "shown": shown[1], "ground": "request (WGBO, BW 7:455)"}
    assert anna.post("/requests/erase", **fields, passphrase="wrong").status_code == 409
    assert anna.post("/requests/erase", **{**fields, "shown": "9/9"}, passphrase=PASSPHRASES["anna"]).status_code == 409
    assert anna.get(f"/cases/{number}").status_code == 200
    assert "It is erased." in posted(anna, "/requests/erase", **fields, passphrase=PASSPHRASES["anna"])
    assert anna.get(f"/cases/{number}").status_code == 409


def test_a_refusal_is_written_down_with_a_reason_of_the_law(office: Office) -> None:
    (number,) = office.cases(submission())
    anna = nurse(office, "anna")
    fields = {"wanted": str(number), "kind": "erase"}
    assert anna.post("/requests/refuse", **fields, reason="too much work").status_code == 400
    assert "The refusal is written down." in posted(anna, "/requests/refuse", **fields, reason="another-person")
    with office.desk() as desk, desk.reading() as connection:
        wanted = select(audit.c.entry).where(audit.c.action == "request of the person refused")
        assert b'"reason":"another-person"' in connection.execute(wanted).scalar_one()


def test_changed_rules_are_shown_before_they_are_taken_in(office: Office, tmp_path: Path) -> None:
    own = Path(shutil.copytree(GGD10, tmp_path / "own"))
    office.restart(questionnaires=(own,))
    first, second = office.cases(*(submission(answers={"home": "mostly_not"}) for _ in range(2)))
    with office.desk() as desk, desk.writing() as connection:
        decide(desk, connection, second, 0, Level.RED)
    anna = nurse(office, "anna")
    assert "No changed rules wait." in anna.get("/rules").text
    edit(own, RED_HOME, AMBER_HOME)
    page = anna.get("/rules").text
    assert "1 gets another level or date." in page
    assert "1 stays as a nurse decided" in page
    seen = re.search(r'name="seen" value="([^"]+)"', page)
    assert seen is not None
    assert anna.post("/rules", seen=seen[1], reason=" ").status_code == 409
    page = posted(anna, "/rules", seen=seen[1], reason="Clinical owner, 20 November")
    assert "The rules are taken in" in page
    assert "Clinical owner, 20 November" in page
    with office.desk() as desk, desk.reading() as connection:
        levels = dict(connection.execute(select(cases.c.number, cases.c.level)).all())
    assert levels == {first: "amber", second: "red"}
    assert "The rules changed since a nurse decided" in anna.get(f"/cases/{second}").text
    assert "The rules changed since a nurse decided" not in anna.get(f"/cases/{first}").text
