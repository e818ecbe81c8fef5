"""Worlds: other truths that would have given exactly the same tables.

A hidden number is safe when two worlds are known in which it differs by enough: nobody who has only the tables can
tell which of them is ours. Each world is checked rule by rule in whole numbers; the solver only finds them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import Any, NamedTuple

from intake.desk.disclosure.errors import DisclosureError
from intake.desk.disclosure.exact import Exact, Sums
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
        self._truth = _array(system.truth)
        self._exact = Exact(rules, [true + REACH for true in system.truth])
        self._names = tuple(system.atoms)
        self._years = [atom.quarter[:4] for atom in self._names]
        self._now = frozenset(quarter[:4] for table in self.tables[-1:] for quarter in table.grid.quarters)
        self._solvers: dict[frozenset[str], Solver] = {}
        self._ranges: dict[Terms, tuple[int, int]] = {}
        self._asked: tuple[Sequence[Terms], Sums] = ((), Sums(()))
        self._found: list[Any] = []
        self._order: dict[int, list[Cell]] = {}
        self._sort()
        if not self._exact.kept(self._truth):
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
        self._exact.bound(self._number[cell], 0, ANY)
        for solver in self._solvers.values():
            solver.bound(self._number[cell], 0, ANY)
        self._sort()

    def remember(self, memory: Memory, asked: Sequence[Terms]) -> None:
        """Take what was found for earlier tables, where it fits these; what is not in it is as it truly is.

        What was not told yet could be anything in such a world, which seldom fits the newest table: then all else stays
        as it was in that world, and for the quarters of that table the solver looks for what fits.
        """
        quarters = {quarter for table in self.tables[-1:] for quarter in table.grid.quarters}
        of_now = _array([atom.quarter in quarters for atom in self._names], kind="bool")
        for remembered in memory:
            world = self._truth.copy()
            for atom, count in remembered.items():
                number = self.system.atoms.get(atom)
                if number is not None:
                    world[number] = count
            self._take(world if self._exact.kept(world) else self._repaired(world, of_now), asked)

    def _repaired(self, world: Any, free: Any) -> Any:
        solver = Solver(self._exact.part(free, world))
        for cell in self._small_ones(solver, None, 0):
            solver.bound(self._number[cell], 0, self._grid(cell).threshold - 1)
        found = solver.extreme((), up=True)
        if found is not None:
            world[solver.unknowns] = found
        return world

    def memory(self, asked: Mapping[Terms, int]) -> Memory:
        """Worlds that together show of each sum that it can differ by as much as is asked, for the next table."""
        kept: list[Any] = []
        least = {terms: self.system.true(terms) for terms in asked}
        most = dict(least)
        sums = Sums(list(asked))
        for world, values in [(world, sums.of(world).tolist()) for world in reversed(self._found)]:
            news = [
                (terms, value)
                for (terms, need), value in zip(asked.items(), values, strict=True)
                if most[terms] - least[terms] < need and not least[terms] <= value <= most[terms]
            ]
            if news:
                kept.append(world)
            for terms, value in zip(asked, values, strict=True) if news else ():
                least[terms], most[terms] = min(least[terms], value), max(most[terms], value)
        return [self._differing(world) for world in kept]

    def _differing(self, world: Any) -> Mapping[Atom, int]:
        return {self._names[number]: int(world[number]) for number in (world != self._truth).nonzero()[0]}

    def mix(self, asked: Sequence[Terms], need: int) -> None:
        """Push all numbers of now that do not differ by ``need`` yet up or down at once, drawn with a fixed seed."""
        random = Random(1)  # noqa: S311 - nothing secret is drawn
        of_now = [terms for terms in asked if self._when(terms) == self._now]
        for _ in range(ROUNDS):
            pushed: dict[int, int] = {}
            for terms in (terms for terms in of_now if self.span(terms) < need):
                push = random.choice((-1, 1))
                for number, _times in terms:
                    pushed[number] = pushed.get(number, 0) + push
            if pushed:
                self._look(tuple(pushed.items()), asked, up=True)

    def wide(self, terms: Terms, need: int, also: Sequence[Terms] = ()) -> bool:
        """Are there worlds between which this sum differs by ``need``? What is found for ``also`` is kept too.

        First those are looked for that differ only in the years of the sum and of the newest table: a few unknowns,
        however much was released. Only where there are none, all is free.
        """
        near, everything = self._when(terms), frozenset(self._years)
        for years in dict.fromkeys((near, everything)):
            for scenario in range(SCENARIOS if self.tables else 1):
                if self.span(terms) >= need:
                    return True
                self._stretch(terms, need, also or (terms,), scenario, years)
        return self.span(terms) >= need

    def _when(self, terms: Terms) -> frozenset[str]:
        return self._now.union(self._years[number] for number, _ in terms)

    def _stretch(
        self, terms: Terms, need: int, everything: Sequence[Terms], scenario: int, years: frozenset[str]
    ) -> None:
        highest = self._look(terms, everything, up=True, away=terms, scenario=scenario, years=years)
        lowest = self._look(terms, everything, up=False, away=terms, scenario=scenario, years=years)
        if highest is None or lowest is None:
            return
        least, most = self._range(terms)
        # Broken numbers go at least as far as whole ones: where they do not suffice, whole ones are not looked for.
        if max(most, highest) - min(least, lowest) >= need:
            for up in (True, False):
                if self.span(terms) < need:
                    self._look(terms, everything, up=up, away=terms, scenario=scenario, years=years, whole=True)

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
        solver = self._solver(self._when(terms))
        bounds = {each: (0, self._grid(each).threshold - 1) for each in self._small_ones(solver, terms, 0)}
        bounds[cell] = (0, ANY)
        try:
            for each, (least, most) in bounds.items():
                solver.bound(self._number[each], least, most)
            found = [solver.extreme(terms, up=up) for up in (True, False)]
        finally:
            for each in bounds:
                solver.bound(self._number[each], *self._bounds(each))
        values = [self._sum(terms, self._world(solver, world)) for world in found if world is not None]
        return values[0] - values[1] if len(values) == len(found) else 0

    def _look(
        self,
        push: Terms,
        asked: Sequence[Terms],
        *,
        up: bool,
        away: Terms | None = None,
        scenario: int = 0,
        years: frozenset[str] | None = None,
        whole: bool = False,
    ) -> int | None:
        """What the solver says the sum of ``push`` can be at most, or least; the world that it found is kept."""
        solver = self._solver(self._now if years is None else years)
        small = self._small_ones(solver, away, scenario)
        for cell in small:
            solver.bound(self._number[cell], 0, self._grid(cell).threshold - 1)
        try:
            found = solver.extreme(push, up=up, whole=whole)
        finally:
            for cell in small:
                solver.bound(self._number[cell], 0, ANY)
        if found is None:
            return None
        world = self._world(solver, found)
        self._take(world, asked)
        return self._sum(push, world)

    def _solver(self, years: frozenset[str]) -> Solver:
        if years not in self._solvers:
            free = _array([year in years for year in self._years], kind="bool")
            self._solvers[years] = Solver(self._exact.part(free, self._truth))
        return self._solvers[years]

    def _world(self, solver: Solver, found: Sequence[int]) -> Any:
        world = self._truth.copy()
        world[solver.unknowns] = found
        return world

    def _sum(self, terms: Terms, world: Any) -> int:
        return sum(times * int(world[number]) for number, times in terms)

    def _small_ones(self, solver: Solver, away: Terms | None, scenario: int) -> list[Cell]:
        """One hidden cell of each table that truly hides a small number: the one that is small in this scenario.

        It should not hold back what is pushed ``away``, so one of another row comes first.
        """
        chosen = []
        for cells in self._order.values():
            if solver.knows(self._number[cells[0]]):
                in_turn = cells if away is None else sorted(cells, key=self._in_the_way(away))
                chosen.append(in_turn[min(scenario, len(cells) - 1)])
        return chosen

    def _sort(self) -> None:
        """The hidden cells of each table that truly hides a small number, the smallest first."""
        order: dict[int, list[Cell]] = {}
        for cell in sorted(self._hidden, key=lambda cell: (self._true[cell], cell)):
            order.setdefault(cell.table, []).append(cell)
        limits = {table: self.tables[table].grid.threshold for table in order}
        self._order = {table: cells for table, cells in sorted(order.items()) if self._true[cells[0]] < limits[table]}
        self._exact.one_below(
            ([self._number[cell] for cell in cells], limits[table]) for table, cells in self._order.items()
        )

    def _in_the_way(self, pushed: Terms) -> Callable[[Cell], int]:
        numbers = {number for number, _ in pushed}
        parts = {self._names[number][1:3] for number in numbers}

        def rank(cell: Cell) -> int:
            if any(number in numbers for number, _ in self.terms[cell]):
                return 3
            part = self._grid(cell).rows[cell.place.row]
            return 2 if part in parts else 1 if part.by == ALL else 0

        return rank

    def _take(self, world: Any, asked: Sequence[Terms]) -> None:
        """Keep a world that fits, where it tells something."""
        if not self._exact.kept(world):
            return
        if self._asked[0] is not asked:
            self._asked = asked, Sums(asked)
        told = False
        for terms, value in zip(asked, self._asked[1].of(world).tolist(), strict=True):
            least, most = self._range(terms)
            if not least <= value <= most:
                self._ranges[terms] = (min(least, value), max(most, value))
                told = True
        if told:
            self._found.append(world)

    def _bounds(self, cell: Cell) -> tuple[int, int]:
        shown, grid = self._shown(cell), self._grid(cell)
        return (0, ANY) if shown is None else behind(shown, grid.rounding, grid.threshold)

    def _shown(self, cell: Cell) -> int | None:
        return self.tables[cell.table].cells[cell.place.row][cell.place.column]

    def _grid(self, cell: Cell) -> Grid:
        return self.tables[cell.table].grid


def _array(numbers: Sequence[int], kind: str = "int64") -> Any:
    import numpy

    return numpy.array(numbers, dtype=kind)
