"""What of a table may be shown, beside all that was released before: hides more until nothing hidden can be narrowed.

The order is fixed, so the same counts after the same releases give the same table.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from intake.desk.disclosure.counted import Counted
from intake.desk.disclosure.gaps import gaps
from intake.desk.disclosure.grid import Atom, Grid, Place, Released, Shown
from intake.desk.disclosure.primary import primary
from intake.desk.disclosure.rounding import nearest
from intake.desk.disclosure.system import Terms, system_of
from intake.desk.disclosure.worlds import Cell, Memory, Worlds

Needs = dict[tuple[Atom, ...], int]
"""Of sums that cannot differ by a threshold, whoever has no table at all: by how much they can."""
TRIED = 5
"""So many cells are tried, the smallest first, before one is hidden that alone is not enough."""


def protect(
    grid: Grid,
    counted: Counted,
    ledger: Sequence[Released] = (),
    memory: Memory | None = None,
    needs: Needs | None = None,
) -> Shown | None:
    """``grid`` as it may be shown to somebody who has all of ``ledger``; None where nothing of it may.

    ``memory`` and ``needs`` make tables that are looked at in turn quicker: what was found for one is put into them,
    for the next. ``needs`` are only for tables of the same counts.
    Raises DisclosureError where it cannot be worked out.
    """
    first = Released(grid, _shown(grid, counted, primary(grid, counted)))
    if _nothing(first.cells):
        return None
    tables = [*ledger, first]
    system = system_of(counted, [table.grid for table in tables])
    guard = _Guard(Worlds(system, tables), Worlds(system, ()), counted, {} if needs is None else needs)
    guard.pair_up()
    guard.hide_until_safe(memory or [])
    if memory is not None:
        memory[:] = guard.worlds.memory(guard.guarded())
    cells = guard.worlds.tables[-1].cells
    return None if _nothing(cells) else cells


def _shown(grid: Grid, counted: Counted, hidden: frozenset[Place]) -> Shown:
    def cell(place: Place) -> int | None:
        return None if place in hidden else nearest(grid.truth(counted.counts, place), grid.rounding)

    return tuple(
        tuple(cell(Place(row, column)) for column in range(len(grid.columns))) for row in range(len(grid.rows))
    )


def _nothing(cells: Shown) -> bool:
    return all(cell is None for row in cells for cell in row)


@dataclass(frozen=True, slots=True)
class _Guard:
    """Hides cells of the newest of the tables in ``worlds``."""

    worlds: Worlds
    untold: Worlds
    """What fits where no table is known at all."""
    counted: Counted
    earlier: Needs
    """What ``needs`` were found beside fewer tables: no less than they are now, for then less was known."""
    needs: dict[Terms, int] = field(default_factory=dict)
    """How far numbers must differ of which everybody knows more than that."""

    @property
    def threshold(self) -> int:
        """Of the newest table."""
        return self.worlds.tables[-1].grid.threshold

    def pair_up(self) -> None:
        """A column with one hidden cell tells it by its total: hide the smallest other one."""
        grid = self.worlds.tables[-1].grid
        for column in range(len(grid.columns)):
            cells = [Cell(self.worlds.newest, Place(row, column)) for row in range(len(grid.rows))]
            shown = [cell for cell in cells if not self.worlds.hidden(cell)]
            if len(cells) - len(shown) == 1 and shown:
                self.worlds.hide(min(shown, key=self._size))

    def hide_until_safe(self, memory: Memory) -> None:
        """Look at everything that is hidden, in all tables, until nothing can be narrowed.

        Where all of the newest table is hidden it tells nothing, and is not what narrows.
        """
        asked = self.guarded()
        everything = tuple(asked)
        self.worlds.remember(memory, everything)
        self.worlds.mix(everything, self.threshold)
        while (failing := self._first_unsafe()) and (shown := self._shown()):
            self.worlds.hide(self._helping(failing, shown))

    def _first_unsafe(self) -> Terms | None:
        asked = self.guarded()
        everything = tuple(asked)
        return next((terms for terms, need in asked.items() if not self._safe(terms, need, everything)), None)

    def _safe(self, terms: Terms, need: int, asked: Sequence[Terms]) -> bool:
        """Wide enough, or as wide as for somebody who has no table at all."""
        atoms = tuple(self.worlds.atom(number) for number, _ in terms)
        if self.worlds.span(terms) >= self.needs.get(terms, self.earlier.get(atoms, need)):
            return True
        # Of most numbers that cannot differ this is so without any table, and that is quicker to find.
        if terms not in self.needs and not self.untold.wide(terms, need):
            self.needs[terms] = self.earlier[atoms] = self.untold.span(terms)
        return self.worlds.wide(terms, self.needs.get(terms, need), asked)

    def guarded(self) -> Mapping[Terms, int]:
        """How far each hidden number must stay open: the threshold of the table that hides it, when it left.

        What nobody counts himself, each once; and what periods that lie in each other leave between them.
        """
        found: dict[Terms, int] = {}
        for cell in self.worlds.cells:
            if self.worlds.hidden(cell) and not self._known(self.worlds.terms[cell]):
                threshold = self.worlds.tables[cell.table].grid.threshold
                found[self.worlds.terms[cell]] = min(threshold, found.get(self.worlds.terms[cell], threshold))
        least = min(table.grid.threshold for table in self.worlds.tables)
        for terms in (self.worlds.system.terms(atoms) for atoms in gaps(self.worlds.tables, self.counted)):
            if not self._known(terms):
                found.setdefault(terms, least)
        return found

    def _known(self, terms: Terms) -> bool:
        return all(self.worlds.atom(number).measure in self.counted.ties.known for number, _ in terms)

    def _shown(self) -> list[Cell]:
        cells = (cell for cell in self.worlds.cells if cell.table == self.worlds.newest)
        return sorted((cell for cell in cells if not self.worlds.hidden(cell)), key=self._size)

    def _helping(self, failing: Terms, shown: Sequence[Cell]) -> Cell:
        """The smallest that is enough; else the one that helps most."""
        nearest_first = sorted(shown, key=lambda cell: self._far(cell, failing))
        best, gain = nearest_first[0], -1
        for cell in nearest_first[:TRIED]:
            span = self.worlds.trial(cell, failing)
            if span >= self.threshold:
                return cell
            best, gain = (cell, span) if span > gain else (best, gain)
        return best

    def _far(self, cell: Cell, failing: Terms) -> bool:
        """Has it neither measure nor part in common with the failing number?"""
        grid = self.worlds.tables[cell.table].grid
        part, measure = grid.rows[cell.place.row], grid.columns[cell.place.column]
        atoms = [self.worlds.atom(number) for number, _ in failing]
        return all(atom.measure != measure and (atom.by, atom.key) != part for atom in atoms)

    def _size(self, cell: Cell) -> tuple[int, Cell]:
        return self.worlds.truth(cell), cell
