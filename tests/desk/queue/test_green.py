"""Green cases are looked at together, and confirmed one by one behind one button."""

from __future__ import annotations

from sqlalchemy import select, update

from intake.desk.audit import Action
from intake.desk.queue.green import confirm_green, look_at_green, notable, skipped
from intake.desk.queue.reading import read_page
from intake.desk.queue.wanted import Wanted
from intake.desk.tables import audit, cases, decisions
from intake.desk.unlock import OpenDesk
from tests.desk.world import World, sealed, submission


def bring(world: World, count: int) -> None:
    world.take_in(world.bundle(*(sealed(submission()) for _ in range(count))))


def statuses(desk: OpenDesk) -> dict[int, str]:
    with desk.reading() as connection:
        return {row.number: row.status for row in connection.execute(select(cases.c.number, cases.c.status))}


def test_each_case_on_the_page_counts_as_looked_at(world: World) -> None:
    bring(world, 3)
    with world.desk() as desk:
        shown = look_at_green(desk, size=2)
        assert [each.row.number for each in shown.cases] == [1, 2]
        rest = look_at_green(desk, after=shown.after, size=2)
        assert ([each.row.number for each in rest.cases], rest.after) == ([3], None)
        with desk.reading() as connection:
            viewed = connection.execute(select(audit.c.case).where(audit.c.action == Action.CASE_VIEWED))
            assert sorted(viewed.scalars()) == [1, 2, 3]


def test_what_was_ticked_is_decided_in_the_nurses_name_and_leaves_the_queue(world: World) -> None:
    bring(world, 3)
    with world.desk(actor="noor") as desk:
        confirmed = confirm_green(desk, {1: 0, 3: 0})
        assert (confirmed.done, confirmed.left) == ((1, 3), ())
        assert statuses(desk) == {1: "triaged", 2: "new", 3: "triaged"}
        assert [row.number for row in read_page(desk, Wanted()).rows] == [2]
        with desk.reading() as connection:
            assert {row.actor for row in connection.execute(select(decisions.c.actor))} == {"noor"}


def test_what_changed_meanwhile_is_left_and_named(world: World) -> None:
    bring(world, 3)
    with world.desk() as desk:
        with desk.writing() as connection:
            connection.execute(update(cases).where(cases.c.number == 2).values(revision=1))
        confirmed = confirm_green(desk, {1: 0, 2: 0, 77: 0})
        assert (confirmed.done, confirmed.left) == ((1,), (2, 77))
        assert confirm_green(desk, {1: 0}).left == (1,)


def test_nothing_but_green_is_confirmed_whatever_is_sent(world: World) -> None:
    world.take_in(world.bundle(sealed(submission(answers={"talk": "soon"}))))
    with world.desk() as desk:
        assert confirm_green(desk, {1: 0}).left == (1,)
        assert statuses(desk) == {1: "new"}


def test_the_answers_that_say_something_come_first_and_what_was_skipped_is_named(world: World) -> None:
    person = submission(answers={"sleep": "sometimes_bad", "pain": None})
    world.take_in(world.bundle(sealed(person)))
    with world.desk() as desk:
        (shown,) = look_at_green(desk).cases
        kept = desk.library.find(("ggd10", "1"))
        assert kept is not None
        assert notable(kept.questionnaire, shown.answers) == ("sleep", "doctor", "talk")
        assert skipped(kept.questionnaire, shown.answers) == ("pain",)
