"""What was agreed with the person holds before what stands in the envelope; what was not talked about does not."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import update

from intake.desk.cases import read_case
from intake.desk.casework.facts import Facts, agreed, read_facts, write_facts
from intake.desk.casework.revision import ChangedMeanwhileError
from intake.desk.contact import Agreed, SafeContact
from intake.desk.errors import DeskError
from intake.desk.tables import cases, facts
from intake.envelope.submission import Contact
from tests.desk.casework.doing import at_work
from tests.desk.world import World, submission

OWN_PHONE = Contact(
    reach="call", address="06 1234 5678", name="Sara", line="mine", when=("weekday-morning", "weekend"), age="18+"
)


def test_the_phone_that_was_given_anew_is_not_the_persons_own_because_the_old_one_was() -> None:
    safe = SafeContact.of(OWN_PHONE, Agreed(address="06 8765 4321"))
    assert (safe.address, safe.line, safe.voicemail) == ("06 8765 4321", None, False)
    assert SafeContact.of(OWN_PHONE, Agreed(address="06 8765 4321", line="mine")).voicemail


def test_who_wants_no_contact_any_more_is_not_contacted() -> None:
    assert not SafeContact.of(OWN_PHONE, Agreed(reach="no")).allowed


def test_a_voicemail_can_be_ruled_out_on_ones_own_phone_too() -> None:
    assert SafeContact.of(OWN_PHONE).voicemail
    assert not SafeContact.of(OWN_PHONE, Agreed(no_voicemail=True)).voicemail


def test_what_was_not_talked_about_stays_as_in_the_envelope() -> None:
    safe = SafeContact.of(OWN_PHONE, Agreed(when=("weekday-evening",), safe_word="lantern"))
    assert (safe.reach, safe.address, safe.name, safe.line) == ("call", "06 1234 5678", "Sara", "mine")
    assert (safe.when, safe.safe_word) == (("weekday-evening",), "lantern")


def test_what_was_confirmed_a_month_ago_is_to_be_asked_again() -> None:
    safe = SafeContact.of(OWN_PHONE, Agreed(confirmed="2026-11-01"))
    assert not safe.stale(date(2026, 12, 1))
    assert safe.stale(date(2026, 12, 2))
    assert not SafeContact.of(OWN_PHONE).stale(date(2027, 1, 1))


def test_facts_are_kept_and_a_case_is_found_by_what_was_agreed(world: World) -> None:
    learnt = Facts(
        agreed=Agreed(address=" 0687654321 ", line="shared", when=("weekday-evening",), times="not after eight"),
        exclusions="not Mr. T.\nnot his sister",
        not_own_community=True,
        reception="listening",
        interpreter="phone",
    )
    with at_work(world, submission(contact=OWN_PHONE)) as work:
        assert work.ask(agreed, 1) is None
        assert work.do(write_facts, 1, 0, learnt) == 1
        written = work.ask(read_facts, 1)
        assert written is not None
        assert (written.actor, written.facts.exclusions) == ("noor", "not Mr. T.\nnot his sister")
        [row] = work.rows(cases)
        assert (row["line"], row["times"], row["reach"]) == ("31687654321", "weekday-evening", "call")
        found = work.ask(read_case, "1")
        assert (found.safe.address, found.contact.address) == ("0687654321", "06 1234 5678")
        assert work.trail()[-1] == "facts of the talk written"
        assert b"87654321" not in work.entries()


def test_the_second_of_two_who_write_facts_at_once_overwrites_nothing(world: World) -> None:
    with at_work(world, submission()) as work:
        work.do(write_facts, 1, 0, Facts(dialect="from Keren"))
        with pytest.raises(ChangedMeanwhileError):
            work.do(write_facts, 1, 0, Facts(dialect="from Asmara"))
        written = work.ask(read_facts, 1)
        assert written is not None
        assert written.facts.dialect == "from Keren"


def test_times_in_words_alone_are_refused_because_the_desk_cannot_keep_to_them(world: World) -> None:
    with at_work(world, submission()) as work, pytest.raises(DeskError, match="parts of the week"):
        work.do(write_facts, 1, 0, Facts(agreed=Agreed(times="Tuesdays from ten to twelve")))


def test_facts_that_an_earlier_version_wrote_are_still_read_and_whom_a_person_does_not_want_is_kept_once(
    world: World,
) -> None:
    with at_work(world, submission()) as work:
        work.do(write_facts, 1, 0, Facts(excluded=("A-00000B", "A-00000A", "A-00000B"), ambassador="yes"))
        written = work.ask(read_facts, 1)
        assert written is not None
        assert (written.facts.excluded, written.facts.ambassador) == (("A-00000A", "A-00000B"), "yes")
        with work.desk.writing() as connection:
            connection.execute(update(facts).values(content=b'{"dialect":"Asmara","interpreter_gender":"woman"}'))
        written = work.ask(read_facts, 1)
        assert written is not None
        assert written.facts == Facts(dialect="Asmara", interpreter_gender="woman")
