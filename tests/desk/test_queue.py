"""The queue: who needs somebody first, in numbers for programs and in words for people."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime

import pytest

from intake.desk.queue import Waiting, read_queue
from intake.desk.terminal.queue import queue_lines
from intake.desk.wording import Dictionary, StaffLanguage
from intake.envelope.submission import Answer
from tests.desk.world import World, sealed, submission


def bring(world: World, *people: Mapping[str, Answer], sequence: int = 1) -> list[Waiting]:
    """One case for each set of answers; the queue after that."""
    world.take_in(world.bundle(*(sealed(submission(answers=answers)) for answers in people), sequence=sequence))
    with world.desk() as desk:
        return read_queue(desk)


def printed(world: World, language: StaffLanguage = "en") -> str:
    with world.desk() as desk:
        return "\n".join(queue_lines(read_queue(desk), Dictionary(desk.library, language), language))


def test_the_most_urgent_level_comes_first(world: World) -> None:
    levels = [{"talk": "no"}, {"doctor": "not_yet"}, {"talk": "yes"}, {"talk": "soon"}]
    skipped: Mapping[str, Answer] = {"sleep": None, "dreams": None, "pain": None}
    waiting = bring(world, *levels, skipped)
    assert [each.level for each in waiting] == ["red", "amber", "yellow", "review", "green"]


def test_within_a_level_the_nearest_date_comes_first_and_then_the_older_case(world: World) -> None:
    bring(world, {"talk": "soon"}, {"talk": "soon"})
    world.later(days=-4)
    waiting = bring(world, {"talk": "soon"}, sequence=2)
    assert [(each.case, each.due) for each in waiting] == [(3, "2026-11-20"), (1, "2026-11-24"), (2, "2026-11-24")]


@pytest.mark.parametrize(
    ("arrived", "answers", "due"),
    [
        (datetime(2026, 12, 24, 10, tzinfo=UTC), {"talk": "soon"}, "2026-12-28"),
        (datetime(2026, 4, 23, 10, tzinfo=UTC), {"talk": "yes"}, "2026-05-01"),  # five days, with King's Day between
        (datetime(2026, 12, 18, 10, tzinfo=UTC), {"doctor": "not_yet"}, "2027-01-05"),  # ten, over the holidays
        (datetime(2026, 12, 18, 10, tzinfo=UTC), {"talk": "no"}, None),
    ],
)
def test_due_is_the_day_it_came_plus_the_rules_working_days(
    world: World, arrived: datetime, answers: Mapping[str, Answer], due: str | None
) -> None:
    world.now = arrived
    (waiting,) = bring(world, answers)
    assert waiting.due == due


def test_for_programs_a_case_has_exactly_the_promised_members(world: World) -> None:
    person = submission(answers={"sleep": "often_bad", "dreams": "often", "startle": "often"})
    world.take_in(world.bundle(sealed(person)))
    with world.desk() as desk:
        (waiting,) = read_queue(desk)
    assert waiting.members() == {
        "case": 1,
        "id": person.id,
        "code": person.code,
        "questionnaire": "ggd10",
        "language": "ti",
        "place": "GM0363",
        "score": 6,
        "band": "medium",
        "level": "amber",
        "rules": ["R4", "R8"],
        "status": "new",
        "due": "2026-11-30",
    }


def test_an_empty_queue_says_so(world: World) -> None:
    assert printed(world) == "The queue is empty."


def test_people_read_every_reason_in_words_and_that_the_questionnaire_is_not_validated(world: World) -> None:
    bring(world, {"sleep": "often_bad", "dreams": "often", "startle": "often", "home": "mostly_not"})
    text = printed(world)
    assert "GGD-style example, not validated" in text
    assert "R1 mostly does not feel calm and at ease in the place where they live" in text
    assert "R4 often bad sleep, often bad dreams, startles often" in text


def test_dutch_staff_read_it_in_dutch(world: World) -> None:
    bring(world, {"home": "mostly_not"})
    text = printed(world, "nl")
    assert "Voorbeeld in GGD-stijl, niet gevalideerd" in text
    assert "R1 voelt zich meestal niet rustig" in text
    assert "uiterlijk" in text


def test_the_columns_stand_below_each_other(world: World) -> None:
    bring(world, {"talk": "soon"}, {"home": "mostly_not", "talk": "yes"})
    lines = printed(world).splitlines()
    heading = next(line for line in lines if line.startswith("case"))
    reasons = [found for line in lines if (found := re.search(r"R\d+ [a-z]", line))]
    assert len(reasons) == 3
    assert {found.start() for found in reasons} == {heading.index("why")}
