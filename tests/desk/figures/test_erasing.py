"""Figures are the same before and after any erasure, and nothing is counted twice."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from random import Random

from sqlalchemy import func, select

from intake.demo.many_cases import make_many_cases
from intake.desk.audit import Action
from intake.desk.casework.merging import merge, unmerge
from intake.desk.casework.revision import revision_of
from intake.desk.errors import DeskError
from intake.desk.figures.counting import read_counts
from intake.desk.figures.counts import Counts
from intake.desk.figures.measures import By, Measure
from intake.desk.figures.quarters import Quarter
from intake.desk.retention.erased import erase_again
from intake.desk.retention.erasing import Ground, erase
from intake.desk.tables import audit, cases, tallies
from intake.desk.unlock import OpenDesk
from tests.desk.world import World

FIRST, LAST = Quarter(2025, 1), Quarter(2027, 2)


def counted(desk: OpenDesk) -> Counts:
    with desk.reading() as connection:
        return read_counts(connection, desk.section, FIRST, LAST)


def erased(desk: OpenDesk, numbers: Collection[int], ground: Ground = Ground.TERM) -> None:
    with desk.writing() as connection:
        erase(desk, connection, numbers, ground)


def mixed_up(desk: OpenDesk, chance: Random) -> set[int]:
    """Nurses put cases together and take some apart again, also in a later quarter; the cases that were."""
    touched: set[int] = set()
    with desk.reading() as connection:
        open_ones = list(connection.execute(select(cases.c.number).where(cases.c.closed.is_(None))).scalars())
    for _ in range(30):
        one, other = chance.sample(open_ones, 2)
        for deed in (_together, _apart) if chance.random() < 0.4 else (_together,):
            try:
                deed(desk, one, other)
                touched |= {one, other}
            except DeskError:
                break
    return touched


def _together(desk: OpenDesk, one: int, other: int) -> None:
    with desk.writing() as connection:
        seen = [revision_of(connection, case) for case in (one, other)]
        merge(desk, connection, one, seen[0], other, seen[1])


def _apart(desk: OpenDesk, _one: int, other: int) -> None:
    with desk.writing() as connection:
        unmerge(desk, connection, other, revision_of(connection, other), "Two sisters.")


def test_whatever_is_erased_no_number_of_any_quarter_changes(world: World) -> None:
    chance = Random(7)
    with world.desk() as desk:
        made = make_many_cases(desk, 300, seed=3)
        merged = mixed_up(desk, chance)
        world.later(days=60)
        merged |= mixed_up(desk, chance)
        before, left = counted(desk), list(range(1, made.cases + 1))
        assert before.total(Measure.RETURNED, before.quarters) == 300
        while left:
            some = chance.sample(left, min(len(left), chance.choice((1, 30, 120))))
            some += [case for case in left if case in merged and chance.random() < 0.2]
            left = [case for case in left if case not in some]
            erased(desk, {*some, 99_999})
            assert counted(desk) == before
        with desk.reading() as connection:
            assert connection.execute(select(func.count()).select_from(cases)).scalar_one() == 0


def test_what_was_erased_and_comes_back_with_an_older_desk_counts_once(world: World, tmp_path: Path) -> None:
    """A desk is brought back from before the erasure, and the list of what was erased is given: it goes again."""
    with world.desk() as desk:
        make_many_cases(desk, 60)
        before = counted(desk)
        with desk.reading() as connection:
            digests = list(connection.execute(select(cases.c.digest).where(cases.c.number <= 20)).scalars())
        # As in the copy, which has neither the erasure nor its tallies: only there it is done, and counted, once.
        with desk.writing() as connection:
            assert erase_again(desk, connection, [*digests, b"x" * 32]) == 20
            assert erase_again(desk, connection, digests) == 0
        assert counted(desk) == before


def test_tallies_are_of_one_thing_at_a_time_and_say_nothing_else(world: World) -> None:
    with world.desk() as desk:
        make_many_cases(desk, 60)
        erased(desk, range(1, 61), Ground.REQUEST_GDPR)
        with desk.reading() as connection:
            rows = connection.execute(select(tallies)).mappings().all()
            entries = b"".join(
                connection.execute(select(audit.c.entry).where(audit.c.action == Action.CASE_ERASED)).scalars()
            )
    assert {row["by"] for row in rows} == {By.ALL, By.LANGUAGE, By.PLACE, By.DESTINATION}
    assert all(row["count"] > 0 for row in rows)
    for measure in Measure:
        totals = {by: sum(row["count"] for row in rows if (row["measure"], row["by"]) == (measure, by)) for by in By}
        assert len({total for total in totals.values() if total}) <= 1
    assert b"quarter" not in entries
