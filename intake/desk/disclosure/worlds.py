"""Worlds: other truths that would have given exactly the same tables.

A hidden number is safe when two worlds are known in which it differs by enough: nobody who has only the tables can
tell which of them is ours. Each world is checked rule by rule in whole numbers; the solver only finds them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from random import Random
from typing import NamedTuple

from intake.desk.disclosure.errors import DisclosureError
from intake.desk.disclosure.exact import Exact
from intake.desk.disclosure.grid import ALL, Atom, Grid, Place, Released
from intake.desk.disclosure.rounding import behind
from intake.desk.disclosure.solver import Solver
from intake.desk.disclosure.system import ANY, Rule, System, Terms
from intake.marking import N_

ROUNDS = 16
"""So often all numbers are pushed about at once, before each is looked at by itself."""
SCENARIOS = 3
"""One hidden cell of a table is small, or none would be hidden: which, is tried in so many ways."""
REACH = 100
"""A number is at most so far above the truth in a world: a threshold is at most 20."""

Memory = list[Mapping[Atom, int]]
"""Worlds that were found for earlier tables: most still fit when another one joins them."""


class Cell(NamedTuple):
    """A cell of one of the tables."""

    table: int
    place: Place


class Worlds:
    """The worlds that are known to fit ``tables``, as the range of each sum that was asked about.

    Cells may be hidden later: the worlds that are known still fit then.
    """

    def __init__(self, system: System, tables: Sequence[Released]) -> None:
        self.system, self.tables = system, list(tables)
        self.newest = len(self.tables) - 1
        self.cells = [Cell(at, place) for at, table in enumerate(tables) for place in table.grid.places()]
        self.terms = {cell: system.terms(self._grid(cell).atoms(cell.place)) for cell in self.cells}
        self._true = {cell: system.true(terms) for cell, terms in self.terms.items()}
        self._hidden = {cell for cell in self.cells if self._shown(cell) is None}
        self._number = {cell: len(system.rules) + at for at, cell in enumerate(self.cells)}
        rules = [*system.rules, *(Rule(self.terms[cell], *self._bounds(cell)) for cell in self.cells)]
        most = [true + REACH for true in system.truth]
        self._solver, self._exact = Solver(rules, most), Exact(rules, most)
        self._names = tuple(system.atoms)
        self._ranges: dict[Terms, tuple[int, int]] = {}
        self._found: list[Sequence[int]] = []
        if not self._exact.kept(system.truth):
            raise DisclosureError(N_("the counts do not add up"), N_("Nothing was released. Please report this."))

    def truth(self, cell: Cell) -> int:
        """The number behind a cell."""
        return self._true[cell]

    def atom(self, number: int) -> Atom:
        """What an unknown stands for."""
        return self._names[number]

    def hidden(self, cell: Cell) -> bool:
        """Is it hidden now?"""
        return cell in self._hidden

    def hide(self, cell: Cell) -> None:
        """Hide one more."""
        old = self.tables[cell.table]
        rows = [list(row) for row in old.cells]
        rows[cell.place.row][cell.place.column] = None
        self.tables[cell.table] = Released(old.grid, tuple(tuple(row) for row in rows))
        self._hidden.add(cell)
        self._bound(cell, 0, ANY)

    def remember(self, memory: Memory, asked: Sequence[Terms]) -> None:
        """Take what was found for earlier tables, where it fits these; what is not in it is as it truly is."""
        truth = dict(zip(self._names, self.system.truth, strict=True))
        for world in memory:
            self._take([world.get(atom, true) for atom, true in truth.items()], asked)

    def memory(self) -> Memory:
        """The worlds that told something, for the next table."""
        return [dict(zip(self._names, world, strict=True)) for world in self._found]

    def mix(self, asked: Sequence[Terms], need: int) -> None:
        """Push all numbers that do not differ by ``need`` yet up or down at once, drawn with a fixed seed."""
        random = Random(1)  # noqa: S311 - nothing secret is drawn
        for _ in range(ROUNDS):
            pushed: dict[int, int] = {}
            for terms in (terms for terms in asked if self.span(terms) < need):
                push = random.choice((-1, 1))
                for number, _times in terms:
                    pushed[number] = pushed.get(number, 0) + push
            if pushed:
                self._look(tuple(pushed.items()), asked, up=True)

    def wide(self, terms: Terms, need: int, also: Sequence[Terms] = ()) -> bool:
        """Are there worlds between which this sum differs by ``need``? What is found for ``also`` is kept too."""
        everything = (terms, *also)
        for scenario in range(SCENARIOS):
            if self.span(terms) >= need:
                return True
            self._stretch(terms, need, everything, scenario)
        return self.span(terms) >= need

    def _stretch(self, terms: Terms, need: int, everything: Sequence[Terms], scenario: int) -> None:
        highest = self._look(terms, everything, up=True, away=terms, scenario=scenario)
        lowest = self._look(terms, everything, up=False, away=terms, scenario=scenario)
        if highest is None or lowest is None:
            return
        least, most = self._range(terms)
        # Broken numbers go at least as far as whole ones: where they do not suffice, whole ones are not looked for.
        if max(most, highest) - min(least, lowest) >= need:
            for up in (True, False):
                if self.span(terms) < need:
                    self._look(terms, everything, up=up, away=terms, scenario=scenario, whole=True)

    def span(self, terms: Terms) -> int:
        """How far the known worlds differ in this sum."""
        least, most = self._range(terms)
        return most - least

    def _range(self, terms: Terms) -> tuple[int, int]:
        found = self._ranges.get(terms)
        if found is None:
            found = self._ranges[terms] = (self.system.true(terms),) * 2
        return found

    def trial(self, cell: Cell, terms: Terms) -> int:
        """How far this sum would go up, less how far down, were ``cell`` hidden too. Nothing is kept of it."""
        bounds = {each: (0, self._grid(each).threshold - 1) for each in self._small_ones(terms, 0)}
        bounds[cell] = (0, ANY)
        try:
            for each, (least, most) in bounds.items():
                self._bound(each, least, most)
            found = [self._solver.extreme(terms, up=up) for up in (True, False)]
        finally:
            for each in bounds:
                self._bound(each, *self._bounds(each))
        values = [sum(times * world[number] for number, times in terms) for world in found if world is not None]
        return values[0] - values[1] if len(values) == len(found) else 0

    def _look(
        self,
        push: Terms,
        asked: Iterable[Terms],
        *,
        up: bool,
        away: Terms | None = None,
        scenario: int = 0,
        whole: bool = False,
    ) -> int | None:
        """What the solver says the sum of ``push`` can be at most, or least; the world that it found is kept."""
        small = self._small_ones(away, scenario)
        for cell in small:
            self._bound(cell, 0, self._grid(cell).threshold - 1)
        try:
            world = self._solver.extreme(push, up=up, whole=whole)
            if world is not None:
                self._take(world, asked)
            return None if world is None else sum(times * world[number] for number, times in push)
        finally:
            for cell in small:
                self._bound(cell, 0, ANY)

    def _small_ones(self, away: Terms | None, scenario: int) -> list[Cell]:
        """One hidden cell of each table that truly hides a small number: the one that is small in this scenario.

        It should not hold back what is pushed ``away``, so one of another row comes first.
        """
        hidden: dict[int, list[Cell]] = {}
        for cell in sorted(self._hidden, key=lambda cell: (self._true[cell], cell)):
            hidden.setdefault(cell.table, []).append(cell)
        chosen = []
        for table, cells in sorted(hidden.items()):
            if self._true[cells[0]] < self.tables[table].grid.threshold:
                in_turn = cells if away is None else sorted(cells, key=self._in_the_way(away))
                chosen.append(in_turn[min(scenario, len(cells) - 1)])
        return chosen

    def _in_the_way(self, pushed: Terms) -> Callable[[Cell], int]:
        numbers = {number for number, _ in pushed}
        parts = {self._names[number][1:3] for number in numbers}

        def rank(cell: Cell) -> int:
            if any(number in numbers for number, _ in self.terms[cell]):
                return 3
            part = self._grid(cell).rows[cell.place.row]
            return 2 if part in parts else 1 if part.by == ALL else 0

        return rank

    def _take(self, world: Sequence[int], asked: Iterable[Terms]) -> None:
        """Keep a world that fits."""
        if not self._exact.kept(world):
            return
        told = False
        for terms in asked:
            value = sum([times * world[number] for number, times in terms])
            least, most = self._range(terms)
            if not least <= value <= most:
                self._ranges[terms] = (min(least, value), max(most, value))
                told = True
        if told:
            self._found.append(world)

    def _bound(self, cell: Cell, least: int, most: int) -> None:
        number = self._number[cell]
        self._solver.bound(number, least, most)
        self._exact.bound(number, least, most)

    def _bounds(self, cell: Cell) -> tuple[int, int]:
        shown, grid = self._shown(cell), self._grid(cell)
        return (0, ANY) if shown is None else behind(shown, grid.rounding, grid.threshold)

    def _shown(self, cell: Cell) -> int | None:
        return self.tables[cell.table].cells[cell.place.row][cell.place.column]

    def _grid(self, cell: Cell) -> Grid:
        return self.tables[cell.table].grid
