"""The page of a case: safe contact first, then why, then what a nurse does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from intake.envelope.submission import Contact
from tests.desk.web.nurse import nurse, plain, seen
from tests.desk.web.office import Browser, Office
from tests.desk.world import submission

ARRIVED = date(2026, 11, 23)
TUESDAY = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
CALL = Contact(reach="call", address="06 1234 5678", name="Sara", line="mine", when=("weekday-morning",))


class Reader:
    """Noor, who reads on a Tuesday morning what came on Monday."""

    def __init__(self, made: Path, folder: Path) -> None:
        self.office = Office(made, folder)
        self.office.now = TUESDAY
        self.noor = nurse(self.office)

    def page(
        self, contact: Contact = CALL, *, language: str = "en", arrived: date = ARRIVED, **answers: str | None
    ) -> str:
        """The page of one more person's case."""
        one = replace(submission(contact=contact, answers=answers), language=language)
        (case,) = self.office.cases(one, arrived=arrived)
        return self.noor.get(f"/cases/{case}").text


@pytest.fixture(scope="module")
def reader(made_office: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """One desk for all who only read."""
    made = Reader(made_office, tmp_path_factory.mktemp("reader") / "office")
    yield made
    made.office.close()


def test_safe_contact_comes_first_and_says_when_whose_phone_and_whom_to_ask_for(reader: Reader) -> None:
    text = plain(reader.page())
    said = ["Safe contact", "Call 06 1234 5678", "Now is a safe time, until 12:00.", "weekdays in the morning", "Sara"]
    said += ["the person’s own", "A voicemail is allowed", "I call about a health appointment", "Why it is here"]
    places = [text.index(part) for part in said]
    assert places == sorted(places)


@pytest.mark.parametrize("line", [None, "shared", "unknown"])
def test_never_a_voicemail_unless_the_phone_is_the_persons_own(reader: Reader, line: str | None) -> None:
    text = reader.page(replace(CALL, line=line))
    assert "Never leave a voicemail" in text
    assert "A voicemail is allowed" not in text
    assert "voicemail-own" not in text


@pytest.mark.parametrize(
    ("contact", "words"),
    [
        (Contact(reach="come"), "the person comes by, with the code"),
        (Contact(reach="no", address="06 1"), "the person wants no contact"),
        (Contact(), "did not choose a way"),
        (Contact(reach="call"), "no number or address was given"),
    ],
)
def test_who_may_not_be_contacted_is_said_in_plain_words(reader: Reader, contact: Contact, words: str) -> None:
    text = reader.page(contact)
    assert words in text
    assert "Now is a safe time" not in text
    assert "06 1" not in text


def test_another_hour_says_when_the_next_safe_time_begins(reader: Reader) -> None:
    text = plain(reader.page(replace(CALL, when=("weekend",))))
    assert "Not now. The next safe time begins Sat 28 Nov 2026, 10:00." in text


def test_what_was_said_long_ago_is_to_be_asked_again(reader: Reader) -> None:
    assert "Ask again whether this is still safe" in reader.page(arrived=date(2026, 10, 20))
    assert "Ask again" not in reader.page()


def test_the_rule_for_16_and_17_stands_beside_safe_contact(reader: Reader) -> None:
    young = plain(reader.page(replace(CALL, age="16-17")))
    assert young.index("16 or 17 years old: decides alone about care") < young.index("Why it is here")
    assert "WGBO" not in reader.page(replace(CALL, age="18+"))


def test_each_reason_stands_with_the_answers_behind_it(reader: Reader) -> None:
    text = plain(reader.page(sleep="often_bad", dreams="often", startle="often"))
    reason = text[text.index("often bad sleep, often bad dreams, startles often") :]
    behind = ["How was your sleep? Often bad", "Did you have bad dreams? Often", "loud sound? Often", "Answers"]
    places = [reason.index(part) for part in behind]
    assert places == sorted(places)
    assert "GGD-style example, not validated" in text


def test_answers_stand_in_the_newcomers_language_beside_ours(reader: Reader) -> None:
    arabic = reader.page(language="ar", sleep=None)
    assert '<td lang="ar" dir="rtl" class="own">' in arabic
    assert "not answered" in arabic
    assert "سيئ" not in plain(arabic).split("كيف كان نومك")[0]
    assert 'class="own"' not in reader.page(language="en")


HOSTILE = ("<script>alert(1)</script>", "\u202egnorts\u202c", "a" + "\u0301" * 59, "x" * 60, "=cmd|' /C calc'!A0")


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_only_text(reader: Reader, name: str) -> None:
    text = reader.page(replace(CALL, name=name))
    assert "<script>alert" not in text
    shown = re.findall(r'<bdi class="safe-name">(.*?)</bdi>', text, re.DOTALL)
    assert shown == [name.replace("<", "&lt;").replace(">", "&gt;").replace("'", "&#39;")]


def decided(noor: Browser, case: int, **fields: str) -> str:
    """Send the form; where it led."""
    answer = noor.post(f"/cases/{case}/decide", **seen(noor, case), **fields)
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"]


def test_a_nurse_decides_and_goes_on_with_the_next(office: Office) -> None:
    green, amber, red = office.cases(
        submission(), submission(answers={"talk": "yes"}), submission(answers={"talk": "soon"})
    )
    noor = nurse(office)
    assert decided(noor, red, level="red", next="yes") == f"/cases/{amber}"
    assert decided(noor, amber, level="yellow", reason="spoke with <b>her</b>", next="yes") == f"/cases/{green}"
    assert decided(noor, green, level="green", close="yes", next="yes") == f"/cases/{green}#decision"
    page = noor.get(f"/cases/{amber}").text
    assert "spoke with &lt;b&gt;her&lt;/b&gt;" in page
    assert "decided on the level" in page
    assert "put it on: decided" not in plain(page)
    closed = noor.get(f"/cases/{green}").text
    assert "nothing was needed" in closed
    assert "This case is closed: do not call and do not write." in closed


def test_another_level_without_a_reason_is_refused_and_the_choice_kept(office: Office) -> None:
    (case,) = office.cases(submission())
    noor = nurse(office)
    stopped = noor.post(f"/cases/{case}/decide", level="red", reason=" ", **seen(noor, case))
    assert stopped.status_code == 409
    assert "needs a reason" in stopped.text
    assert 'name="level" value="red"' in stopped.text
    assert '<textarea id="reason" name="reason"' in stopped.text
    assert decided(noor, case, level="red", reason="now there is one").endswith("#decision")


def test_an_attempt_at_another_hour_is_refused_with_the_reason_and_the_note_kept(office: Office) -> None:
    (case,) = office.cases(submission(contact=CALL, answers={"talk": "yes"}))
    noor = nurse(office)
    decided(noor, case, level="amber")
    office.now = datetime(2026, 11, 24, 18, tzinfo=UTC)
    noor = nurse(office)
    note = "the line was busy, I think"
    stopped = noor.post(f"/cases/{case}/attempt", what="call/no-answer", note=note, moment="", **seen(noor, case))
    assert stopped.status_code == 409
    assert "This is not a safe time for this person" in stopped.text
    assert note in stopped.text
    assert "call: no answer" in stopped.text
    again = {"what": "call/no-answer", "note": note, "moment": "2026-11-24T10:30"}
    assert noor.post(f"/cases/{case}/attempt", **again, **seen(noor, case)).status_code == 303
    page = plain(noor.get(f"/cases/{case}").text)
    assert "2 of 3 left" in page
    assert "Tue 24 Nov 2026, 10:30 noor call: no answer — the line was busy, I think" in page


def test_after_the_last_attempt_the_page_asks_for_a_decision(office: Office) -> None:
    (case,) = office.cases(submission(contact=CALL, answers={"talk": "yes"}))
    office.now = TUESDAY
    noor = nurse(office)
    decided(noor, case, level="amber")
    for _ in range(3):
        noor.post(f"/cases/{case}/attempt", what="call/no-answer", **seen(noor, case))
    page = noor.get(f"/cases/{case}").text
    assert "0 of 3 left" in page
    assert "Put it on “not reached”" in page
    noor.post(f"/cases/{case}/state", to="unreachable", **seen(noor, case))
    noor.post(f"/cases/{case}/one-more", reason="the sister called us", **seen(noor, case))
    page = plain(noor.get(f"/cases/{case}").text)
    assert "1 of 4 left" in page
    assert "granted one more — the sister called us" in page
    assert noor.post(f"/cases/{case}/attempt", what="call/nonsense", **seen(noor, case)).status_code == 400
