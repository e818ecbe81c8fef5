"""Pages of the queue: overdue first, filtered, counted, and found again by a key."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import RowMapping, select, update

from intake.desk.audit import Action
from intake.desk.queue.counting import count, tally, total
from intake.desk.queue.paging import Key, numbers_after
from intake.desk.queue.reading import Page, read_page
from intake.desk.queue.wanted import LEVELS, NOBODY, Due, Wanted
from intake.desk.tables import audit, cases
from intake.desk.unlock import OpenDesk
from tests.desk.many import fill
from tests.desk.world import MONDAY, World

TODAY = MONDAY.date()
SUNDAY = "2026-11-29"

WANTED = [
    Wanted(),
    Wanted(level="yellow"),
    Wanted(status="contacting"),
    Wanted(language="ti", level="red"),
    Wanted(place=NOBODY),
    Wanted(assigned="noor", due=Due.WEEK),
    Wanted(assigned=NOBODY, due=Due.OVERDUE),
    Wanted(due=Due.TODAY),
    Wanted(paper=True),
    Wanted(barred=True, level="green"),
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, empty_database: Path) -> Iterator[OpenDesk]:
    """A desk with 400 cases."""
    world = World.new(tmp_path_factory.mktemp("many"), empty_database)
    with world.desk() as opened:
        fill(opened, 400)
        yield opened


def kept(desk: OpenDesk) -> list[RowMapping]:
    """What somebody has something to do with, as a plain reading of every row says."""
    with desk.reading() as connection:
        rows = connection.execute(select(cases)).mappings().all()
    return [row for row in rows if row["closed"] is None and (row["level"], row["status"]) != ("green", "triaged")]


def place_in_order(row: RowMapping) -> tuple[bool, int, bool, str, int]:
    due = row["due"] or ""
    late = due != "" and due < TODAY.isoformat()
    return not late, LEVELS.index(row["level"]), not late and due == "", due, row["number"]


def fits(row: RowMapping, wanted: Wanted) -> bool:
    due = row["due"] or "9999"
    when = {Due.OVERDUE: due < "2026-11-23", Due.TODAY: due == "2026-11-23", Due.WEEK: "2026-11-23" <= due <= SUNDAY}
    named = all(
        getattr(wanted, name) in (None, row[name] or NOBODY)
        for name in ("level", "status", "language", "place", "assigned")
    )
    ticked = (not wanted.paper or row["paper"]) and (not wanted.barred or not row["allowed"])
    return bool(named and ticked and (wanted.due is None or when[wanted.due]))


def walk(desk: OpenDesk, wanted: Wanted, step: Callable[[Page], Key | None], first: Page) -> list[Page]:
    """Pages from ``first`` on, until there is no further one."""
    pages = [first]
    while (key := step(pages[-1])) is not None:
        way = "after" if step is after else "before"
        pages.append(read_page(desk, wanted, size=7, **{way: key}))
    return pages


def after(page: Page) -> Key | None:
    return page.after


def before(page: Page) -> Key | None:
    return page.before


@pytest.mark.parametrize("wanted", WANTED, ids=str)
def test_the_pages_hold_every_case_that_is_wanted_once_and_in_order_both_ways(desk: OpenDesk, wanted: Wanted) -> None:
    expected = [row["number"] for row in sorted(kept(desk), key=place_in_order) if fits(row, wanted)]
    there = walk(desk, wanted, after, read_page(desk, wanted, size=7))
    assert [row.number for page in there for row in page.rows] == expected
    back = walk(desk, wanted, before, there[-1])
    assert sorted(row.number for page in back for row in page.rows) == sorted(expected)
    assert [page.rows[0].number for page in back][-1:] == expected[:1]


@pytest.mark.parametrize("wanted", WANTED, ids=str)
def test_each_count_is_what_that_filter_would_show(desk: OpenDesk, wanted: Wanted) -> None:
    rows = kept(desk)
    with desk.reading() as connection:
        counts = count(connection, wanted, TODAY)
        assert total(connection, wanted, TODAY) == counts.total
    assert counts.total == sum(fits(row, wanted) for row in rows)
    for name in ("level", "status", "language", "place", "assigned"):
        others = wanted.without(name)
        assert getattr(counts, name) == Counter(row[name] or NOBODY for row in rows if fits(row, others)), name
    for due in Due:
        assert counts.due[due] == sum(fits(row, wanted.having("due", due)) for row in rows)
    assert counts.paper == sum(fits(row, wanted.having("paper", True)) for row in rows)
    assert counts.barred == sum(fits(row, wanted.having("barred", True)) for row in rows)


def test_the_tally_of_a_level_is_that_of_its_filters(desk: OpenDesk) -> None:
    rows = kept(desk)
    with desk.reading() as connection:
        found = tally(connection, TODAY)
    for level, each in found.items():
        of_level = Wanted(level=level)
        expected = [sum(fits(row, of_level.having("due", due)) for row in rows) for due in Due]
        assert [each.late, each.today, each.week] == expected
        assert each.every == sum(row["level"] == level for row in rows)


def test_the_next_page_begins_where_it_did_after_the_last_case_of_this_one_was_closed(desk: OpenDesk) -> None:
    first = read_page(desk, Wanted(), size=7)
    second = read_page(desk, Wanted(), after=first.after, size=7)
    last = cases.c.number == first.rows[-1].number
    with desk.writing() as connection:
        connection.execute(update(cases).where(last).values(closed="2026-11-23", status="closed"))
    again = read_page(desk, Wanted(), after=first.after, size=7)
    with desk.writing() as connection:
        connection.execute(update(cases).where(last).values(closed=None, status="new"))
    assert [row.number for row in again.rows] == [row.number for row in second.rows]


def test_a_key_is_read_as_it_was_written_and_nothing_else_is_a_key() -> None:
    for key in (Key(1, "2026-11-24", 17), Key(4, None, 93)):
        assert Key.read(key.written()) == key
    for typed in ("", "5.2026-11-24.17", "1.2026-11-24.", "1.tomorrow.17", "1.2026-11-24.17' OR 1", "1..\u0661"):
        assert Key.read(typed) is None


def test_a_look_at_a_page_is_recorded_once_with_how_many_cases_it_showed(desk: OpenDesk) -> None:
    read_page(desk, Wanted(), size=7)
    with desk.reading() as connection:
        last = connection.execute(select(audit).order_by(audit.c.number.desc()).limit(2)).mappings().all()
    assert last[0]["action"] == Action.QUEUE_VIEWED
    assert b'"cases":7' in last[0]["entry"]


def test_every_question_to_the_database_is_answered_from_an_index(desk: OpenDesk) -> None:
    asked: list[str] = []
    with desk.reading() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.set_trace_callback(asked.append)
        count(connection, Wanted(language="ti"), TODAY)
        numbers_after(connection, Wanted(language="ti"), TODAY, Key(1, "2026-11-24", 17))
        driver.set_trace_callback(None)
        plans = [
            connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {each}").all() for each in asked if each[:6] == "SELECT"
        ]
    steps = [row[3] for plan in plans for row in plan if "cases" in row[3]]
    assert steps
    assert [step for step in steps if "cases_at_work" not in step] == []
