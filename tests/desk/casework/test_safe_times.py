"""Safe times: never at another hour than was chosen, over a year with both clock changes and every holiday."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.desk.casework.safe_times import HOURS, next_window, open_now, parts_later, parts_now, windows
from intake.working_days import WorkingDays

HERE = ZoneInfo("Europe/Amsterdam")
DAYS = WorkingDays(good_friday_off=False, liberation_day_off="lustrum")
START = datetime(2026, 1, 1, tzinfo=UTC)
MOMENTS = st.integers(0, 365 * 24 * 60 - 1).map(lambda minutes: START + timedelta(minutes=minutes))
CHOSEN = st.lists(st.sampled_from([*HOURS, "a-part-of-a-later-version"]), unique=True).map(tuple)
HOLIDAYS = [
    date(2026, 1, 1),
    date(2026, 4, 5),
    date(2026, 4, 6),
    date(2026, 4, 27),
    date(2026, 5, 14),
    date(2026, 5, 24),
]
HOLIDAYS += [date(2026, 5, 25), date(2026, 12, 25), date(2026, 12, 26)]


def at(day: int, month: int, hour: int, minute: int = 0) -> datetime:
    """A moment of 2026 on a Dutch clock, in UTC."""
    return datetime(2026, month, day, hour, minute, tzinfo=HERE).astimezone(UTC)


def part_of(moment: datetime) -> str | None:
    """Which part of the week a Dutch clock and calendar show: written down a second time, in another way."""
    here = moment.astimezone(HERE)
    if here.date() in HOLIDAYS:
        return None
    if here.isoweekday() > 5:
        return "weekend" if 10 <= here.hour < 20 else None
    if here.hour < 8 or here.hour >= 21:
        return None
    return "weekday-morning" if here.hour < 12 else "weekday-afternoon" if here.hour < 17 else "weekday-evening"


@given(MOMENTS, CHOSEN.filter(bool))
def test_a_time_is_safe_exactly_where_the_clock_shows_a_part_that_was_chosen(
    moment: datetime, chosen: tuple[str, ...]
) -> None:
    assert (open_now(chosen, moment, DAYS) is not None) == (part_of(moment) in chosen)


def test_every_hour_of_a_year_with_both_clock_changes() -> None:
    for minutes in (60 * hour + minute for hour in range(365 * 24) for minute in (0, 59)):
        moment = START + timedelta(minutes=minutes)
        part = part_of(moment)
        assert set(parts_now(moment, DAYS)) - {"unsaid"} == ({part} if part else set()), moment


@given(MOMENTS, CHOSEN)
def test_the_next_window_is_safe_and_there_was_none_before_it(moment: datetime, chosen: tuple[str, ...]) -> None:
    found = next_window(chosen, moment, DAYS)
    if found is None:
        assert chosen == ("a-part-of-a-later-version",)
        return
    assert found.opens > moment
    assert open_now(chosen, found.opens, DAYS) == found
    assert open_now(chosen, found.closes, DAYS) is None
    now = open_now(chosen, moment, DAYS)
    later = now.closes if now else moment
    while later < found.opens:
        assert open_now(chosen, later, DAYS) is None
        later += timedelta(hours=1)


@given(MOMENTS)
def test_who_chose_no_time_is_called_in_office_hours_only(moment: datetime) -> None:
    here = moment.astimezone(HERE)
    office = 9 <= here.hour < 17 and here.isoweekday() <= 5 and here.date() not in HOLIDAYS
    assert (open_now(None, moment, DAYS) is not None) == (open_now((), moment, DAYS) is not None) == office


@pytest.mark.parametrize("day", HOLIDAYS)
def test_on_a_public_holiday_nobody_is_called(day: date) -> None:
    assert not windows(tuple(HOURS), day, DAYS)
    assert not windows(None, day, DAYS)


def test_parts_that_follow_each_other_are_one_window() -> None:
    (window,) = windows(("weekday-morning", "weekday-evening", "weekday-afternoon"), date(2026, 11, 24), DAYS)
    assert (window.opens, window.closes) == (at(24, 11, 8), at(24, 11, 21))


def test_on_the_days_of_the_clock_changes_the_hours_are_those_of_the_clock() -> None:
    for day, month in ((29, 3), (25, 10)):
        assert not open_now(("weekend",), at(day, month, 9, 59), DAYS)
        assert open_now(("weekend",), at(day, month, 10), DAYS)
        assert not open_now(("weekend",), at(day, month, 20), DAYS)


def test_later_today_says_whose_time_comes_and_when() -> None:
    assert parts_now(at(24, 11, 10), DAYS) == ["weekday-morning", "unsaid"]
    assert parts_later(at(24, 11, 10), DAYS) == [
        (at(24, 11, 12), "weekday-afternoon"),
        (at(24, 11, 17), "weekday-evening"),
    ]
    assert parts_later(at(27, 4, 7), DAYS) == []
