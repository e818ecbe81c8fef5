"""The list: past the norm on top, then the longest; and per destination how many, the longest and the median."""

from __future__ import annotations

import pytest

from intake.desk.casework.merging import merge
from intake.desk.casework.states import Status, move
from intake.desk.errors import DeskError
from intake.desk.retention.erasing import Ground, erase
from intake.desk.tables import check_ins, waits
from intake.desk.today import read_today
from intake.desk.waiting.changing import change_wait
from intake.desk.waiting.checking import Goes, Heard, check_in
from intake.desk.waiting.listing import Counts, Wanted, count_waiting, read_waiting
from tests.desk.casework.doing import Doing, at_work
from tests.desk.waiting.people import go_to, listed
from tests.desk.world import World, submission


def several(work: Doing) -> None:
    """Five people wait: three for a psychologist, one for trauma care, one where there is no norm."""
    places = ("PSY", "PSY", "LEGAL", "TRAUMA", "PSY")
    for number, place in enumerate(places, 1):
        listed(work, place, case=number, number=number)
    for number, since in enumerate(("2026-11-02", "2026-09-01", "2026-06-01", "2026-10-05", "2026-11-20"), 1):
        work.do(change_wait, number, work.seen(number), None, {"since": since})


def test_past_the_norm_stands_on_top_then_the_longest_and_places_tell_how_it_is(world: World) -> None:
    with at_work(world, *(submission() for _ in range(5))) as work:
        several(work)
        found = read_waiting(work.desk, Wanted())
        assert [each.wait.case for each in found.rows] == [2, 4, 3, 1, 5]
        assert [each.past for each in found.rows] == [True, True, False, False, False]
        told = {each.key: (each.waiting, each.past, each.longest, each.median) for each in found.places}
        assert told == {"LEGAL": (1, 0, 175, 175), "PSY": (3, 1, 83, 21), "TRAUMA": (1, 1, 49, 49)}
        assert [each.key for each in found.places] == ["LEGAL", "PSY", "TRAUMA"]
        assert found.counts == Counts(waiting=5, past=2, due=0, worse=0)
        assert "waiting list viewed" in work.trail()


def test_it_is_filtered_by_place_norm_question_and_whose_case_it_is(world: World) -> None:
    with at_work(world, *(submission() for _ in range(5))) as work:
        several(work)
        work.do(change_wait, 5, work.seen(5), None, {"check_on": "2026-11-23"})

        def cases(wanted: Wanted) -> list[int]:
            return [each.wait.case for each in read_waiting(work.desk, wanted).rows]

        assert cases(Wanted(place="PSY")) == [2, 1, 5]
        assert cases(Wanted(place="PSY", past=True)) == [2]
        assert cases(Wanted(due=True)) == [5]
        assert cases(Wanted(mine="noor")) == []
        assert read_waiting(work.desk, Wanted(place="PSY", past=True)).counts.waiting == 5


def test_it_rises_on_the_first_page_when_it_passes_the_norm(world: World) -> None:
    with at_work(world, submission()) as work:
        listed(work)
        go_to(world, "2026-12-21")
        assert read_today(work.desk).waiting == Counts(waiting=1, past=0, due=1, worse=0)
        assert read_today(work.desk).longest == ()
        go_to(world, "2026-12-22")
        today = read_today(work.desk)
        assert today.waiting.past == 1
        assert [each.wait.case for each in today.longest] == [1]


def test_a_closed_case_waits_no_more_and_an_erased_one_leaves_nothing(world: World) -> None:
    with at_work(world, submission(), actor="anna") as work:
        listed(work)
        work.do(check_in, 1, work.seen(), None, Heard(Goes.ON))
        work.do(move, 1, Status.CLOSED, "moved")
        assert read_waiting(work.desk, Wanted()).rows == ()
        assert work.ask(count_waiting, world.now.date()) == Counts(0, 0, 0, 0)
        work.do(erase, [1], Ground.TERM)
        assert (work.rows(waits), work.rows(check_ins)) == ([], [])


def test_of_two_cases_the_one_that_waits_is_not_lost_when_they_are_put_together(world: World) -> None:
    with at_work(world, submission(), submission()) as work:
        listed(work)
        with pytest.raises(DeskError, match="waits for care"):
            work.do(merge, 2, work.seen(2), 1, work.seen(1))
        work.do(merge, 1, work.seen(1), 2, work.seen(2))
        assert [each.wait.case for each in read_waiting(work.desk, Wanted()).rows] == [1]
