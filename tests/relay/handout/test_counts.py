"""Counts of what was handed out: so rough that nobody shows in them."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert

from intake.relay.handout.coordinator.counting import Month, tell, tell_months
from intake.relay.handout.roles import Role
from intake.relay.links.handout import hand_out_links
from intake.relay.links.register import Kind
from intake.relay.links.tables import handed_out
from tests.relay.handout.world import SCHOOL, TOWN, HandoutWorld

TOTALS = st.integers(min_value=0, max_value=100_000)
DAYS = st.dates(min_value=date(2025, 1, 1), max_value=date(2100, 12, 31))
MONTHS = st.builds("{:04d}-{:02d}".format, st.integers(2024, 2101), st.integers(1, 12))


@given(TOTALS)
def test_nothing_below_ten_and_nothing_finer_than_five_is_told(total: int) -> None:
    told = tell(total)
    assert told is None or (told >= 10 and told % 5 == 0 and abs(told - total) <= 2)
    assert (told is None) == (total < 10)


@given(TOTALS)
def test_each_number_stands_for_three_totals_or_more(total: int) -> None:
    alike = [other for other in range(max(0, total - 9), total + 10) if tell(other) == tell(total)]
    assert len(alike) >= 3


@given(st.dictionaries(MONTHS, TOTALS), DAYS)
def test_the_last_twelve_months_that_are_over_are_told_and_no_other(totals: dict[str, int], today: date) -> None:
    months = tell_months(totals, today)
    assert [each.first.day for each in months] == [1] * 12
    assert months[0].first == (today.replace(day=1) - timedelta(days=1)).replace(day=1)
    assert sorted({each.first for each in months}, reverse=True) == [each.first for each in months]
    assert months[-1].first > today.replace(day=1) - timedelta(days=367)
    assert all(each.told == tell(totals.get(f"{each.first:%Y-%m}", 0)) for each in months)


@given(DAYS, TOTALS)
def test_this_month_changes_nothing_that_is_told(today: date, total: int) -> None:
    assert tell_months({f"{today:%Y-%m}": total}, today) == tell_months({}, today)


def test_a_month_without_any_is_told_like_one_with_nine() -> None:
    today = date(2026, 11, 23)
    assert tell_months({"2026-10": 9}, today) == tell_months({}, today)
    assert tell_months({"2026-10": 12}, today)[0] == Month(date(2026, 10, 1), 10)


def handed(world: HandoutWorld, organisation: str, month: str, total: int) -> None:
    with world.relay_engine.begin() as connection:
        connection.execute(insert(handed_out).values(organisation=organisation, month=month, total=total))


def test_the_page_tells_the_own_organisations_months_roughly(world: HandoutWorld) -> None:
    handed(world, SCHOOL, "2026-10", 23)
    handed(world, SCHOOL, "2026-09", 7)
    handed(world, TOWN, "2026-09", 480)
    world.sign_in(Role.COORDINATOR)
    page = world.client.get("/handout/counts").text
    assert "about 25" in page
    assert page.count("fewer than 10</td>") == 11
    assert "480" not in page
    assert f'href="{world.config.origin}/en/figures/"' in page
    assert "23" not in page


def test_the_page_of_an_organisation_that_handed_out_nothing_is_that_of_one_with_nine(world: HandoutWorld) -> None:
    world.sign_in(Role.COORDINATOR)
    before = world.client.get("/handout/counts").data
    handed(world, SCHOOL, "2026-10", 9)
    hand_out_links(world.handout.links, SCHOOL, Kind.CARD, now=world.now, count=40)
    assert world.client.get("/handout/counts").data == before
