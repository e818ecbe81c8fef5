"""What is hidden of a table, whatever its numbers are."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.desk.disclosure.counted import Counted, Ties
from intake.desk.disclosure.errors import DisclosureError
from intake.desk.disclosure.gaps import gaps
from intake.desk.disclosure.grid import ALL, REST, TOTAL, WHOLE, Atom, Grid, Part, Place, Released
from intake.desk.disclosure.primary import primary
from intake.desk.disclosure.protecting import protect
from intake.desk.disclosure.rounding import behind, nearest, percentage
from intake.desk.disclosure.told import Told
from tests.desk.disclosure.attacker import Attacker, Lore
from tests.desk.disclosure.releasing import sheet

QUARTERS = ("2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4")
KEYS = ("ar", "ti", "so")
LEVELS = ("red", "green")
TIES = Ties(sums={"decided": LEVELS}, bases=dict.fromkeys(LEVELS, "decided"))


def counted(numbers: dict[tuple[str, str, str], int]) -> Counted:
    """Of counts by key, level and quarter: with their sums over both."""
    counts: dict[Atom, int] = {}
    for (key, level, quarter), number in numbers.items():
        for measure in (level, "decided"):
            for by, part in ((ALL, WHOLE), ("language", key)):
                atom = Atom(measure, by, part, quarter)
                counts[atom] = counts.get(atom, 0) + number
    return Counted(counts, {"language": KEYS}, QUARTERS, TIES)


def grid(quarters: tuple[str, ...] = QUARTERS[:1], columns: tuple[str, ...] = ("decided", *LEVELS)) -> Grid:
    rows = (TOTAL, *(Part("language", key) for key in KEYS))
    return Grid(quarters, rows, columns, threshold=10, rounding=5)


def one_quarter(*numbers: int) -> Counted:
    """``numbers`` are red and green of each key in turn."""
    places = [(key, level, QUARTERS[0]) for key in KEYS for level in LEVELS]
    return counted(dict(zip(places, numbers, strict=True)))


NUMBERS = st.lists(st.one_of(st.integers(0, 14), st.integers(0, 60)), min_size=6, max_size=6)


@settings(max_examples=12, derandomize=True)
@given(NUMBERS)
def test_an_attacker_tells_no_hidden_number_of_any_table(numbers: list[int]) -> None:
    truth = one_quarter(*numbers)
    cells = protect(grid(), truth)
    if cells is None:
        return
    released = Released(grid(), cells)
    assert primary(grid(), truth) <= released.hidden()
    for place in grid().places():
        shown = cells[place.row][place.column]
        assert shown in (None, nearest(grid().truth(truth.counts, place), 5))
    lore = Lore({"language": KEYS}, QUARTERS[:1], TIES.sums)
    attacker = Attacker([sheet(truth, released, "one")], lore, 10, 5)
    assert attacker.nearer_than(10, attacker.hidden()) == {}


def test_the_same_counts_after_the_same_releases_give_the_same_table() -> None:
    truth = one_quarter(3, 40, 12, 55, 8, 31)
    assert protect(grid(), truth) == protect(grid(), truth)


def test_one_small_number_takes_others_with_it() -> None:
    truth = one_quarter(3, 40, 15, 55, 18, 31)
    cells = protect(grid(), truth)
    assert cells is not None
    hidden = Released(grid(), cells).hidden()
    assert Place(1, 1) in hidden
    assert len(hidden) > 1


def test_nobody_and_everybody_are_hidden() -> None:
    truth = one_quarter(0, 30, 40, 2, 50, 50)
    found = primary(grid(), truth)
    assert {Place(1, 1), Place(1, 2), Place(2, 1), Place(2, 2)} <= found
    assert Place(3, 1) not in found


def test_a_table_of_small_numbers_tells_nothing_at_all() -> None:
    assert protect(grid(), one_quarter(1, 0, 2, 1, 0, 3)) is None


def test_what_a_year_and_three_of_its_quarters_leave_is_guarded_like_a_hidden_number() -> None:
    """Somali: 30 in each of three quarters, and 2 in the fourth, which is in no table."""
    numbers = {(key, level, quarter): 30 for key in KEYS for level in LEVELS for quarter in QUARTERS}
    numbers["so", "red", QUARTERS[3]] = 2
    truth = counted(numbers)
    ledger: list[Released] = []
    for quarter in QUARTERS[:3]:
        cells = protect(grid((quarter,)), truth, ledger)
        assert cells is not None
        ledger.append(Released(grid((quarter,)), cells))
    year = Released(grid(QUARTERS), tuple(tuple(0 for _ in row) for row in ledger[0].cells))
    assert (Atom("red", "language", "so", QUARTERS[3]),) in gaps([*ledger, year], truth)
    cells = protect(grid(QUARTERS), truth, ledger)
    assert cells is not None
    attacker = Attacker(
        [sheet(truth, each, each.grid.quarters[-1]) for each in (*ledger, Released(grid(QUARTERS), cells))],
        Lore({"language": KEYS}, QUARTERS, TIES.sums),
        10,
        5,
    )
    remainder = (("red", "language", "so", QUARTERS[3]),)
    assert attacker.nearer_than(10, {"the fourth": remainder}) == {}


def test_counts_that_do_not_fit_what_was_released_stop_everything() -> None:
    truth = one_quarter(20, 40, 15, 55, 18, 31)
    cells = protect(grid(), truth)
    assert cells is not None
    with pytest.raises(DisclosureError):
        protect(grid(columns=("red",)), one_quarter(40, 40, 15, 55, 18, 31), [Released(grid(), cells)])


def test_a_part_that_is_named_later_stays_among_the_others_of_an_older_table() -> None:
    """Once only Arabic was named: Tigrinya was one of the others, and its later row is compared with them."""
    old = Told(
        v=1, audience="manager", table="old", period="2026-Q1", quarters=QUARTERS[:1], threshold=10, rounding=5,
        rows=((ALL, WHOLE), ("language", "ar"), ("language", REST)), columns=("decided",),
        cells=((150,), (60,), (None,)),
    )  # fmt: skip
    grid_of_old = old.released({"ar", "ti", "so"}).grid
    assert grid_of_old.others == ("so", "ti")
    truth = one_quarter(20, 40, 15, 55, 8, 11)
    assert grid_of_old.truth(truth.counts, Place(2, 0)) == 15 + 55 + 8 + 11


@given(st.integers(0, 500), st.sampled_from([5, 6, 7, 10]))
def test_a_shown_number_is_as_near_as_its_rounding_says(number: int, base: int) -> None:
    least, most = behind(nearest(number, base), base, threshold=0)
    assert least <= number <= most
    assert most - least == base - 1 or least == 0


def test_percentages_are_of_rounded_numbers_from_thirty_on() -> None:
    assert percentage(10, 30) == 33
    assert percentage(10, 25) is None
    assert percentage(None, 100) is None
