"""Everything of a small population is released, and shown to the attacker as anybody sees it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from intake.desk.disclosure.counted import Counted
from intake.desk.disclosure.grid import Grid, Released, Shown
from intake.desk.disclosure.protecting import protect
from intake.desk.disclosure.worlds import Memory
from tests.desk.disclosure.attacker import Attacker, Lore, Sheet, Unknown
from tests.desk.disclosure.population import TIES, all_tables

THRESHOLD, ROUNDING = 10, 5
Release = Callable[[Grid, Counted, list[Released], Memory], Shown | None]


def lore(counted: Counted) -> Lore:
    """What everybody knows of these counts."""
    exact: dict[Unknown, int] = {}
    for by, keys in (("all", ("",)), *counted.keys.items()):
        for key in keys:
            for quarter in counted.quarters:
                said = ("handed-out", by, key, quarter)
                if by != "language":
                    exact[said] = counted.of(said)  # type: ignore[arg-type]
    kept = [pair for pair in TIES.since if _holds(counted, *pair)]
    return Lore(counted.keys, counted.quarters, TIES.sums, TIES.within, kept, exact)


def _holds(counted: Counted, less: str, more: str) -> bool:
    """Somebody knows only what is true."""
    for by, keys in (("all", ("",)), *counted.keys.items()):
        for key in keys:
            difference = 0
            for quarter in counted.quarters:
                difference += counted.of((more, by, key, quarter)) - counted.of((less, by, key, quarter))  # type: ignore[arg-type]
                if difference < 0 and not (by == "language" and more == "handed-out"):
                    return False
    return True


def sheet(counted: Counted, released: Released, name: str) -> Sheet:
    """A table as it is published."""
    grid = released.grid
    cells = {
        f"{grid.rows[place.row].key}/{grid.columns[place.column]}": (
            tuple((*atom,) for atom in grid.atoms(place)),
            released.cells[place.row][place.column],
        )
        for place in grid.places()
    }
    small = any(grid.truth(counted.counts, place) < grid.threshold for place in released.hidden())
    return Sheet(name, cells, small)


def release_all(counted: Counted, release: Release = protect) -> list[Released]:
    """Every table in turn, each after those before it."""
    ledger: list[Released] = []
    memory: Memory = []
    for grid in all_tables(counted, THRESHOLD, ROUNDING):
        cells = release(grid, counted, ledger, memory)
        if cells is not None:
            ledger.append(Released(grid, cells))
    return ledger


def told(counted: Counted, ledger: Sequence[Released]) -> dict[str, tuple[int, int]]:
    """The hidden numbers that the attacker tells nearer than he could with no table, with the range of each."""
    attacker = _attacker(counted, ledger)
    near = attacker.nearer_than(THRESHOLD, attacker.hidden())
    if not near:
        return near
    blank = Attacker([_untold(each) for each in attacker.sheets], lore(counted), THRESHOLD, ROUNDING)
    before = blank.nearer_than(THRESHOLD, {name: attacker.hidden()[name] for name in near})
    return {name: found for name, found in near.items() if found != before.get(name)}


def one_is_told(counted: Counted, ledger: Sequence[Released]) -> bool:
    """Does the attacker tell any hidden number, of those of which he knows nothing else?"""
    attacker = _attacker(counted, ledger)
    unknown = {name: sums for name, sums in attacker.hidden().items() if "returned" not in name}
    return bool(attacker.nearer_than(THRESHOLD, unknown, first=True))


def _attacker(counted: Counted, ledger: Sequence[Released]) -> Attacker:
    sheets = [sheet(counted, each, f"{at} {each.grid.quarters[0]}") for at, each in enumerate(ledger)]
    return Attacker(sheets, lore(counted), THRESHOLD, ROUNDING)


def _untold(sheet: Sheet) -> Sheet:
    return Sheet(sheet.name, {name: (sums, None) for name, (sums, _) in sheet.cells.items()}, small=False)
