"""Today: what a nurse sees on a Monday morning, and what a manager does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import update

from intake.desk.days import working_days
from intake.desk.queue.lateness import MOST, days_late
from intake.desk.tables import cases
from intake.desk.today import read_today
from intake.envelope.submission import Contact
from tests.desk.world import World, sealed, submission

PHONE = Contact(reach="call", address="0687412953", when=("weekday-morning",))


def test_an_empty_desk_has_nothing_to_say(world: World) -> None:
    with world.desk() as desk:
        found = read_today(desk)
    assert (found.ever, found.levels, found.greens, found.own, found.alike) == (False, {}, 0, 0, ())


def test_what_waits_what_is_mine_and_who_may_be_one_person(world: World) -> None:
    mine = submission(answers={"talk": "soon"}, contact=replace(PHONE, address="0639258174"))
    world.take_in(world.bundle(*map(sealed, (mine, submission(contact=PHONE), submission(contact=PHONE)))))
    world.later(days=7)
    with world.desk(actor="noor") as desk:
        with desk.writing() as connection:
            connection.execute(update(cases).where(cases.c.level == "red").values(assigned="noor", status="triaged"))
        found = read_today(desk)
    assert (found.levels["red"].late, found.levels["red"].every, found.greens) == (1, 1, 2)
    assert [row.level for row in found.mine] == ["red"]
    assert found.calls == 1  # nobody is called whose level is green, or not decided on
    (pair,) = found.alike
    assert (pair.by, len(pair.cases)) == ("line", 2)


def test_it_says_when_something_was_kept_for_its_term(world: World) -> None:
    world.take_in(world.bundle(sealed(submission())))
    with world.desk() as desk:
        with desk.writing() as connection:
            connection.execute(update(cases).values(closed="2026-11-23", status="closed"))
        assert not read_today(desk).terms_over
    world.later(days=world.section.retention.closed + 1)
    with world.desk() as desk:
        assert read_today(desk).terms_over


@pytest.mark.parametrize(
    ("due", "today", "late"),
    [
        (date(2026, 11, 20), date(2026, 11, 23), 1),  # from Friday to Monday
        (date(2026, 11, 19), date(2026, 11, 23), 2),
        (date(2026, 11, 20), date(2026, 11, 21), 0),  # on Saturday nobody could have
        (date(2026, 12, 24), date(2026, 12, 28), 1),  # both days of Christmas between
        (date(2020, 1, 1), date(2026, 11, 23), MOST),
    ],
)
def test_lateness_counts_the_working_days_that_began_since(world: World, due: date, today: date, late: int) -> None:
    assert days_late(working_days(world.section), due, today) == late
