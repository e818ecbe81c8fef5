"""The pages of the audit trail: for the coordinator; each look at it is in it; what they show comes from it alone."""

from __future__ import annotations

import csv
import html
import io
import re

import pytest

from intake.desk.audit import Action, head
from intake.desk.trail.printed import printed
from intake.desk.trail.searching import Wanted, search
from intake.desk.web.program import DESK
from intake.pdf import pdf_possible
from tests.desk.web.office import BASE, Browser, Office
from tests.desk.world import submission

HERE = "/audit"


@pytest.fixture
def busy(office: Office) -> Office:
    """A desk with two cases, at which Noor looked."""
    office.cases(submission(), submission())
    noor = office.at_work("noor")
    for number in (1, 2, 1):
        assert noor.get(f"/cases/{number}").status_code == 200
    return office


def coordinator(office: Office) -> Browser:
    """Anna at work, in English."""
    anna = office.at_work("anna")
    anna.client.set_cookie(DESK.language, "en", domain="127.0.0.1")
    return anna


def shown(browser: Browser, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200
    return html.unescape(answer.text)


def rows(page: str) -> list[list[str]]:
    """What the table shows, cell by cell."""
    found = re.findall(r"<tr><td.*?</tr>", page, re.DOTALL)
    return [[re.sub(r"<[^>]*>", "", cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", row)] for row in found]


def test_only_the_coordinator_comes_in(busy: Office) -> None:
    for name, status in (("noor", 403), ("mila", 403), ("anna", 200)):
        assert busy.at_work(name).get(HERE).status_code == status
    assert busy.at_work("noor").post(f"{HERE}/export").status_code == 403


def test_a_search_shows_who_looked_at_a_case_when_and_why_and_is_itself_in_the_trail(busy: Office) -> None:
    anna = coordinator(busy)
    page = shown(anna, f"{HERE}?case=1&action=case+viewed")
    assert [cells[1:6] for cells in rows(page)] == [["Mon 23 Nov 2026, 11:00", "noor", "case viewed", "1", "care"]] * 2
    newest = rows(shown(anna, f"{HERE}?case=1"))[0]
    assert newest[2:6] == ["anna", "audit trail searched", "1", "supervision"]
    assert newest[6] == "action: case viewed"


def test_colleagues_stand_in_no_address_and_can_be_chosen(busy: Office) -> None:
    anna = coordinator(busy)
    page = shown(anna, HERE)
    chosen = re.search(r'<option value="([0-9a-f]{8})">noor</option>', page)
    assert chosen is not None
    found = rows(shown(anna, f"{HERE}?actor={chosen[1]}&since=2026-11-23&until=2026-11-23"))
    assert {cells[2] for cells in found} == {"noor"}
    assert "No entry fits this." in shown(anna, f"{HERE}?actor={chosen[1]}&until=2026-11-22")
    assert "noor" not in str(re.findall(r'(?:href|action)="([^"]*)"', page))


WRONG = (
    *("case=0", "case=x", "case=99999999999999999999", "since=soon", "until=9999-12-31", "since=0001-01-01"),
    *("actor=noor", "action=%3Cscript%3E", "why=nosy", "before=-1", "before=999999999999999"),
)


def test_what_cannot_be_searched_for_is_left_out(busy: Office) -> None:
    anna = coordinator(busy)
    for typed in WRONG:
        page = shown(anna, f"{HERE}?{typed}")
        assert "<script>" not in page
        assert len(rows(page)) > 3, typed


def test_pages_go_on_to_the_first_entry(office: Office) -> None:
    with office.desk() as desk, desk.writing() as connection:
        for _ in range(150):
            desk.record(connection, Action.QUEUE_VIEWED)
    anna = coordinator(office)
    path, seen = f"{HERE}?action=queue+viewed", 0
    while True:
        page = shown(anna, path)
        seen += len(rows(page))
        older = re.search(r'rel="next" href="([^"]+)"', page)
        if older is None:
            break
        path = older[1]
    assert seen == 150


def test_an_export_is_a_file_for_a_spreadsheet_and_is_recorded_first(busy: Office) -> None:
    anna = coordinator(busy)
    answer = anna.post(f"{HERE}/export", case="2")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="audit-trail-2026-11-23.csv"'
    heading, *found = csv.reader(io.StringIO(answer.text.lstrip("\ufeff"), newline=""))
    assert heading[:4] == ["number", "at", "actor", "action"]
    assert [row[2:5] for row in found] == [["noor", "case viewed", "2"]]
    assert rows(shown(anna, HERE))[0][2:4] == ["anna", "audit trail exported"]


def test_the_weekly_sheet_is_offered_made_once_and_printed_from_the_browser_too(busy: Office) -> None:
    anna = coordinator(busy)
    assert "No weekly sheet was made yet" in shown(anna, HERE)
    made = anna.post(f"{HERE}/sheets")
    page = shown(anna, made.headers["Location"])
    with busy.desk("anna") as desk, desk.reading() as connection:
        assert printed(head(connection)) in re.sub(r"</?span>", "", page)
    assert "style=" not in page
    assert anna.get(f"{HERE}/sheet.css").mimetype == "text/css"
    assert pdf_possible()
    assert anna.get(f"{made.headers['Location']}.pdf").data.startswith(b"%PDF-")
    busy.later(days=1)
    anna = coordinator(busy)
    assert "made 1 day ago" in shown(anna, HERE)


def test_whether_it_is_whole_is_shown_with_the_newest_anchor(busy: Office) -> None:
    anna = coordinator(busy)
    with busy.desk("anna") as desk, desk.reading() as connection:
        code = printed(head(connection))
    proven = anna.post(f"{HERE}/verify", head=code)
    assert proven.status_code == 200
    assert "by something kept outside this computer: the printed sheet. 0 entries came since" in " ".join(
        html.unescape(re.sub(r"<[^>]*>", "", proven.text)).split()
    )
    assert "Only what this desk itself remembers" in anna.post(f"{HERE}/verify", head="").text


def test_a_trail_that_was_cut_is_said_in_words_and_a_slip_keeps_what_was_typed(busy: Office) -> None:
    anna = coordinator(busy)
    with busy.desk("anna") as desk:
        with desk.reading() as connection:
            code = printed(head(connection))
        with desk.engine.begin() as connection:
            connection.exec_driver_sql("DROP TRIGGER audit_refuses_delete")
            connection.exec_driver_sql("DELETE FROM audit WHERE number = (SELECT max(number) FROM audit)")
    cut = anna.post(f"{HERE}/verify", head=code)
    assert cut.status_code == 409
    assert "Entries were cut off or replaced" in cut.text
    slip = anna.post(f"{HERE}/verify", head=f"{code[:-1]}{'0' if code[-1] != '0' else '1'}")
    assert "was not typed as it is printed" in slip.text
    assert code[:-1] in slip.text


def test_a_receipt_that_is_none_is_refused_in_words(busy: Office) -> None:
    anna = coordinator(busy)
    sent = {"head": "", "receipts": (io.BytesIO(b"not a receipt"), "<b>x</b>.json")}
    answer = anna.client.post(f"{HERE}/verify", base_url=BASE, data=sent, headers={"Origin": BASE})
    assert answer.status_code == 409
    assert "This is not a receipt." in html.unescape(answer.text)
    with busy.desk("anna") as desk, desk.reading() as connection:
        assert not list(search(connection, Wanted(action="audit trail verified")))
