"""Two cases that may be of one person: shown together, merged by a nurse, and taken apart again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from intake.desk.casework.merging import likenesses, members, merge, unmerge
from intake.desk.casework.notes import notes_of
from intake.desk.casework.states import Outcome, Reopening, Status, move, reopen
from intake.desk.errors import DeskError
from intake.desk.tables import cases
from intake.envelope.submission import Answer, Contact, Submission
from tests.desk.casework.doing import Doing, at_work
from tests.desk.world import World, sealed, submission

CARD = "A" * 22
SOON = {"talk": "soon"}


def of_one_card(*answers: Mapping[str, Answer]) -> list[Submission]:
    """Forms whose links stood on one card."""
    return [replace(submission(answers=each), card=CARD) for each in answers]


def columns(work: Doing, case: int) -> tuple[object, ...]:
    """What merging changes."""
    row = work.rows(cases)[case - 1]
    return row["status"], row["outcome"], row["merged"]


def test_one_card_and_one_number_are_shown_beside_each_other_and_say_which(world: World) -> None:
    phone, written = (Contact(reach="call", address=number) for number in ("06 12345678", "+31 6 1234 5678"))
    forms = [*of_one_card({}, SOON), submission(contact=phone), submission(contact=written)]
    with at_work(world, *forms) as work:
        _, alike = work.ask(likenesses, 1)
        assert [(each.number, each.same_card, each.same_line) for each in alike] == [(2, True, False)]
        own, alike = work.ask(likenesses, 4)
        assert [(each.number, each.same_card, each.same_line) for each in alike] == [(3, False, True)]
        assert (own.number, [each.rule for each in work.ask(likenesses, 1)[1][0].reasons]) == (4, ["R2"])


def test_of_two_cases_one_stands_and_the_other_points_at_it_until_they_are_taken_apart(world: World) -> None:
    with at_work(world, *of_one_card(SOON, {})) as work:
        work.do(merge, 1, 0, 2, 0)
        assert columns(work, 2) == ("closed", "second-case", 1)
        assert (columns(work, 1)[0], work.ask(members, 1)) == ("new", (1, 2))
        with pytest.raises(DeskError, match="merged with another"):
            work.do(reopen, 2, work.seen(2), Reopening.CAME_BACK)
        work.do(unmerge, 2, work.seen(2), "Two sisters.")
        assert (columns(work, 2), work.ask(members, 1)) == (("new", None, None), (1,))
        assert [each.text for each in work.ask(notes_of, 2)] == ["Two sisters."]
        assert b"sisters" not in work.entries()


def test_a_case_that_was_closed_before_it_was_merged_stays_closed_afterwards(world: World) -> None:
    with at_work(world, *of_one_card({}, {})) as work:
        work.do(move, 2, Status.CLOSED, Outcome.MOVED)
        work.do(merge, 1, 0, 2, work.seen(2))
        work.do(unmerge, 2, work.seen(2), "Not the same person.")
        assert columns(work, 2) == ("closed", "moved", None)


def test_urgency_is_not_lost(world: World) -> None:
    with at_work(world, *of_one_card({}, SOON)) as work:
        with pytest.raises(DeskError, match="less urgent"):
            work.do(merge, 1, 0, 2, 0)
        work.do(merge, 2, 0, 1, 0)
        assert columns(work, 1)[2] == 2


def test_the_earlier_day_holds(world: World) -> None:
    first, second = of_one_card({"talk": "yes"}, {"talk": "yes"})
    with at_work(world, first) as work:
        due = work.rows(cases)[0]["due"]
    world.later(days=3)
    world.take_in(world.bundle(sealed(second), sequence=2))
    with world.desk(actor="noor") as desk:
        work = Doing(desk)
        assert work.rows(cases)[1]["due"] > due
        work.do(merge, 2, 0, 1, 0)
        assert work.rows(cases)[1]["due"] == due


def test_a_merged_case_is_not_merged_again_and_none_with_itself(world: World) -> None:
    with at_work(world, *of_one_card({}, {}, {})) as work:
        work.do(merge, 1, 0, 2, 0)
        for stands, other in ((3, 2), (2, 3), (3, 3)):
            with pytest.raises(DeskError):
                work.do(merge, stands, work.seen(stands), other, work.seen(other))
        work.do(merge, 3, work.seen(3), 1, work.seen(1))
        assert work.ask(members, 3) == (3, 1, 2)
        assert [each.number for each in work.ask(likenesses, 3)[1]] == [1, 2]
