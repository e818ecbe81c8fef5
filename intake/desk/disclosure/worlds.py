"""Worlds: other truths that would have given exactly the same tables.

A hidden number is safe when two worlds are known in which it differs by enough: nobody who has only the tables can
tell which of them is ours. Each world is checked rule by rule in whole numbers; the solver only finds them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from random import Random
from typing import NamedTuple

from intake.desk.disclosure.errors import DisclosureError
from intake.desk.disclosure.exact import Exact
from intake.desk.disclosure.grid import ALL, Atom, Place, Released
from intake.desk.disclosure.rounding import behind
from intake.desk.disclosure.solver import Solver
from intake.desk.disclosure.system import ANY, Rule, System, Terms
from intake.marking import N_

ROUNDS = 8
"""So often all numbers are pushed about at once, before each is looked at by itself."""
SCENARIOS = 3
"""One hidden cell of a table is small, or none would be hidden: which, is tried in so many ways."""
REACH = 8
"""A number is at most so many thresholds above the truth in a world: no further is needed."""


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
        self.terms = {cell: system.terms(self._of(cell).grid.atoms(cell.place)) for cell in self.cells}
        self._number = {cell: len(system.rules) + at for at, cell in enumerate(self.cells)}
        rules = [*system.rules, *(Rule(self.terms[cell], *self._bounds(cell)) for cell in self.cells)]
        reach = REACH * max((table.grid.threshold for table in tables), default=1)
        most = [true + reach for true in system.truth]
        self._solver, self._exact = Solver(rules, most), Exact(rules, most)
        self._names = tuple(system.atoms)
        self._ranges: dict[Terms, tuple[int, int]] = {}
        if not self._exact.kept(system.truth):
            raise DisclosureError(N_("the counts do not add up"), N_("Nothing was released. Please report this."))

    def truth(self, cell: Cell) -> int:
        """The number behind a cell."""
        return sum(times * self.system.truth[number] for number, times in self.terms[cell])

    def atom(self, number: int) -> Atom:
        """What an unknown stands for."""
        return self._names[number]

    def hidden(self, cell: Cell) -> bool:
        """Is it hidden now?"""
        return self._of(cell).cells[cell.place.row][cell.place.column] is None

    def hide(self, cell: Cell) -> None:
        """Hide one more."""
        old = self._of(cell)
        rows = [list(row) for row in old.cells]
        rows[cell.place.row][cell.place.column] = None
        self.tables[cell.table] = Released(old.grid, tuple(tuple(row) for row in rows))
        self._bound(cell, 0, ANY)

    def released(self, table: int) -> Released:
        """A table as it stands now."""
        return self.tables[table]

    def mix(self, asked: Sequence[Terms]) -> None:
        """Look for worlds in which all that was asked about is pushed up or down at once, drawn with a fixed seed."""
        random = Random(1)  # noqa: S311 - nothing secret is drawn
        for _ in range(ROUNDS):
            pushed: dict[int, int] = {}
            for terms in asked:
                push = random.choice((-1, 1))
                for number, _times in terms:
                    pushed[number] = pushed.get(number, 0) + push
            self._look(tuple(pushed.items()), asked, up=True, avoiding=None, scenario=0)

    def wide(self, terms: Terms, need: int, also: Sequence[Terms] = ()) -> bool:
        """Are there worlds between which this sum differs by ``need``? What is found for ``also`` is kept too."""
        everything = (terms, *also)
        for scenario in range(SCENARIOS):
            if self.span(terms) >= need:
                return True
            ends = [self._look(terms, everything, up=up, avoiding=terms, scenario=scenario) for up in (True, False)]
            least, most = self._range(terms)
            # Broken numbers go at least as far as whole ones: where they do not suffice, whole ones are not looked for.
            if None not in ends and max(most, ends[0] or 0) - min(least, ends[1] or 0) >= need:
                for up in (True, False):
                    if self.span(terms) < need:
                        self._look(terms, everything, up=up, avoiding=terms, scenario=scenario, whole=True)
        return self.span(terms) >= need

    def span(self, terms: Terms) -> int:
        """How far the known worlds differ in this sum."""
        least, most = self._range(terms)
        return most - least

    def _range(self, terms: Terms) -> tuple[int, int]:
        true = sum(times * self.system.truth[number] for number, times in terms)
        return self._ranges.get(terms, (true, true))

    def trial(self, cell: Cell, terms: Terms) -> int:
        """How far this sum would go up, less how far down, were ``cell`` hidden too. Nothing is kept of it."""
        small = self._small_ones(terms, 0)
        bounds = {each: (0, self._of(each).grid.threshold - 1) for each in small}
        bounds[cell] = (0, ANY)
        try:
            for each, (least, most) in bounds.items():
                self._bound(each, least, most)
            found = [self._solver.extreme(terms, up=up) for up in (True, False)]
        finally:
            for each in bounds:
                self._bound(each, *self._bounds(each))
        values = [sum(times * world[number] for number, times in terms) for world in found if world is not None]
        return values[0] - values[1] if len(values) == 2 else 0

    def _look(
        self,
        push: Terms,
        asked: Iterable[Terms],
        *,
        up: bool,
        avoiding: Terms | None,
        scenario: int,
        whole: bool = False,
    ) -> int | None:
        """What the solver says the sum of ``push`` can be at most, or least; the world that it found is kept."""
        small = self._small_ones(avoiding, scenario)
        for cell in small:
            self._bound(cell, 0, self._of(cell).grid.threshold - 1)
        try:
            world = self._solver.extreme(push, up=up, whole=whole)
            if world is not None and self._exact.kept(world):
                self._keep(world, asked)
            return None if world is None else sum(times * world[number] for number, times in push)
        finally:
            for cell in small:
                self._bound(cell, 0, ANY)

    def _small_ones(self, avoiding: Terms | None, scenario: int) -> list[Cell]:
        """One hidden cell of each table that truly hides a small number: the one that is small in this scenario.

        It should not hold back what is pushed, so one of another row comes first.
        """
        pushed = {number for number, _ in avoiding or ()}
        chosen = []
        for at, table in enumerate(self.tables):
            hidden = sorted((Cell(at, place) for place in table.hidden()), key=lambda cell: (self.truth(cell), cell))
            if hidden and self.truth(hidden[0]) < table.grid.threshold:
                if avoiding:
                    hidden.sort(key=lambda cell: self._in_the_way(cell, pushed))
                chosen.append(hidden[min(scenario, len(hidden) - 1)])
        return chosen

    def _in_the_way(self, cell: Cell, pushed: set[int]) -> int:
        names = {self._names[number][1:3] for number in pushed}
        part = self._of(cell).grid.rows[cell.place.row]
        if not pushed.isdisjoint(number for number, _ in self.terms[cell]):
            return 3
        return 2 if (part.by, part.key) in names else 1 if part.by == ALL else 0

    def _keep(self, world: Sequence[int], asked: Iterable[Terms]) -> None:
        for terms in asked:
            value = sum(times * world[number] for number, times in terms)
            least, most = self._range(terms)
            self._ranges[terms] = (min(least, value), max(most, value))

    def _bound(self, cell: Cell, least: int, most: int) -> None:
        number = self._number[cell]
        self._solver.bound(number, least, most)
        self._exact.bound(number, least, most)

    def _bounds(self, cell: Cell) -> tuple[int, int]:
        table = self._of(cell)
        shown = table.cells[cell.place.row][cell.place.column]
        return (0, ANY) if shown is None else behind(shown, table.grid.rounding, table.grid.threshold)

    def _of(self, cell: Cell) -> Released:
        return self.tables[cell.table]
