"""Who has a case, who is away, and what goes over to whoever stands in."""

from __future__ import annotations

import pytest

from intake.desk.casework.absences import absences_from, away, end_absence, set_absence
from intake.desk.casework.assigning import assign, colleagues, hand_over, held_by
from intake.desk.casework.reminders import set_reminder
from intake.desk.casework.states import Outcome, Status, move
from intake.desk.errors import DeskError
from intake.desk.tables import cases
from intake.desk.triage import Level
from tests.desk.casework.doing import at_work
from tests.desk.world import MONDAY, World, submission

AWAY = {"person": "noor", "since": "2026-11-24", "until": "2026-11-27", "stand_in": "anna"}


def test_only_nurses_and_coordinators_get_cases(world: World) -> None:
    with at_work(world, submission()) as work:
        assert work.ask(colleagues) == ["anna", "noor"]
        for stranger in ("mila", "nobody at all"):
            with pytest.raises(DeskError, match="for nurses and coordinators"):
                work.do(assign, 1, 0, stranger)
        assert work.do(assign, 1, 0, "anna") == 1
        assert work.do(assign, 1, 1, None) == 2


def test_what_goes_over_is_what_the_person_still_has(world: World) -> None:
    with at_work(world, *(submission() for _ in range(4))) as work:
        for case in (1, 2, 3):
            work.do(assign, case, 0, "noor")
        work.do(set_reminder, 2, 1, "2026-11-25", "call the GP")
        work.do(move, 3, Status.CLOSED, Outcome.HELPED)
        assert [(each.case, [to_do.text for to_do in each.reminders]) for each in work.ask(held_by, "noor")] == [
            (1, []),
            (2, ["call the GP"]),
        ]
        assert hand_over(work.desk, "noor", "anna", [2, 3, 4]) == ([2], [3, 4])
        assert [row["assigned"] for row in work.rows(cases)] == ["noor", "anna", "noor", None]
        assert work.trail()[-1] == "case assigned"
        with pytest.raises(DeskError, match="the same person"):
            hand_over(work.desk, "noor", "noor", [1])


def test_who_is_away_is_known_from_the_first_day_to_the_last(world: World) -> None:
    with at_work(world, submission()) as work:
        number = work.do(set_absence, **AWAY)
        days = [MONDAY.date().replace(day=day) for day in (23, 24, 27, 28)]
        assert [bool(work.ask(away, day)) for day in days] == [False, True, True, False]
        assert work.ask(away, days[1])["noor"].stand_in == "anna"
        work.do(end_absence, number)
        assert work.ask(absences_from, days[0]) == []
        with pytest.raises(DeskError, match="over already"):
            work.do(end_absence, number)


@pytest.mark.parametrize(
    "wrong",
    [{"until": "2026-11-23"}, {"stand_in": "noor"}, {"stand_in": "mila"}, {"person": "who"}, {"since": ""}],
)
def test_an_absence_that_cannot_be_is_refused(world: World, wrong: dict[str, str]) -> None:
    with at_work(world, submission()) as work, pytest.raises(DeskError):
        work.do(set_absence, **(AWAY | wrong))


def test_levels_stand_in_their_order_in_the_list(world: World) -> None:
    with at_work(world, submission(), submission(answers={"talk": "soon"})) as work:
        for case in (1, 2):
            work.do(assign, case, 0, "noor")
        assert [each.level for each in work.ask(held_by, "noor")] == [Level.RED, Level.GREEN]
