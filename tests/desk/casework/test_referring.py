"""Referrals: nothing without consent, consent can be taken back, and the case's state goes along."""

from __future__ import annotations

import msgspec
import pytest

from intake.desk.casework.destinations import destinations
from intake.desk.casework.facts import Facts, write_facts
from intake.desk.casework.referrals import State, late_replies, referrals_of
from intake.desk.casework.referring import consent, move_on, refer, told, withdraw
from intake.desk.casework.states import Status
from intake.desk.errors import DeskError
from intake.desk.network.taking_in import take_in
from intake.desk.tables import cases
from tests.desk.casework.doing import Doing, at_work
from tests.desk.matching.people import ambassador, book, destination
from tests.desk.network.files import FINGERPRINT, exported
from tests.desk.world import World, submission

CONSENT = {
    "consent_on": "2026-11-23",
    "consent_how": "spoken",
    "consent_language": "ti",
    "shared": "sleeps badly since March",
}
GP = {"destination": "GP", "organisation": "Practice at the Mill", "reply_by": "2026-12-07"}


def talked(work: Doing, case: int = 1) -> None:
    """The conversation was held."""
    work.walk(Status.TRIAGED, Status.CONTACTING, Status.REACHED, Status.HELD, case=case)


def put(work: Doing, *states: State, number: int = 1, case: int = 1) -> None:
    """Bring a referral through these states."""
    for state in states:
        work.do(move_on, case, work.seen(case), number, state)


def status(work: Doing) -> str:
    """Where the case is."""
    return str(work.rows(cases)[0]["status"])


def test_what_was_only_offered_is_not_sent_and_after_consent_it_is(world: World) -> None:
    with at_work(world, submission()) as work:
        talked(work)
        work.do(refer, 1, work.seen(), GP)
        with pytest.raises(DeskError, match="nothing is shared without consent"):
            put(work, State.SENT)
        assert (work.ask(referrals_of, 1)[0].state, status(work)) == (State.OFFERED, "held")
        work.do(consent, 1, work.seen(), 1, CONSENT)
        put(work, State.SENT)
        [referral] = work.ask(referrals_of, 1)
        assert (referral.state, referral.consent_how, referral.shared) == (State.SENT, "spoken", CONSENT["shared"])
        assert status(work) == "referred"
        assert b"sleeps" not in work.entries()
        assert b"Mill" not in work.entries()


@pytest.mark.parametrize("lacking", ["consent_on", "consent_how", "consent_language", "shared"])
def test_half_a_consent_is_none(world: World, lacking: str) -> None:
    with at_work(world, submission()) as work:
        talked(work)
        with pytest.raises(DeskError, match="of the consent something is missing"):
            work.do(refer, 1, work.seen(), GP | CONSENT | {lacking: " "})
        assert work.ask(referrals_of, 1) == []


def test_consent_is_not_of_tomorrow(world: World) -> None:
    with at_work(world, submission()) as work:
        talked(work)
        with pytest.raises(DeskError, match="in the future"):
            work.do(refer, 1, work.seen(), GP | CONSENT | {"consent_on": "2026-11-24"})


def test_nobody_is_referred_before_the_case_is_so_far(world: World) -> None:
    with at_work(world, submission()) as work:
        work.do(refer, 1, work.seen(), GP | CONSENT)
        with pytest.raises(DeskError, match="does not follow the state that the case is in"):
            put(work, State.SENT)
        assert (work.ask(referrals_of, 1)[0].state, status(work)) == (State.AGREED, "new")


def test_who_withdraws_consent_after_it_was_sent_has_the_receiver_told(world: World) -> None:
    with at_work(world, submission()) as work:
        talked(work)
        work.do(refer, 1, work.seen(), GP | CONSENT)
        put(work, State.SENT)
        work.do(withdraw, 1, work.seen(), 1)
        [referral] = work.ask(referrals_of, 1)
        assert (referral.state, referral.withdrawn_on, referral.untold) == (State.WITHDRAWN, "2026-11-23", True)
        assert status(work) == "held"
        work.do(told, 1, work.seen(), 1)
        assert not work.ask(referrals_of, 1)[0].untold
        assert "consent withdrawn" in work.trail()
        with pytest.raises(DeskError, match="no consent that could be withdrawn"):
            work.do(withdraw, 1, work.seen(), 1)


def test_what_was_not_sent_yet_is_withdrawn_without_telling_anybody(world: World) -> None:
    with at_work(world, submission()) as work:
        talked(work)
        work.do(refer, 1, work.seen(), GP | CONSENT)
        work.do(withdraw, 1, work.seen(), 1)
        assert not work.ask(referrals_of, 1)[0].untold
        with pytest.raises(DeskError, match="nothing is shared without consent"):
            put(work, State.SENT)


