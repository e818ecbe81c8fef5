"""Slips go out once, signed, and only while the person agrees; what comes back is noted and decides nothing."""

from __future__ import annotations

from typing import Literal

import pytest

from intake.desk.casework.referrals import State, referrals_of
from intake.desk.casework.referring import refer, told, withdraw
from intake.desk.casework.revision import ChangedMeanwhileError
from intake.desk.casework.states import Status, move
from intake.desk.errors import DeskError
from intake.desk.requests.answering import what_would_go
from intake.desk.slips.carrying import carry
from intake.desk.slips.kept import outcomes_to_look_at
from intake.desk.slips.outcomes import take_outcomes
from intake.desk.today import read_today
from intake.exchange.errors import ExchangeError
from intake.exchange.files import sign_own
from intake.exchange.slip import Outcomes
from tests.desk.casework.test_referring import CONSENT, put, status
from tests.desk.network.files import STRANGER
from tests.desk.slips.asking import BOOK, asking, came, carried, print_note, slips
from tests.desk.world import World


def test_a_slip_goes_out_once_and_again_only_where_somebody_asks(world: World) -> None:
    with asking(world) as work:
        with pytest.raises(DeskError, match="no slip waits"):
            carried(work)
        print_note(work)
        [kept] = slips(work)
        assert carried(work).slips == (kept.content,)
        with pytest.raises(DeskError, match="no slip waits"):
            carried(work)
        assert carried(work, again=True).slips == (kept.content,)
        assert work.trail().count("file of slips made") == 2


def test_a_slip_that_went_suggests_that_the_referral_was_sent_and_asks_for_no_answer(world: World) -> None:
    with asking(world) as work:
        print_note(work)
        assert slips(work)[0].step is None
        carried(work)
        assert slips(work)[0].step is State.SENT
        assert work.ask(outcomes_to_look_at) == []
        put(work, State.SENT)
        assert slips(work)[0].step is None


def test_who_has_a_slip_is_told_when_the_person_asks_to_be_erased(world: World) -> None:
    with asking(world) as work:
        print_note(work)
    with world.desk(actor="anna") as desk:
        assert what_would_go(desk, "1").told == ()
        carry(desk, bytes)
        assert what_would_go(desk, "1").told == ("AMB",)


def test_a_file_that_cannot_be_written_carries_nothing(world: World) -> None:
    def full(data: bytes) -> None:
        raise OSError("no room")

    with asking(world) as work:
        print_note(work)
        with pytest.raises(OSError, match="no room"):
            carry(work.desk, full)
        assert [each.carried for each in slips(work)] == [None]
        assert "file of slips made" not in work.trail()


def test_consent_that_was_taken_back_keeps_the_slip_here(world: World) -> None:
    with asking(world) as work:
        print_note(work)
        work.do(withdraw, 1, work.seen(), 1)
        assert not work.ask(referrals_of, 1)[0].untold
        with pytest.raises(DeskError, match="no slip waits"):
            carried(work, again=True)


def test_of_a_slip_that_went_out_the_coordinator_must_be_told_although_nothing_was_noted_as_sent(world: World) -> None:
    with asking(world) as work:
        print_note(work)
        carried(work)
        work.do(withdraw, 1, work.seen(), 1)
        assert work.ask(referrals_of, 1)[0].untold
        assert slips(work)[0].untold
        with pytest.raises(DeskError, match="no slip waits"):
            carried(work, again=True)
        work.do(told, 1, work.seen(), 1)
        assert not slips(work)[0].untold


def test_an_outcome_is_noted_shown_and_changes_no_state(world: World) -> None:
    with asking(world) as work:
        print_note(work)
        carried(work)
        [kept] = slips(work)
        seen = work.seen()
        taken = take_outcomes(work.desk, came((kept.slip, "done"), ("S-00000000", "done")))
        assert (taken.cases, taken.noted, taken.unknown) == ((1,), 1, ("S-00000000",))
        assert (work.ask(referrals_of, 1)[0].state, status(work)) == (State.AGREED, "held")
        assert work.seen() == seen + 1
        assert [(each.outcome, each.outcome_on, each.minutes) for each in slips(work)] == [("done", "2026-12-02", 90)]
        assert [each.case for each in read_today(work.desk).outcomes] == [1]
        assert work.trail()[-3:-1] == ["outcome of a slip noted", "outcomes of slips brought in"]
        # The nurse does what it suggests, step by step, and it leaves the first page.
        for suggested in (State.SENT, State.ATTENDED):
            assert slips(work)[0].step is suggested
            put(work, suggested)
        assert work.ask(outcomes_to_look_at) == []


def test_whoever_looks_at_the_case_meanwhile_hears_that_an_outcome_came(world: World) -> None:
    with asking(world) as work:
        print_note(work)
        seen = work.seen()
        take_outcomes(work.desk, came((slips(work)[0].slip, "declined")))
        with pytest.raises(ChangedMeanwhileError):
            work.do(withdraw, 1, seen, 1)


@pytest.mark.parametrize("outcome", ["declined", "conflict"])
def test_who_declines_or_knows_the_person_makes_room_for_another(
    world: World, outcome: Literal["declined", "conflict"]
) -> None:
    with asking(world) as work:
        print_note(work)
        take_outcomes(work.desk, came((slips(work)[0].slip, outcome)))
        assert (slips(work)[0].another, slips(work)[0].step) == (True, None)
        with pytest.raises(DeskError, match="no slip waits"):
            carried(work, again=True)
        work.do(refer, 1, work.seen(), CONSENT | {"destination": "A-000002"})
        assert work.ask(outcomes_to_look_at) == []
        print_note(work)
        assert slips(work)[0].ambassador == "A-000002"


def test_who_was_not_there_gets_another_appointment(world: World) -> None:
    with asking(world) as work:
        print_note(work)
        take_outcomes(work.desk, came((slips(work)[0].slip, "not-there")))
        assert work.ask(outcomes_to_look_at)[0].again
        print_note(work, day="2026-12-08")
        assert work.ask(outcomes_to_look_at) == []
        assert len(slips(work)) == 2


def test_of_a_closed_case_nothing_is_to_be_looked_at(world: World) -> None:
    with asking(world) as work:
        print_note(work)
        work.do(move, 1, Status.CLOSED, "moved")
        take_outcomes(work.desk, came((slips(work)[0].slip, "declined")))
        assert work.ask(outcomes_to_look_at) == []


def test_outcomes_that_are_old_of_another_book_or_another_key_are_refused(world: World) -> None:
    with asking(world) as work:
        print_note(work)
        number = slips(work)[0].slip
        assert take_outcomes(work.desk, came((number, "going-on"), sequence=3)).noted == 1
        for sequence, said in ((3, "brought in already"), (2, "older than 3")):
            with pytest.raises(DeskError, match=said):
                take_outcomes(work.desk, came((number, "done"), sequence=sequence))
        with pytest.raises(DeskError, match="another network book"):
            take_outcomes(work.desk, came((number, "done"), sequence=4, whose="another"))
        forged = Outcomes(1, BOOK.book, 9, BOOK.issued, ())
        for data in (sign_own(STRANGER, forged), came((number, "done"), sequence=5).replace(b"done", b"DONE"), b""):
            with pytest.raises(ExchangeError):
                take_outcomes(work.desk, data)
        assert slips(work)[0].outcome == "going-on"
        again = take_outcomes(work.desk, came((number, "going-on"), sequence=6))
        assert (again.noted, again.same) == (0, 1)
