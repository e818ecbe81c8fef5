"""Working days in the Netherlands."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.config import Desk
from intake.desk.days import working_days
from intake.working_days import Liberation, WorkingDays

OFTEN: tuple[Liberation, ...] = ("never", "lustrum", "always")


def days(*, good_friday: bool = False, liberation: Liberation = "lustrum") -> WorkingDays:
    section = Desk(data=Path(), inbox="a", ggd="b", good_friday_off=good_friday, liberation_day_off=liberation)
    return working_days(section)


@pytest.mark.parametrize(
    ("arrived", "count", "due"),
    [
        (date(2026, 11, 23), 1, date(2026, 11, 24)),  # Monday
        (date(2026, 11, 27), 1, date(2026, 11, 30)),  # Friday, over the weekend
        (date(2026, 11, 28), 1, date(2026, 11, 30)),  # Saturday
        (date(2026, 11, 23), 5, date(2026, 11, 30)),
        (date(2026, 11, 23), 10, date(2026, 12, 7)),
        (date(2026, 12, 24), 1, date(2026, 12, 28)),  # over both days of Christmas and the weekend
        (date(2026, 12, 31), 1, date(2027, 1, 4)),  # over New Year's Day
        (date(2026, 4, 2), 2, date(2026, 4, 7)),  # Good Friday is worked, Easter Monday is not
        (date(2026, 4, 24), 1, date(2026, 4, 28)),  # King's Day
        (date(2025, 4, 25), 1, date(2025, 4, 28)),  # King's Day on the Saturday before
        (date(2026, 5, 13), 1, date(2026, 5, 15)),  # Ascension Day
        (date(2026, 5, 22), 1, date(2026, 5, 26)),  # Whit Monday
    ],
)
def test_due_dates_skip_weekends_and_public_holidays(arrived: date, count: int, due: date) -> None:
    assert days().after(arrived, count) == due


def test_good_friday_is_a_day_off_only_where_it_is_configured() -> None:
    assert days().works(date(2026, 4, 3))
    assert not days(good_friday=True).works(date(2026, 4, 3))


@pytest.mark.parametrize(
    ("often", "in_2025", "in_2026"), [("never", True, True), ("lustrum", False, True), ("always", False, False)]
)
def test_liberation_day_is_a_day_off_as_configured(often: Liberation, in_2025: bool, in_2026: bool) -> None:
    working = days(liberation=often)
    assert working.works(date(2025, 5, 5)) is in_2025
    assert working.works(date(2026, 5, 5)) is in_2026


@pytest.mark.parametrize("often", OFTEN)
def test_ascension_day_is_a_day_off_also_when_it_falls_on_liberation_day(
    often: Liberation,
) -> None:
    assert not days(liberation=often).works(date(2016, 5, 5))


COUNTED = days()


@given(st.dates(date(2020, 1, 1), date(2060, 1, 1)), st.integers(1, 30))
def test_exactly_so_many_working_days_lie_between(arrived: date, count: int) -> None:
    due = COUNTED.after(arrived, count)
    between = [arrived + timedelta(days=n) for n in range(1, (due - arrived).days + 1)]
    assert sum(map(COUNTED.works, between)) == count
    assert COUNTED.works(due)