def test_the_furthest_of_several_referrals_is_where_the_case_is(world: World) -> None:
    with at_work(world, submission()) as work:
        talked(work)
        for code in ("GP", "AMB"):
            work.do(refer, 1, work.seen(), CONSENT | {"destination": code})
        put(work, State.SENT, State.ACCEPTED, State.WAITING)
        assert status(work) == "waiting"
        put(work, State.SENT, number=2)
        assert status(work) == "waiting"
        put(work, State.ACCEPTED, State.ATTENDED, State.IN_CARE, number=2)
        assert status(work) == "in-care"
        work.do(withdraw, 1, work.seen(), 2)
        assert status(work) == "waiting"
        put(work, State.REFUSED)
        assert status(work) == "held"


def test_a_reply_is_late_once_its_day_is_past(world: World) -> None:
    with at_work(world, submission()) as work:
        talked(work)
        work.do(refer, 1, work.seen(), GP | CONSENT)
        put(work, State.SENT)
        [referral] = work.ask(referrals_of, 1)
        day = world.now.date().replace(month=12, day=7)
        assert (referral.late(day), work.ask(late_replies, day)) == (False, [])
        assert referral.late(day.replace(day=8))
        assert [each.case for each in work.ask(late_replies, day.replace(day=8))] == [1]


def test_a_destination_that_is_not_in_the_list_is_written_down(world: World) -> None:
    with at_work(world, submission()) as work:
        with pytest.raises(DeskError, match="left empty"):
            work.do(refer, 1, work.seen(), {"destination": "OTHER"})
        with pytest.raises(DeskError, match="no such destination"):
            work.do(refer, 1, work.seen(), {"destination": "MARS"})


def test_every_destination_says_where_it_was_read_and_no_number_claims_to_be_checked() -> None:
    for each in destinations().values():
        assert each.source
        assert each.nl
        assert each.en
        assert each.checked_on is None


def test_who_was_chosen_from_the_network_book_is_kept_and_stands_for_itself_when_it_left(world: World) -> None:
    with at_work(world, submission()) as work:
        talked(work)
        place = destination(1, "POH-GGZ", name="Nurse", organisation="Practice at the Mill")
        first = book(ambassador(1, name="Selam"), destinations=(place,))
        work.do(take_in, exported(first), compared=FINGERPRINT)
        work.do(refer, 1, work.seen(), {"destination": "D-000001"})
        work.do(refer, 1, work.seen(), {"destination": "AMB", "ambassador": "A-000001"} | CONSENT)
        assert b'"entry":"D-000001"' in work.entries()
        assert b"Selam" not in work.entries()
        work.do(take_in, exported(msgspec.structs.replace(first, sequence=2, ambassadors=(), destinations=())))
        by_care, by_friend = work.ask(referrals_of, 1)
        assert (by_care.destination, by_care.entry) == ("POH-GGZ", "D-000001")
        assert by_care.organisation == "Nurse, Practice at the Mill"
        assert (by_friend.destination, by_friend.ambassador, by_friend.organisation) == ("AMB", "A-000001", "Selam")
        with pytest.raises(DeskError, match="not any more, in the network book"):
            work.do(refer, 1, work.seen(), {"destination": "D-000001"})


def test_a_kind_and_an_entry_of_another_do_not_go_together(world: World) -> None:
    with at_work(world, submission()) as work:
        work.do(take_in, exported(book(ambassador(1), destinations=(destination(1),))), compared=FINGERPRINT)
        for typed in ({"destination": "PSY", "entry": "D-000001"}, {"destination": "GP", "ambassador": "A-000001"}):
            with pytest.raises(DeskError, match="do not go together"):
                work.do(refer, 1, work.seen(), typed)


def test_an_ambassador_whom_the_person_does_not_want_is_refused_whoever_chose_them(world: World) -> None:
    with at_work(world, submission()) as work:
        away = ambassador(2, available=False, name="Senait")
        work.do(take_in, exported(book(ambassador(1, name="Selam"), away)), compared=FINGERPRINT)
        work.do(write_facts, 1, work.seen(), Facts(excluded=("A-000001",)))
        with pytest.raises(DeskError, match="does not want this one"):
            work.do(refer, 1, work.seen(), {"destination": "A-000001"})
        work.do(write_facts, 1, work.seen(), Facts(exclusions="not Selam, please"))
        with pytest.raises(DeskError, match="a word of the name"):
            work.do(refer, 1, work.seen(), {"destination": "A-000001"})
        # What passes does not hinder an agreement for later.
        work.do(refer, 1, work.seen(), {"destination": "A-000002"})
