"""How many links were handed out is told by bundles: totals, over and over, which must not be added up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from intake.config import Figures
from intake.desk.figures.counting import read_counts
from intake.desk.figures.handing_out import handed_out
from intake.desk.figures.measures import By, Measure
from intake.desk.figures.quarters import Quarter
from intake.envelope.bundle import HandedOut
from tests.desk.figures.counted import Q4
from tests.desk.world import World

Q3 = Quarter(2026, 3)


def told(world: World, totals: Mapping[tuple[str, str], int], **said: Any) -> None:
    """A bundle without envelopes comes, with these totals of organisation and month."""
    rows = tuple(HandedOut(organisation, month, count) for (organisation, month), count in totals.items())
    world.take_in(world.bundle(handed_out=rows, **said))


def of(world: World, quarter: Quarter, by: By = By.ALL) -> dict[str, int]:
    section = msgspec.structs.replace(world.section, figures=Figures(places={"school": "GM0363", "work": "GM0014"}))
    with world.desk() as desk, desk.reading() as connection:
        return dict(read_counts(connection, section, Q3, Q4).of(Measure.HANDED_OUT, by, quarter))


def test_the_newest_total_of_each_month_counts_however_often_it_was_told(world: World) -> None:
    told(world, {("school", "2026-09"): 7, ("school", "2026-10"): 2})
    told(world, {("school", "2026-09"): 9, ("school", "2026-10"): 5, ("work", "2026-11"): 4}, sequence=2)
    assert (of(world, Q3), of(world, Q4)) == ({"": 9}, {"": 9})
    assert of(world, Q4, By.PLACE) == {"GM0014": 4, "GM0363": 5}


def test_a_bundle_that_comes_late_takes_nothing_back(world: World) -> None:
    told(world, {("school", "2026-10"): 5}, sequence=2)
    told(world, {("school", "2026-10"): 3}, sequence=1)
    assert of(world, Q4) == {"": 5}


def test_a_relay_that_was_restored_is_not_counted_twice(world: World) -> None:
    told(world, {("school", "2026-10"): 50})
    told(world, {("school", "2026-10"): 45, ("school", "2026-11"): 3}, epoch=2, sequence=1)
    assert of(world, Q4) == {"": 53}


def test_a_relay_that_was_set_up_anew_counts_from_nothing(world: World) -> None:
    told(world, {("school", "2026-10"): 50})
    told(world, {("school", "2026-10"): 6}, relay="relay-two", sequence=1)
    assert of(world, Q4) == {"": 56}


def test_whose_place_nobody_configured_is_known_as_unknown(world: World) -> None:
    told(world, {("library", "2026-10"): 4, ("work", "2026-10"): 1})
    assert of(world, Q4, By.PLACE) == {"?": 4, "GM0014": 1}


def test_until_when_it_is_known_is_said(world: World) -> None:
    with world.desk() as desk, desk.reading() as connection:
        assert handed_out(connection, {}).until is None
    told(world, {}, cut="2026-11-20")
    told(world, {}, cut="2026-11-23", sequence=2)
    with world.desk() as desk, desk.reading() as connection:
        assert str(handed_out(connection, {}).until) == "2026-11-23"
