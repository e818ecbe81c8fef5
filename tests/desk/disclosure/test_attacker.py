"""Whoever has all tables that were ever released, and a solver, does not come near a hidden number.

More populations: ``python -m tests.bench.disclosure --seeds 50``.
"""

from __future__ import annotations

from intake.desk.disclosure.counted import Counted
from intake.desk.disclosure.grid import Grid, Released, Shown
from intake.desk.disclosure.primary import primary
from intake.desk.disclosure.protecting import protect
from intake.desk.disclosure.rounding import nearest
from intake.desk.disclosure.worlds import Memory
from tests.desk.disclosure.population import small_population
from tests.desk.disclosure.releasing import one_is_told, release_all, told

SMALL = small_population(0, people=240, length=6)
LARGER = small_population(7, people=300, length=4)


def test_no_hidden_number_of_six_quarters_a_year_and_municipalities_can_be_told() -> None:
    ledger = release_all(SMALL)
    assert {len(each.grid.quarters) for each in ledger} == {1, 4}
    assert sum(len(each.hidden()) for each in ledger) > 100
    assert any(number is not None for each in ledger for row in each.cells for number in row)
    assert told(SMALL, ledger) == {}


def test_it_tells_them_where_only_small_numbers_are_hidden() -> None:
    ledger = release_all(LARGER, _small_ones_only)
    assert one_is_told(LARGER, ledger)


def test_it_tells_them_where_each_table_is_looked_at_without_those_before_it() -> None:
    ledger = release_all(LARGER, lambda grid, counted, _ledger, _memory: protect(grid, counted))
    assert one_is_told(LARGER, ledger)


def _small_ones_only(grid: Grid, counted: Counted, _ledger: list[Released], _memory: Memory) -> Shown:
    """As tables are often published: small numbers hidden, the others rounded."""
    hidden = primary(grid, counted)
    cells = {place: nearest(grid.truth(counted.counts, place), grid.rounding) for place in grid.places()}
    rows: list[list[int | None]] = [[None] * len(grid.columns) for _ in grid.rows]
    for place, number in cells.items():
        if place not in hidden:
            rows[place.row][place.column] = number
    return tuple(tuple(row) for row in rows)
