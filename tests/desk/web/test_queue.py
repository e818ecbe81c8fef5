"""The queue's pages: filters in the address, a walk from case to case, looking for one, and confirming green ones."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select, update

from intake.desk.audit import Action
from intake.desk.keys.signing import sign_sheet
from intake.desk.tables import audit, cases, people
from intake.envelope.submission import Contact
from tests.desk.many import fill
from tests.desk.web.office import BASE, PASSPHRASES, Browser, Office
from tests.desk.world import submission

HOSTILE = Contact(reach="call", address="0687412953", name="\u202e<script>alert(1)</script>", line="mine")


def numbers(text: str) -> list[int]:
    """The cases on a page, in order."""
    return [int(number) for number in re.findall(r'id="case-(\d+)"', text)]


def levels(office: Office, *, language: str = "en") -> Browser:
    """Noor, who reads English, before one case of each of three levels."""
    office.cases(submission(answers={"talk": "no"}), submission(answers={"talk": "soon"}))
    office.cases(submission(answers={"talk": "yes"}, contact=HOSTILE))
    return office.at_work("noor")


def test_the_most_urgent_stands_on_top_with_its_reasons_and_the_notice_in_sight(office: Office) -> None:
    page = levels(office).get("/queue", **{"Accept-Language": "en"}).text
    assert numbers(page) == [2, 3, 1]
    assert "asks to talk with the GGD soon" in page
    assert "GGD-style example, not validated" in page
    assert "Amsterdam" in page
    assert "Tigrinya" in page


def test_overdue_comes_before_what_is_more_urgent_and_says_how_late(office: Office) -> None:
    office.cases(submission(answers={"talk": "yes"}))
    office.later(days=8)
    office.cases(submission(answers={"talk": "soon"}))
    page = office.at_work("noor").get("/queue", **{"Accept-Language": "en"}).text
    assert numbers(page) == [1, 2]
    assert "1 working day late" in page


def test_filters_stand_in_the_address_and_what_is_no_filter_is_left_out(office: Office) -> None:
    noor = levels(office)
    assert numbers(noor.get("/queue?level=red").text) == [2]
    assert numbers(noor.get("/queue?due=today").text) == []
    assert numbers(noor.get("/queue?barred=1").text) == [2, 1]
    assert numbers(noor.get("/queue?language=so").text) == []
    for nonsense in ("level=purple", "place=' OR 1", "assigned=anna", "due=never", "after=1", "language=<b>"):
        assert numbers(noor.get(f"/queue?{nonsense}").text) == [2, 3, 1], nonsense


def test_a_colleague_never_stands_in_an_address_by_name(office: Office) -> None:
    noor = levels(office)
    with office.desk() as desk, desk.writing() as connection:
        connection.execute(update(cases).where(cases.c.number == 3).values(assigned="anna"))
        connection.execute(update(cases).where(cases.c.number == 2).values(assigned="noor"))
    page = noor.get("/queue").text
    assert numbers(noor.get("/queue?assigned=me").text) == [2]
    assert numbers(noor.get("/queue?assigned=none").text) == [1]
    values = re.findall(r'<option value="([0-9a-f]{8})">anna', page)
    assert numbers(noor.get(f"/queue?assigned={values[0]}").text) == [3]
    assert not re.search(r'(href|value)="[^"]*(anna|noor)', page)
    with office.desk() as desk, desk.writing() as connection:
        connection.execute(update(people).where(people.c.name == "anna").values(until="2026-11-22"))
    assert numbers(noor.get(f"/queue?assigned={values[0]}").text) == [3]  # she left, and her case waits


def test_no_list_names_a_person(office: Office) -> None:
    noor = levels(office)
    for page in (noor.get("/queue"), noor.get("/queue/green"), noor.get("/"), noor.post("/find", wanted="0687412953")):
        assert "alert(1)" not in page.text
        assert "87412953" not in page.text


def test_from_a_case_one_goes_on_to_the_next_of_the_list_and_back_to_it(office: Office) -> None:
    noor = levels(office)
    assert 'data-key="j"' not in noor.get("/cases/2").text
    noor.get("/queue?barred=1")
    page = noor.get("/cases/2").text
    assert re.search(r'href="/cases/1" data-key="j"', page)
    assert 'href="/queue?barred=1#case-2" data-key="u"' in page
    assert 'data-key="k"' not in page
    assert 'data-row="2" data-opened' in noor.get("/queue?barred=1").text
    assert "data-opened" not in noor.get("/queue?level=green").text


def test_a_walk_ends_where_somebody_else_sits_down(office: Office) -> None:
    noor = levels(office)
    noor.get("/queue")
    noor.post("/lock")
    noor.post("/unlock", name="anna", passphrase="correct horse battery staple")
    assert 'data-key="j"' not in noor.get("/cases/2").text


def test_at_the_end_of_a_page_the_walk_goes_on_with_the_next_one(office: Office) -> None:
    with office.desk("anna") as desk:
        fill(desk, 200)
    noor = office.at_work("noor")
    page = noor.get("/queue").text
    shown = numbers(page)
    assert len(shown) == 50
    following = re.search(r'rel="next" href="([^"]+)"', page)
    assert following
    further = numbers(noor.get(following[1].replace("&amp;", "&")).text)
    assert not set(shown) & set(further)
    noor.get("/queue")
    assert f'href="{following[1]}" data-key="j"' in noor.get(f"/cases/{shown[-1]}").text


def test_a_case_is_found_by_code_or_telephone_and_neither_stands_in_an_address(office: Office) -> None:
    noor = levels(office)
    for typed in ("3", "06-87412953"):
        answer = noor.post("/find", wanted=typed)
        assert (answer.status_code, answer.headers["Location"]) == (303, "/cases/3")
    nothing = noor.post("/find", wanted="0612345678")
    assert nothing.status_code == 404
    assert "0612345678" not in nothing.text


def test_several_that_fit_are_listed(office: Office) -> None:
    office.cases(submission(contact=HOSTILE), submission(contact=HOSTILE))
    answer = office.at_work("noor").post("/find", wanted="0687412953")
    assert (answer.status_code, numbers(answer.text)) == (200, [2, 1])


def test_green_ones_are_ticked_by_hand_and_confirmed_together(office: Office) -> None:
    noor = levels(office)
    office.cases(submission(answers={"pain": None}), submission())
    page = noor.get("/queue/green", **{"Accept-Language": "en"}).text
    assert numbers(page) == [1, 4, 5]
    assert "checked" not in page
    assert "not answered:" in page
    with office.desk() as desk, desk.writing() as connection:
        connection.execute(update(cases).where(cases.c.number == 4).values(revision=7))
    answer = noor.client.post("/queue/green", base_url=BASE, headers={"Origin": BASE}, data={"case": ["1.0", "4.0"]})
    assert answer.headers["Location"] == "/queue/green?done=1&left=4"
    result = noor.get("/queue/green?done=1&left=4", **{"Accept-Language": "en"}).text
    assert "1 case was confirmed as green." in result
    assert "Not confirmed, because somebody changed them meanwhile" in result
    assert numbers(noor.get("/queue").text) == [2, 3, 4, 5]


@pytest.mark.parametrize("sent", ["1", "1.x", "a.b", "1.2.3", "9" * 30 + ".0", "\u0661.0"])
def test_a_form_that_no_page_sent_confirms_nothing(office: Office, sent: str) -> None:
    noor = levels(office)
    assert noor.post("/queue/green", case=sent).status_code == 400
    assert noor.get(f"/queue/green?left={'9' * 5000}.1").status_code == 200


def test_each_view_of_the_queue_is_recorded_once(office: Office) -> None:
    noor = levels(office)
    noor.get("/queue")
    noor.get("/queue?level=red")
    with office.desk() as desk, desk.reading() as connection:
        found = connection.execute(select(audit.c.actor).where(audit.c.action == Action.QUEUE_VIEWED)).scalars()
        assert list(found) == ["noor", "noor"]


def test_a_manager_sees_figures_and_neither_case_nor_field_to_find_one(office: Office) -> None:
    with office.desk("anna") as desk:
        fill(desk, 100)
    mila = office.at_work("mila")
    assert mila.get("/").location == "/figures"
    page = mila.get("/figures", **{"Accept-Language": "en"}).text
    assert "As a manager you see figures and no case." in page
    assert "/cases/" not in page
    assert "/find" not in page
    assert mila.get("/queue").status_code == 403


def test_today_leads_to_what_is_overdue_and_to_ones_own(office: Office) -> None:
    empty = office.at_work("noor").get("/", **{"Accept-Language": "en"}).text
    assert "No case has come to this desk yet" in empty
    noor = levels(office)
    office.later(days=9)
    noor = office.at_work("noor")
    with office.desk() as desk, desk.writing() as connection:
        connection.execute(update(cases).where(cases.c.number == 3).values(assigned="noor"))
    page = noor.get("/", **{"Accept-Language": "en"}).text
    assert 'href="/queue?level=red&amp;due=overdue"' in page
    assert 'href="/cases/3"' in page
    assert "Look at 1 green one" in page


def test_a_coordinator_is_told_weeks_before_the_key_sheet_ends_and_a_nurse_whom_to_tell(office: Office) -> None:
    levels(office)
    with office.desk("anna") as desk:
        sign_sheet(desk, PASSPHRASES["anna"], days=90)
    office.later(days=80)
    coordinator, nurse = (office.at_work(name).get("/", **{"Accept-Language": "en"}).text for name in ("anna", "noor"))
    assert "The last key sheet expires within three weeks. <a href=" in coordinator
    assert "The last key sheet expires within three weeks. Tell your coordinator." in nurse


def test_single_letters_can_be_switched_off_in_a_browser(office: Office) -> None:
    noor = office.at_work("noor")
    assert "data-letters" in noor.get("/").text
    noor.post("/keys-of-one-letter", off="1")
    assert "data-letters" not in noor.get("/").text
    noor.post("/keys-of-one-letter", off="")
    assert "data-letters" in noor.get("/").text
