"""HiGHS behind a few words: the highest or lowest of a sum, over worlds that keep every rule.

What it gives is only a proposal: whoever asks checks each rule in whole numbers. It is imported when a table is looked
at, as that takes a moment. The same questions in the same order give the same answers.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import inf
from typing import Any

from intake.desk.disclosure.errors import DisclosureError
from intake.desk.disclosure.exact import Part
from intake.desk.disclosure.system import ANY, Terms
from intake.marking import N_

NODES = 500
"""How far it branches before it gives up; then more is hidden."""
ITERATIONS = 200_000


class Solver:
    """The unknowns and rules of a part; all else is as it truly is. Bounds may be changed, nothing else is kept."""

    def __init__(self, part: Part) -> None:
        self._part = part
        self._row = {int(rule): at for at, rule in enumerate(part.rows)}
        self._column = {int(number): at for at, number in enumerate(part.unknowns)}
        self._bounds: dict[int, tuple[float, float]] = {
            at: self._without(rule, int(least), int(most))
            for (rule, at), least, most in zip(self._row.items(), part.least, part.most, strict=True)
        }
        self._loaded: dict[bool, Any] = {}

    @property
    def unknowns(self) -> Any:
        """Which of all unknowns it looks for, in order."""
        return self._part.unknowns

    def knows(self, rule: int) -> bool:
        """Has this rule anything that is not fixed?"""
        return rule in self._row

    def bound(self, rule: int, least: int, most: int) -> None:
        """From now on it has these bounds."""
        at = self._row.get(rule)
        if at is not None:
            self._bounds[at] = self._without(rule, least, most)
            for each in self._loaded.values():
                each.changeRowBounds(at, *self._bounds[at])

    def extreme(self, terms: Terms, *, up: bool, whole: bool = False) -> list[int] | None:
        """Where the sum is as high (or low) as it goes: the part's unknowns, rounded; None where nothing was found.

        Unless ``whole``, numbers may be broken before they are rounded: quicker, and most often they are not.
        """
        if whole not in self._loaded:
            self._loaded[whole] = _loaded(self._part, self._bounds, whole=whole)
        solver = self._loaded[whole]
        costs = {self._column[number]: -times if up else times for number, times in terms if number in self._column}
        for column, cost in costs.items():
            solver.changeColCost(column, cost)
        try:
            solver.run()
            found = solver.getSolution()
            return [round(value) for value in found.col_value] if found.value_valid else None
        finally:
            for column in costs:
                solver.changeColCost(column, 0)

    def _without(self, rule: int, least: int, most: int) -> tuple[float, float]:
        constant = float(self._part.constant[rule])
        return least - constant, inf if most >= ANY else most - constant


def _loaded(part: Part, bounds: Mapping[int, tuple[float, float]], *, whole: bool) -> Any:
    import highspy
    import numpy

    solver: Any = highspy.Highs()  # type: ignore[no-untyped-call]
    for option, value in _options().items():
        solver.setOptionValue(option, value)
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(part.unknowns), len(part.rows)
    model.col_cost_ = numpy.zeros(len(part.unknowns))
    model.col_lower_ = numpy.zeros(len(part.unknowns))
    model.col_upper_ = part.highest
    model.row_lower_ = numpy.array([bounds[at][0] for at in range(len(part.rows))])
    model.row_upper_ = numpy.array([bounds[at][1] for at in range(len(part.rows))])
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = part.starts
    model.a_matrix_.index_ = part.index
    model.a_matrix_.value_ = part.times
    if whole:
        model.integrality_ = [highspy.HighsVarType.kInteger] * len(part.unknowns)
    if solver.passModel(model) == highspy.HighsStatus.kError:
        raise DisclosureError(N_("the figures could not be checked"), N_("Nothing was released."))
    return solver


def _options() -> Mapping[str, Any]:
    """No clock among them: how busy a computer is must not decide what is shown."""
    return {
        "output_flag": False,
        "threads": 1,
        "parallel": "off",
        "random_seed": 1,
        "mip_max_nodes": NODES,
        "simplex_iteration_limit": ITERATIONS,
    }
