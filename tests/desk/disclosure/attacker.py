"""Somebody who has every table that ever left, all documentation, a computer, and time.

An integer program over the counts that stand behind the tables. It shares no line with the code it attacks, and takes
tables as anybody sees them: names, and numbers or a mark for hidden. It knows besides how tables are rounded, that a
number that is shown is not small, that in each table one hidden number is, and how counts hang together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

import highspy
import numpy as np

Unknown = tuple[str, str, str, str]
"""Measure, split, part, quarter."""
ENOUGH = 400
"""More than any count of these small populations in a quarter."""

STIRRED = 12


@dataclass(frozen=True)
class Sheet:
    """A published table: each cell is a sum of unknowns, and a number, or None where it is hidden."""

    name: str
    cells: Mapping[str, tuple[tuple[Unknown, ...], int | None]]
    small: bool = True
    """One of its hidden cells is below the threshold."""


@dataclass(frozen=True)
class Lore:
    """What everybody knows: parts of each split, sums of measures, what is at most what, and exact numbers."""

    parts: Mapping[str, Sequence[str]]
    quarters: Sequence[str]
    sums: Mapping[str, Sequence[str]] = field(default_factory=dict)
    at_most: Sequence[tuple[str, str]] = ()
    at_most_so_far: Sequence[tuple[str, str]] = ()
    exact: Mapping[Unknown, int] = field(default_factory=dict)


@dataclass
class Attacker:
    """Looks how near each hidden number can be told."""

    sheets: Sequence[Sheet]
    lore: Lore
    threshold: int
    rounding: int

    def __post_init__(self) -> None:
        told = {unknown[:2] for sheet in self.sheets for sums, _ in sheet.cells.values() for unknown in sums}
        for _ in range(3):
            for whole, parts in self.lore.sums.items():
                told |= {(each, by) for measure, by in set(told) if measure in parts for each in (whole, *parts)}
        told |= {(measure, "all") for measure, _ in told}
        self.unknowns: dict[Unknown, int] = {}
        for measure, by in sorted(told):
            for part in self._parts(by):
                for quarter in self.lore.quarters:
                    self.unknowns[measure, by, part, quarter] = len(self.unknowns)
        self.rows: list[tuple[dict[int, float], float, float]] = []
        self.flags = 0
        self._know(told)
        for sheet in self.sheets:
            self._read(sheet)

    def _parts(self, by: str) -> Sequence[str]:
        return ("",) if by == "all" else self.lore.parts[by]

    def _say(self, terms: Iterable[tuple[Unknown, int]], low: float, high: float) -> None:
        row: dict[int, float] = {}
        for unknown, times in terms:
            row[self.unknowns[unknown]] = row.get(self.unknowns[unknown], 0) + times
        self.rows.append((row, low, high))

    def _know(self, told: set[tuple[str, str]]) -> None:
        for measure, by in told:
            for quarter in self.lore.quarters:
                if by != "all":
                    parts = [((measure, by, part, quarter), 1) for part in self._parts(by)]
                    self._say([((measure, "all", "", quarter), -1), *parts], 0, 0)
        for whole, pieces in self.lore.sums.items():
            for by in {by for _, by in told}:
                if all((measure, by) in told for measure in (whole, *pieces)):
                    for part in self._parts(by):
                        for quarter in self.lore.quarters:
                            inside = [((piece, by, part, quarter), 1) for piece in pieces]
                            self._say([((whole, by, part, quarter), -1), *inside], 0, 0)
        both = [(less, more, by) for less, more in self.lore.at_most for by in ("all", *self.lore.parts)]
        for less, more, by in both:
            if {(less, by), (more, by)} <= told:
                for part in self._parts(by):
                    for quarter in self.lore.quarters:
                        self._say([((less, by, part, quarter), -1), ((more, by, part, quarter), 1)], 0, ENOUGH * 9)
        for less, more in self.lore.at_most_so_far:
            for by in ("all", *self.lore.parts):
                if {(less, by), (more, by)} <= told:
                    for part in self._parts(by):
                        for until in range(1, len(self.lore.quarters) + 1):
                            so_far = self.lore.quarters[:until]
                            fewer = [((less, by, part, quarter), -1) for quarter in so_far]
                            self._say([*fewer, *(((more, by, part, each), 1) for each in so_far)], 0, ENOUGH * 9)
        for unknown, number in self.lore.exact.items():
            if unknown in self.unknowns:
                self._say([(unknown, 1)], number, number)

    def _read(self, sheet: Sheet) -> None:
        hidden = []
        for sums, number in sheet.cells.values():
            if number is None:
                hidden.append(sums)
                continue
            possible = [each for each in range(number + 20) if self._rounded(each) == number and each >= self.threshold]
            self._say([(unknown, 1) for unknown in sums], possible[0], possible[-1])
        if hidden and sheet.small:
            first = len(self.unknowns) + self.flags
            self.flags += len(hidden)
            self.rows.append(({first + at: 1 for at in range(len(hidden))}, 1, len(hidden)))
            for at, sums in enumerate(hidden):
                row: dict[int, float] = {self.unknowns[unknown]: 1 for unknown in sums}
                row[first + at] = ENOUGH * len(sums)
                self.rows.append((row, 0, self.threshold - 1 + ENOUGH * len(sums)))

    def _rounded(self, number: int) -> int:
        below = number - number % self.rounding
        return below + self.rounding if 2 * (number - below) >= self.rounding else below

    def hidden(self) -> dict[str, tuple[Unknown, ...]]:
        """Every hidden cell that is not counted by whoever reads the tables."""
        return {
            f"{sheet.name} {name}": sums
            for sheet in self.sheets
            for name, (sums, number) in sheet.cells.items()
            if number is None and not all(unknown in self.lore.exact for unknown in sums)
        }

    def nearer_than(
        self, span: int, wanted: Mapping[str, tuple[Unknown, ...]], *, first: bool = False
    ) -> dict[str, tuple[int, int]]:
        """Of ``wanted`` those that can be told within less than ``span``, with the least and the most they can be.

        With ``first`` it is content with one.
        """
        solver = self._solver()
        ranges: dict[str, list[int]] = {}
        self._stir(solver, wanted, ranges)
        found: dict[str, tuple[int, int]] = {}
        for name, sums in wanted.items():
            for sense in (1, -1):
                seen = ranges.get(name, [])
                if seen and max(seen) - min(seen) >= span:
                    break
                self._note(self._best(solver, dict.fromkeys(sums, sense)), wanted, ranges)
            if max(ranges[name]) - min(ranges[name]) < span:
                found[name] = (min(ranges[name]), max(ranges[name]))
                if first:
                    break
        return found

    def _stir(self, solver: Any, wanted: Mapping[str, tuple[Unknown, ...]], ranges: dict[str, list[int]]) -> None:
        """Before each by itself: push all of them about at once."""
        random = Random(2)
        for _ in range(STIRRED):
            pushes = {unknown: random.choice((-1, 1)) for sums in wanted.values() for unknown in sums}
            self._note(self._best(solver, pushes), wanted, ranges)

    def _note(self, world: list[int], wanted: Mapping[str, tuple[Unknown, ...]], ranges: dict[str, list[int]]) -> None:
        for name, sums in wanted.items():
            value = sum(world[self.unknowns[unknown]] for unknown in sums)
            seen = ranges.setdefault(name, [value, value])
            ranges[name] = [min(*seen, value), max(*seen, value)]

    def _best(self, solver: Any, costs: Mapping[Unknown, int]) -> list[int]:
        for unknown, cost in costs.items():
            solver.changeColCost(self.unknowns[unknown], float(cost))
        solver.run()
        assert solver.getModelStatus() == highspy.HighsModelStatus.kOptimal, solver.getModelStatus()
        world = [round(value) for value in solver.getSolution().col_value]
        for unknown in costs:
            solver.changeColCost(self.unknowns[unknown], 0.0)
        return world

    def _solver(self) -> Any:
        solver: Any = highspy.Highs()  # type: ignore[no-untyped-call]
        for option in ("output_flag", "threads", "mip_rel_gap", "mip_abs_gap"):
            solver.setOptionValue(option, {"output_flag": False, "threads": 1}.get(option, 0.0))
        columns = len(self.unknowns) + self.flags
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = columns, len(self.rows)
        model.col_cost_, model.col_lower_ = np.zeros(columns), np.zeros(columns)
        model.col_upper_ = np.array([ENOUGH] * len(self.unknowns) + [1] * self.flags, dtype=float)
        model.row_lower_ = np.array([low for _, low, _ in self.rows], dtype=float)
        model.row_upper_ = np.array([high for _, _, high in self.rows], dtype=float)
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = np.cumsum([0, *(len(row) for row, _, _ in self.rows)])
        model.a_matrix_.index_ = np.array([column for row, _, _ in self.rows for column in row])
        model.a_matrix_.value_ = np.array([times for row, _, _ in self.rows for times in row.values()])
        model.integrality_ = [highspy.HighsVarType.kInteger] * columns
        solver.passModel(model)
        return solver
