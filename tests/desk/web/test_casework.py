"""Case work on the pages: what a nurse writes comes back, what is refused stays typed, hostile text is only text."""

from __future__ import annotations

import re
from dataclasses import replace

from sqlalchemy import select
from werkzeug.test import TestResponse

from intake.desk.casework.meldcode import opened
from intake.desk.casework.revision import revision_of
from intake.desk.casework.states import Status, move
from intake.desk.tables import audit, cases
from intake.envelope.submission import Contact
from tests.desk.web.nurse import seen
from tests.desk.web.office import Office
from tests.desk.world import submission

HOSTILE = "<script>alert(1)</script>\u202e{{ 7 * 7 }} =cmd|' /C calc'!A0 " + "a" + "\u0301" * 60 + "w" * 60
OWN = Contact(reach="call", address="06 1234 5678", name="Sara", line="mine", when=("weekday-morning",), age="18+")
CARD = "A" * 22
CONSENT = {"consent_on": "2026-11-23", "consent_how": "spoken", "consent_language": "Tigrinya", "shared": "Headache."}


class Forms:
    """The forms of a case's page, as somebody fills them in one after the other; pages are in English."""

    def __init__(self, office: Office, name: str, case: int = 1) -> None:
        self.browser, self._case = office.at_work(name), case
        self.browser.post("/language", language="en")
        self._shown = seen(self.browser, case)

    def send(self, path: str, **fields: str) -> int:
        """Send one; gives the status. A deed that was done is one revision more."""
        return self.answer(path, **fields).status_code

    def answer(self, path: str, **fields: str) -> TestResponse:
        """As `send`, the whole answer."""
        answer = self.browser.post(f"/cases/{self._case}/{path}", **self._shown, **fields)
        if answer.status_code == 303:
            self._shown["revision"] = str(int(self._shown["revision"]) + 1)
        return answer

    def page(self, path: str | None = None) -> str:
        """The case's page, or another."""
        return self.browser.get(path or f"/cases/{self._case}").text


def talked(office: Office, case: int = 1) -> None:
    """The conversation was held."""
    with office.desk() as desk, desk.writing() as connection:
        for status in (Status.TRIAGED, Status.CONTACTING, Status.REACHED, Status.HELD):
            move(desk, connection, case, status)


def actions(office: Office) -> list[str]:
    """What the trail says was done."""
    with office.desk() as desk, desk.reading() as connection:
        return list(connection.execute(select(audit.c.action).order_by(audit.c.number)).scalars())


def test_what_was_agreed_in_the_talk_stands_in_the_box_at_the_top_and_the_old_words_stay(office: Office) -> None:
    office.cases(submission(contact=OWN))
    noor = Forms(office, "noor")
    fields = {"address": "06 8765 4321", "when": "weekend", "safe_word": "lantern", "exclusions": "Mr. T.", "line": ""}
    assert noor.send("facts", **fields) == 303
    page = noor.page()
    box, rest = page.split('id="facts-title"')
    assert "06 8765 4321" in box
    assert "lantern" in box
    assert "at the weekend" in box
    assert "Never leave a voicemail." in box
    assert "06 1234 5678" in rest.split('id="meetings-title"')[0]
    assert "Mr. T." in rest


def test_a_form_of_the_facts_that_no_page_of_ours_sends_is_refused(office: Office) -> None:
    office.cases(submission())
    noor = Forms(office, "noor")
    assert noor.send("facts", reach="shout") == 400
    assert "facts of the talk written" not in actions(office)


def test_what_was_typed_stays_where_a_colleague_was_first(office: Office) -> None:
    office.cases(submission())
    noor, anna = Forms(office, "noor"), Forms(office, "anna")
    assert anna.send("notes", text="First.") == 303
    stopped = noor.answer("notes", text="Second & last.")
    assert stopped.status_code == 409
    assert "Second &amp; last." in stopped.text
    assert "First." in stopped.text
    again = dict(re.findall(r'name="(revision|entry)" value="(\d+)"', stopped.text))
    assert noor.browser.post("/cases/1/notes", text="Second & last.", **again).status_code == 303
    assert "Second &amp; last." in noor.page()


def test_hostile_text_is_only_text_wherever_it_is_shown(office: Office) -> None:
    office.cases(submission())
    talked(office)
    noor = Forms(office, "noor")
    line, short = HOSTILE[:110], HOSTILE[:58]
    fields = dict.fromkeys(("exclusions", "dialect", "childcare", "mobility", "senses"), line) | {"safe_word": short}
    sent = {
        "facts": fields,
        "notes": {"text": HOSTILE},
        "reminders": {"due": "2026-11-23", "what": HOSTILE},
        "appointments": {"starts": "2026-12-01T10:30", "place": line, "whom": line},
        "interpreters": {"other_language": short, "dialect": line, "gender": "any", "way": "phone", "avoid": HOSTILE},
        "referrals": CONSENT | {"destination": "OTHER", "organisation": line, "shared": HOSTILE},
        "meldcode/1": {"text": HOSTILE},
        "assign": {"to": "noor"},
    }
    assert {path: noor.send(path, **fields) for path, fields in sent.items()} == dict.fromkeys(sent, 303)
    assert (
        noor.browser.post("/away", person="noor", since="2026-11-23", until="2026-11-24", stand_in="anna").status_code
        == 303
    )
    for path in ("/cases/1", "/cases/1/meldcode", "/reminders", "/away/1"):
        page = noor.page(path)
        assert "&lt;script&gt;" in page
        assert "<script>alert" not in page
        assert "\u202e" not in page
        assert "\u0301" * 5 not in page
        assert "49 =cmd" not in page


