"""Hours and allowance: months add up, caps hold, and nothing that was entered is ever changed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.network.errors import NetworkError, UnfitError
from intake.network.hours.caps import Cap, Standing, Total
from intake.network.hours.entries import entries_of, total_of, totals
from intake.network.hours.month import Month, months_later, quarter_of
from intake.network.hours.overview import in_all, overview
from intake.network.hours.writing import OverCapError, Work, correct, enter
from intake.network.log import Action, read
from intake.network.people import Role
from intake.network.staff import add_person
from tests.network.typed import added, person
from tests.network.world import HELPER, OTHER_PASSPHRASE, PASSPHRASE, World

TODAY = date(2026, 11, 24)
NOVEMBER = Month(2026, 11)
days = st.dates(date(2000, 1, 1), date(2090, 12, 31))
totals_ = st.builds(Total, st.integers(0, 20_000), st.integers(0, 100_000))
few = settings(max_examples=40)
caps = st.builds(Cap, st.integers(60, 12_000), st.integers(0, 200_000), st.integers(50, 99))


@few
@given(days)
def test_every_day_lies_in_its_own_month_and_in_no_other(day: date) -> None:
    month = Month.of(day)
    assert day in month
    assert day not in month.plus(1)
    assert day not in month.plus(-1)
    assert month.last + timedelta(days=1) == month.plus(1).first
    assert Month.read(str(month)) == month


@few
@given(days, st.integers(-60, 60))
def test_months_count_back_as_far_as_forward(day: date, months: int) -> None:
    month = Month.of(day)
    assert month.plus(months).plus(-months) == month
    later = months_later(day, months)
    assert Month.of(later) == month.plus(months)
    assert later.day <= day.day
    assert later.day == day.day or later == Month.of(later).last


@few
@given(days)
def test_a_month_lies_in_one_quarter(day: date) -> None:
    month = Month.of(day)
    assert quarter_of(month.first) == quarter_of(month.last) == quarter_of(day)


@pytest.mark.parametrize("written", ["2026-13", "2026", "november", "2026-1", "1926-11", ""])
def test_what_is_no_month_is_refused(written: str) -> None:
    with pytest.raises(NetworkError, match="not a month"):
        Month.read(written)


@few
@given(caps, totals_, totals_)
def test_nothing_passes_a_cap_unless_it_is_refused(cap: Cap, before: Total, entry: Total) -> None:
    after = before + entry
    if cap.standing(before) is not Standing.OVER:
        assert cap.refuses(before, entry) is (cap.standing(after) is Standing.OVER)


@few
@given(caps, totals_, totals_)
def test_what_adds_nothing_is_never_refused(cap: Cap, before: Total, entry: Total) -> None:
    assert not cap.refuses(before, -entry)


@few
@given(caps, totals_, totals_)
def test_more_work_never_stands_better(cap: Cap, total: Total, more: Total) -> None:
    order = [Standing.BELOW, Standing.NEAR, Standing.OVER]
    assert order.index(cap.standing(total)) <= order.index(cap.standing(total + more))


@few
@given(caps)
def test_exactly_the_cap_is_warned_of_and_not_refused(cap: Cap) -> None:
    full = Total(cap.minutes, cap.cents)
    assert cap.standing(full) is Standing.NEAR
    assert not cap.refuses(Total(), full)
    assert cap.refuses(full, Total(1, 0))
    assert cap.refuses(full, Total(0, 1))
    assert cap.standing(Total()) is Standing.BELOW


def test_the_warning_comes_before_the_refusal() -> None:
    cap = Cap(minutes=1200, cents=21000, warn_percent=80)
    assert cap.standing(Total(959, 0)) is Standing.BELOW
    assert cap.standing(Total(960, 0)) is Standing.NEAR
    assert cap.standing(Total(0, 16800)) is Standing.NEAR
    assert cap.standing(Total(1201, 0)) is Standing.OVER


def test_a_cap_of_ones_own_counts_only_where_it_is_less(world: World) -> None:
    assert Cap.of(world.section, person(most_hours=8, most_euros=50)) == Cap(480, 5000, 80)
    assert Cap.of(world.section, person(most_hours=100)) == Cap(1200, 21000, 80)


@pytest.mark.parametrize(
    ("typed", "counted"),
    [
        ({"minutes": "90"}, (90, 0)),
        ({"minutes": "1:30"}, (90, 0)),
        ({"minutes": 90}, (90, 0)),
        ({"euros": "12,50"}, (0, 1250)),
        ({"euros": "\N{EURO SIGN} 12.50", "minutes": "0"}, (0, 1250)),
        ({"euros": 12}, (0, 1200)),
    ],
)
def test_minutes_and_euros_are_read_as_people_write_them(typed: dict[str, object], counted: tuple[int, int]) -> None:
    work = Work.read(typed | {"day": "2026-11-03", "what": "request"}, TODAY)
    assert (work.minutes, work.cents) == counted


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({}, "minutes"),
        ({"minutes": "25:00"}, "minutes"),
        ({"minutes": "-10"}, "minutes"),
        ({"minutes": "ten"}, "minutes"),
        ({"euros": "12,5"}, "euros"),
        ({"euros": "1000,01"}, "euros"),
        ({"minutes": "5", "day": "2026-11-25"}, "day"),
        ({"minutes": "5", "what": "correction"}, "what"),
        ({"minutes": "5", "hours": "2"}, "hours"),
    ],
)
def test_hours_that_do_not_fit_are_refused_by_their_field(typed: dict[str, object], wrong: str) -> None:
    with pytest.raises(UnfitError) as refused:
        Work.read({"day": "2026-11-03", "what": "request"} | typed, TODAY)
    assert list(refused.value.faults) == [wrong]


def test_past_the_cap_only_a_coordinator_goes_with_a_reason_that_is_logged(world: World) -> None:
    with world.network() as network:
        add_person(network, PASSPHRASE, name=HELPER, new_passphrase=OTHER_PASSPHRASE, role=Role.HELPER)
        with network.writing() as connection:
            wanted = added(network, connection)
    over = Work(TODAY, 60, 0, "request", override="a birth at night")
    with world.network(HELPER, OTHER_PASSPHRASE) as network, network.writing() as connection:
        assert enter(network, connection, wanted, Work(TODAY, 600, 0, "request")).standing is Standing.BELOW
        assert enter(network, connection, wanted, Work(TODAY, 600, 0, "request")).standing is Standing.NEAR
        with pytest.raises(OverCapError, match="2026-11 would have 21:00 hours of 20:00, and 0,00 euros of 210,00"):
            enter(network, connection, wanted, Work(TODAY, 60, 0, "request"))
        with pytest.raises(NetworkError, match="for a coordinator"):
            enter(network, connection, wanted, over)
        assert total_of(connection, wanted, NOVEMBER) == Total(1200, 0)
    with world.network() as network, network.writing() as connection:
        assert enter(network, connection, wanted, over).standing is Standing.OVER
        (entry, *_) = entries_of(connection, wanted, NOVEMBER)
        assert entry.override == "a birth at night"
        (logged,) = [each for each in read(connection) if each.action is Action.OVERRIDDEN]
        assert logged.detail == {"ambassador": wanted}


def test_a_correction_is_an_entry_and_takes_away_once_what_was_wrong(world: World) -> None:
    with world.network() as network, network.writing() as connection:
        wanted = added(network, connection)
        october = enter(network, connection, wanted, Work(date(2026, 10, 31), 120, 20_00, "session"))
        made = correct(network, connection, october.number, "was an hour")
        assert (made.month, made.total) == (Month(2026, 10), Total())
        assert [(each.minutes, each.cents) for each in entries_of(connection, wanted)] == [(-120, -2000), (120, 2000)]
        for number in (october.number, made.number):
            with pytest.raises(NetworkError, match="corrected before"):
                correct(network, connection, number, "again")
        with pytest.raises(NetworkError, match="needs a reason"):
            correct(network, connection, october.number, "  ")


def test_hours_stand_in_the_month_they_were_worked_in_and_only_while_somebody_is_here(world: World) -> None:
    with world.network() as network, network.writing() as connection:
        one, other = added(network, connection), added(network, connection, "Nour", most_hours=8)
        enter(network, connection, one, Work(date(2026, 10, 31), 60, 5_00, "request"))
        enter(network, connection, one, Work(date(2026, 11, 1), 30, 0, "meeting"))
        enter(network, connection, other, Work(date(2026, 11, 2), 240, 0, "meeting"))
        assert totals(connection, Month(2026, 10)) == {one: Total(60, 500)}
        lines = overview(connection, network.section, NOVEMBER, TODAY)
        assert [(line.ambassador.id, line.total.minutes) for line in lines] == [(other, 240), (one, 30)]
        assert in_all(lines) == Total(270, 0)
        for day in (date(2024, 12, 31), date(2026, 11, 25)):
            with pytest.raises(NetworkError):
                enter(network, connection, one, Work(day, 60, 0, "request"))
