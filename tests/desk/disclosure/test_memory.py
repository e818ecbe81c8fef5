"""What was found at one release helps the next, and is trusted in nothing."""

from __future__ import annotations

from sqlalchemy import update

from intake.desk.disclosure.grid import ALL, WHOLE, Atom, Released
from intake.desk.disclosure.memory import read_memory, write_memory
from intake.desk.disclosure.protecting import protect
from intake.desk.disclosure.worlds import Memory
from intake.desk.tables import worlds
from tests.desk.disclosure.test_protecting import QUARTERS, grid, one_quarter
from tests.desk.world import World

TRUTH = one_quarter(3, 40, 15, 55, 18, 31)
FALSE: Memory = [
    {Atom("decided", ALL, WHOLE, QUARTERS[0]): -5},
    {Atom("decided", ALL, WHOLE, QUARTERS[0]): 10**6},
    {Atom("red", "language", "ar", QUARTERS[0]): 30, Atom("nothing", "of", "this", "kind"): 1},
]


def test_worlds_are_kept_for_the_next_release_and_only_the_last_ones(world: World) -> None:
    memory: Memory = []
    assert protect(grid(), TRUTH, (), memory) is not None
    assert memory
    with world.desk() as desk:
        for each in (FALSE, memory):
            with desk.writing() as connection:
                write_memory(connection, each)
        with desk.reading() as connection:
            assert read_memory(connection) == memory


def test_a_damaged_memory_is_none(world: World) -> None:
    with world.desk() as desk, desk.writing() as connection:
        assert read_memory(connection) == []
        write_memory(connection, FALSE)
        connection.execute(update(worlds).values(content=b"\x00 not what was written"))
        assert read_memory(connection) == []


def test_worlds_that_keep_no_rule_show_nothing_to_be_safe() -> None:
    assert protect(grid(), TRUTH, (), list(FALSE)) == protect(grid(), TRUTH)


def test_with_what_was_found_before_the_next_table_is_as_without() -> None:
    memory: Memory = []
    cells = protect(grid(), TRUTH, (), memory)
    assert cells is not None
    released = [Released(grid(), cells)]
    smaller = grid(columns=("red", "green"))
    assert protect(smaller, TRUTH, released, memory) == protect(smaller, TRUTH, released)