def test_a_referral_is_sent_only_with_consent_and_who_withdraws_it_is_followed_up(office: Office) -> None:
    office.cases(submission())
    talked(office)
    noor = Forms(office, "noor")
    assert noor.send("referrals", destination="GP", shared="Headache.") == 303
    stopped = noor.answer("referrals/1", to="sent")
    assert (stopped.status_code, "Nothing is shared without consent." in stopped.text) == (409, True)
    assert noor.send("referrals/1/consent", **CONSENT) == 303
    assert noor.send("referrals/1", to="sent") == 303
    assert noor.send("referrals/1/withdraw") == 303
    assert "Tell the receiver that consent was withdrawn" in noor.page()
    assert noor.send("referrals/1/told") == 303
    page = noor.page()
    assert "Tell the receiver that consent was withdrawn" not in page
    assert "Consent withdrawn on Mon 23 Nov 2026." in page


def test_reminders_are_done_from_the_list_and_from_the_case(office: Office) -> None:
    office.cases(submission())
    noor = Forms(office, "noor")
    for what in ("call the GP", "ask about the dialect"):
        noor.send("reminders", due="2026-11-20", what=what)
    assert noor.page("/reminders?which=nonsense").count("call the GP") == 2  # its text, and what its button says
    assert noor.browser.post("/reminders/1/done", which="overdue").headers["Location"] == "/reminders?which=overdue"
    assert noor.browser.post("/reminders/2/done", case="1").headers["Location"] == "/cases/1#reminders"
    assert "Nothing to remember here." in noor.page("/reminders?which=all")
    assert noor.browser.post("/reminders/2/done").status_code == 409


def test_cases_go_over_to_whoever_stands_in_only_when_somebody_says_so(office: Office) -> None:
    office.cases(submission(answers={"talk": "soon"}), submission(), submission())
    noor = Forms(office, "noor")
    for forms in (noor, Forms(office, "noor", 2)):
        forms.send("assign", to="noor")
    sent = noor.browser.post("/away", person="noor", since="2026-11-23", until="2026-11-27", stand_in="anna")
    assert _assigned(office) == ["noor", "noor", None]
    assert "Away until Fri 27 Nov 2026" in noor.page()
    path = sent.headers["Location"]
    assert re.findall(r'name="case" value="(\d)"', noor.page(path)) == ["1", "2"]
    assert noor.browser.post(path, to="mila", case="1").status_code == 409
    gone = noor.browser.post(path, to="anna", case="1")
    assert "1 case went over." in noor.page(gone.headers["Location"])
    assert _assigned(office) == ["anna", "noor", None]
    assert noor.browser.post(path, to="anna", case="1; DROP").status_code == 400
    assert noor.browser.post("/away/1/end").status_code == 303
    assert "Nobody is away." in noor.page("/away")


def test_two_cases_of_one_card_are_compared_merged_and_taken_apart(office: Office) -> None:
    cards = [replace(submission(answers=answers), card=CARD) for answers in ({}, {"talk": "soon"})]
    office.cases(*cards, submission())
    noor = Forms(office, "noor")
    page = noor.page()
    assert "From one card: one person who answered twice, or two who shared it." in page
    assert "asks to talk with the GGD soon" in page.split('id="alike-title"')[1]
    assert "Perhaps the same person" not in noor.page("/cases/3")
    assert _looks(office, 2) == _looks(office, 1) == 2
    other = {"other": "2", "other_revision": "0"}
    assert noor.browser.post("/cases/1/merge", stands="this", **other, **seen(noor.browser, 1)).status_code == 409
    merged = noor.browser.post("/cases/1/merge", stands="other", **other, **seen(noor.browser, 1))
    assert merged.headers["Location"] == "/cases/2#alike"
    Forms(office, "noor").send("notes", text="Said on the first day.")
    assert "Said on the first day." in noor.page("/cases/2")
    assert "This case was merged, and goes on in" in noor.page()
    assert noor.browser.post("/cases/1/unmerge", reason="Two sisters.", **seen(noor.browser, 1)).status_code == 303
    assert "Said on the first day." not in noor.page("/cases/2")


def test_the_record_of_the_reporting_code_is_not_read_by_passing_and_every_look_is_kept(office: Office) -> None:
    office.cases(submission())
    noor = Forms(office, "noor")
    assert "reporting code viewed" not in actions(office)
    assert "Not written yet" in noor.page("/cases/1/meldcode")
    assert noor.send("meldcode/5", text="We help together.", outcome="help", danger="no") == 303
    page = noor.page()
    assert "We help together." not in page
    assert "Open the record" in page
    record = noor.page("/cases/1/meldcode")
    assert "We help together." in record
    assert "Is there acute or structural danger?" in record
    assert actions(office).count("reporting code viewed") == 2
    assert noor.send("meldcode/6", text="x") == 409
    with office.desk() as desk, desk.reading() as connection:
        assert opened(connection, 1)


def test_nothing_of_case_work_is_for_the_manager(office: Office) -> None:
    office.cases(submission())
    mila = office.at_work("mila")
    for path in ("/cases/1/meldcode", "/reminders", "/away", "/away/1"):
        assert mila.get(path).status_code == 403
    assert mila.post("/cases/1/notes", text="x", revision="0", entry="0").status_code == 403
    with office.desk() as desk, desk.reading() as connection:
        assert revision_of(connection, 1) == 0


def _assigned(office: Office) -> list[str | None]:
    with office.desk() as desk, desk.reading() as connection:
        return list(connection.execute(select(cases.c.assigned).order_by(cases.c.number)).scalars())


def _looks(office: Office, case: int) -> int:
    with office.desk() as desk, desk.reading() as connection:
        return len(connection.execute(select(audit.c.number).where(audit.c.case == case)).all())
