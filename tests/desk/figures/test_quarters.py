"""Quarters: how they are written, what they are part of, and when they begin in the Netherlands."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from intake.desk.errors import DeskError
from intake.desk.figures.languages import GROUPS, group_called, group_of
from intake.desk.figures.quarters import Quarter
from intake.questionnaire import LANGUAGES

Q4 = Quarter(2026, 4)


def test_a_quarter_is_written_and_read() -> None:
    assert (str(Q4), Quarter.read("2026-Q4")) == ("2026-Q4", Q4)
    for wrong in ("2026-Q5", "2026-4", "26-Q4", "2026-Q4 "):
        with pytest.raises(DeskError):
            Quarter.read(wrong)


def test_days_and_months_are_of_one_quarter() -> None:
    quarters = [Quarter.of(date(2026, month, 28)).number for month in range(1, 13)]
    assert quarters == [1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4]
    assert Quarter.of_month("2026-09") == Quarter(2026, 3)


def test_it_begins_at_midnight_in_the_netherlands() -> None:
    assert [Quarter(2026, number).since[5:16] for number in (1, 2, 3, 4)] == [
        "12-31T23:00",
        "03-31T22:00",
        "06-30T22:00",
        "09-30T22:00",
    ]
    assert Quarter.at(datetime(2026, 12, 31, 22, 59, tzinfo=UTC)) == Q4
    assert Quarter.at(datetime(2026, 12, 31, 23, 30, tzinfo=UTC)) == Quarter(2027, 1)


def test_halves_and_years_are_made_of_quarters() -> None:
    assert [str(each) for each in Q4.half] == ["2026-Q3", "2026-Q4"]
    assert Quarter(2026, 2).half[0] == Quarter(2026, 1)
    assert Q4.whole_year == tuple(Quarter(2026, 1).until(Q4))
    assert (Q4.next, Q4 + -4, Q4.next > Q4) == (Quarter(2027, 1), Quarter(2025, 4), True)


def test_every_language_of_the_form_is_in_one_group_of_its_own_name() -> None:
    tags = [tag for group in GROUPS for tag in group.tags]
    assert len(tags) == len(set(tags))
    assert all(group_of(each.tag).key != "other" for each in LANGUAGES)
    assert (group_of("sw").key, group_called("gone").key) == ("other", "other")
