"""A clock that jumps: nothing is erased early, nothing is held back for ever, and people go on sending."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from structlog.testing import capture_logs

from intake.envelope.format import digest
from intake.relay.clock import iso_week, last_day
from intake.relay.housekeeping import keep_house
from intake.relay.log import Event
from intake.relay.tables import arrival, envelope, tombstone
from intake.sqlcipher import reading
from tests.relay.world import INBOX, World, outcome

TEN_YEARS = 3652


def all_of(world: World, column: Any) -> list[Any]:
    with reading(world.relay.engine).begin() as connection:
        return list(connection.scalars(select(column)))


def offered(world: World) -> bytes:
    answer = world.carry("GET", "bundle")
    assert answer.status_code == 200
    return bytes(answer.data)


def test_a_clock_that_is_ten_years_ahead_for_one_night_erases_and_forgets_nothing(world: World) -> None:
    had, waits = world.stored(2)
    token = world.link()
    world.collected()
    world.acknowledge([digest(had)])
    world.later(days=TEN_YEARS)
    with capture_logs() as lines:
        assert keep_house(world.relay, world.today) == 0
    assert [line["event"] for line in lines] == [Event.CLOCK_UNSURE]
    world.later(days=-TEN_YEARS)
    assert world.open(token).status_code == 200
    assert sorted(all_of(world, envelope.c.bytes)) == sorted([had, waits])
    assert all_of(world, tombstone.c.key) == []


def test_what_was_erased_is_remembered_through_such_a_night(world: World) -> None:
    """A late retry of it must not be taken for a new envelope."""
    token, sealed = world.link(), world.ggd.seal()
    assert world.send(sealed, f"Link {token}").status_code == 201
    world.acknowledge([digest(sealed)])
    world.later(days=47)
    world.collected()
    assert keep_house(world.relay, world.today) == 1
    world.later(days=TEN_YEARS)
    keep_house(world.relay, world.today)
    world.later(days=-TEN_YEARS)
    assert world.send(sealed, f"Link {token}").status_code == 200


def test_a_relay_without_a_courier_forgets_nothing_and_one_that_comes_again_makes_up_for_it(world: World) -> None:
    (sealed,) = world.stored()
    world.acknowledge([digest(sealed)])
    world.later(days=90)
    assert keep_house(world.relay, world.today) == 0
    world.collected()
    assert keep_house(world.relay, world.today) == 1


def test_a_clock_that_is_right_and_a_courier_on_his_days_write_no_line(world: World) -> None:
    world.collected()
    world.later(days=14)
    with capture_logs() as lines:
        keep_house(world.relay, world.today)
    assert lines == []


def test_a_relay_whose_clock_is_a_year_behind_believes_no_receipt_so_no_hold_begins_in_the_past(world: World) -> None:
    """The courier's clock is right: the time that it signs is not the relay's."""
    (sealed,) = world.stored()
    right = int(world.now.timestamp())
    body, _ = world.ggd.receipt([digest(sealed)])
    world.later(days=-365)
    assert outcome(world.carry("POST", "receipts", body, signed_time=right)) == (401, "not-a-courier")
    assert outcome(world.carry("GET", "bundle", signed_time=right)) == (401, "not-a-courier")
    assert keep_house(world.relay, world.today) == 0
    assert all_of(world, arrival.c.acknowledged) == [None]


def test_an_hour_back_nobody_notices_and_a_new_bundle_is_cut(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The bundle of an hour that comes again would be served until that hour has passed twice."""
    world = World(tmp_path_factory.mktemp("relay"), hours_between_bundles=24)
    token = world.link()
    assert world.send(world.ggd.seal(), f"Link {token}").status_code == 201
    before = offered(world)
    assert offered(world) == before
    world.later(hours=-1)
    assert world.open(token).status_code == 200
    assert world.send(world.ggd.seal(), f"Link {token}").status_code == 201
    assert len(offered(world)) > len(before)
    keep_house(world.relay, world.today)
    world.relay.engine.dispose()


@pytest.mark.parametrize("day", [date(2026, 12, 27), date(2026, 12, 28), date(2027, 1, 3), date(2027, 1, 4)])
def test_the_last_day_of_a_week_is_its_sunday_also_around_new_year(day: date) -> None:
    sunday = last_day(iso_week(day))
    assert (sunday.weekday(), iso_week(sunday), 0 <= (sunday - day).days <= 6) == (6, iso_week(day), True)


def test_an_arrival_of_a_wrong_week_is_carried_as_any_other(world: World) -> None:
    """Written by a clock that was a year ahead: it stays with the arrivals until then, and is offered all the same."""
    world.later(days=30)
    (early,) = world.stored()
    world.later(days=-30)
    (sealed,) = world.stored()
    keep_house(world.relay, world.today)
    assert all(each in offered(world) for each in (early, sealed))
    world.acknowledge([digest(early), digest(sealed)])
    assert early not in offered(world)
    assert INBOX.encode() in offered(world)
