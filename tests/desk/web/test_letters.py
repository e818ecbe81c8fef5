"""Letters in the desk's pages: filled in with what is known, looked at, printed and recorded; nothing typed is lost."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from intake.desk.casework.facts import Facts, write_facts
from intake.desk.casework.revision import claim, revision_of
from intake.desk.letters.field import fields_of
from intake.desk.letters.kinds import KINDS
from intake.desk.tables import audit, prints
from intake.desk.web.letters.asking import GROUPS, questions
from intake.envelope.submission import Contact
from tests.desk.letters.samples import SENDER
from tests.desk.web.office import Browser, Office
from tests.desk.world import submission

SABA = Contact("call", "06 12345678", "Saba", "mine", ("weekday-morning",), "woman", "yes", "18+")
REFERRAL = {"person": "Saba", "professional": "Noor", "question": "Wilt u haar <b>zien</b>?", "consent_how": "spoken"}
REFERRAL |= {"consent_on": "2026-11-20", "reach": "call", "address": "06 12345678", "own_phone": "on"}
SLIP = {"language": "ti", "day": "2026-12-01", "time": "09:30", "place": "Plein 1"}


@pytest.fixture
def office(made_office: Path, tmp_path: Path) -> Iterator[Office]:
    """An office whose configuration says who writes, with one case."""
    office = Office(made_office, tmp_path / "office", sender=SENDER)
    office.cases(submission(answers={"talk": "soon"}, contact=SABA))
    yield office
    office.close()


@pytest.fixture
def noor(office: Office) -> Browser:
    return office.at_work("noor")


def seen(page: str) -> dict[str, str]:
    """What a page tells of the case as it was shown."""
    return dict(re.findall(r'name="(revision|entry)" value="(\d+)"', page))


def printed(office: Office) -> list[tuple[str, ...]]:
    with office.desk() as desk, desk.reading() as connection:
        return [tuple(row) for row in connection.execute(select(prints.c.actor, prints.c.kind, prints.c.language))]


def test_a_letter_begins_with_what_is_known_and_the_look_is_recorded(office: Office, noor: Browser) -> None:
    page = noor.get("/cases/1/letters/gp").text
    assert 'value="06 12345678"' in page
    assert 'name="own_phone" value="on" checked' in page
    assert "Lees dit eerst" in page
    with office.desk() as desk, desk.reading() as connection:
        last = connection.execute(select(audit.c.action).order_by(audit.c.number.desc())).scalars().first()
    assert last == "case viewed"
    assert printed(office) == []


def test_what_is_typed_is_looked_at_and_kept_in_the_form_only(office: Office, noor: Browser) -> None:
    page = noor.post("/cases/1/letters/gp", **REFERRAL, **seen(noor.get("/cases/1/letters/gp").text)).text
    assert page.count("Wilt u haar &lt;b&gt;zien&lt;/b&gt;?") == 2
    assert "marked below" not in page
    assert "Wilt u haar" not in noor.get("/cases/1/letters/gp").text
    assert printed(office) == []


def test_both_ways_to_print_give_the_letter_and_are_in_the_history(office: Office, noor: Browser) -> None:
    shown = seen(noor.get("/cases/1/letters/slip").text)
    pdf = noor.post("/cases/1/letters/slip/pdf", **SLIP, **shown)
    assert (pdf.status_code, pdf.mimetype, pdf.data[:5]) == (200, "application/pdf", b"%PDF-")
    assert pdf.headers["Content-Disposition"] == 'inline; filename="letter.pdf"'
    assert pdf.headers["Cache-Control"] == "no-store"
    page = noor.post("/cases/1/letters/slip/print", **SLIP, **shown)
    assert page.text.startswith('<!doctype html>\n<html lang="ti"')
    assert 'href="/letter.css"' in page.text
    assert "Plein 1" in page.text
    assert printed(office) == [("noor", "slip", "ti")] * 2
    panel = noor.get("/cases/1").text
    assert panel.count("Appointment slip (ti)") == 2


def test_a_computer_that_makes_no_pdf_says_so_and_prints_from_the_browser(
    office: Office, noor: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    monkeypatch.delitem(sys.modules, "intake.pdf.drawing", raising=False)
    shown = seen(noor.get("/cases/1/letters/slip").text)
    answer = noor.post("/cases/1/letters/slip/pdf", **SLIP, **shown)
    assert (answer.status_code, "This computer cannot make a PDF." in answer.text) == (409, True)
    assert 'value="Plein 1"' in answer.text
    assert printed(office) == []
    assert noor.post("/cases/1/letters/slip/print", **SLIP, **shown).status_code == 200
    assert printed(office) == [("noor", "slip", "ti")]


def test_what_is_missing_is_marked_beside_its_field_and_nothing_is_recorded(office: Office, noor: Browser) -> None:
    shown = seen(noor.get("/cases/1/letters/slip").text)
    answer = noor.post("/cases/1/letters/slip/pdf", **(SLIP | {"time": "soon", "day": ""}), **shown)
    assert answer.status_code == 409
    assert 'id="time-wrong">Write the time as 09:30.' in answer.text
    assert 'value="Plein 1"' in answer.text
    answer = noor.post("/cases/1/letters/slip/pdf", **(SLIP | {"day": ""}), **shown)
    assert 'id="day-wrong">This is needed.' in answer.text
    assert printed(office) == []


def test_a_case_that_changed_meanwhile_is_shown_with_what_happened_and_what_was_typed(
    office: Office, noor: Browser
) -> None:
    shown = seen(noor.get("/cases/1/letters/gp").text)
    with office.desk("anna") as desk, desk.writing() as connection:
        claim(connection, 1, int(shown["revision"]))
    answer = noor.post("/cases/1/letters/gp/print", **REFERRAL, **shown)
    assert answer.status_code == 409
    assert "Somebody else changed this case meanwhile" in answer.text
    assert "Wilt u haar &lt;b&gt;zien" in answer.text
    assert printed(office) == []
    assert noor.post("/cases/1/letters/gp/print", **REFERRAL, **seen(answer.text)).status_code == 200
    assert printed(office) == [("noor", "gp", "nl")]


def test_what_the_person_asked_for_is_in_sight_while_the_letter_is_written(office: Office, noor: Browser) -> None:
    assert "No referral with consent is written down yet" in noor.get("/cases/1/letters/gp").text
    learnt = Facts(exclusions="niemand <b>uit Leeuwarden</b>", not_own_community=True)
    with office.desk() as desk, desk.writing() as connection:
        write_facts(desk, connection, 1, revision_of(connection, 1), learnt)
    page = noor.get("/cases/1/letters/ambassador").text
    assert "niemand &lt;b&gt;uit Leeuwarden&lt;/b&gt;" in page
    assert "Nobody from the person’s own community." in page


def test_without_a_neutral_sender_the_page_says_what_to_configure(made_office: Path, tmp_path: Path) -> None:
    office = Office(made_office, tmp_path / "bare")
    office.cases(submission(contact=SABA))
    page = office.at_work("noor").post("/cases/1/letters/invitation", language="ti").text
    office.close()
    assert "Add [desk.sender] neutral, [desk.sender] address, [desk.sender] phone." in page


def test_a_letter_of_no_kind_or_case_is_not_there(noor: Browser) -> None:
    assert noor.get("/cases/1/letters/other").status_code == 404
    assert noor.get("/cases/9/letters/gp").status_code == 409
    assert noor.post("/cases/1/letters/gp/pdf", **REFERRAL).status_code == 400


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_is_asked_for_once(kind: str) -> None:
    asked = [name for _, names in GROUPS[kind] for name in names]
    assert sorted(asked) == sorted(each.name for each in fields_of(KINDS[kind]))
    assert all(question.label for _, group in questions(kind) for question in group)
