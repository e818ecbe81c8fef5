"""HiGHS behind a few words: the highest or lowest of a sum, over worlds that keep every rule.

What it gives is only a proposal: whoever asks checks each rule in whole numbers. It is imported when a table is looked
at, as that takes a moment. The same questions in the same order give the same answers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from intake.desk.disclosure.errors import DisclosureError
from intake.desk.disclosure.system import Rule, Terms
from intake.marking import N_

NODES = 500
"""How far it branches before it gives up; then more is hidden."""
ITERATIONS = 200_000


class Solver:
    """Unknowns from 0 to ``most``, and rules whose bounds may be changed. Nothing else is kept between questions."""

    def __init__(self, rules: Sequence[Rule], most: Sequence[int]) -> None:
        self._whole = _loaded(rules, most, whole=True)
        self._relaxed = _loaded(rules, most, whole=False)
        self._priced: tuple[int, ...] = ()

    def bound(self, number: int, least: int, most: int) -> None:
        """From now on rule ``number`` has these bounds."""
        for each in (self._whole, self._relaxed):
            each.changeRowBounds(number, least, most)

    def extreme(self, terms: Terms, *, up: bool, whole: bool = False) -> list[int] | None:
        """A world in which the sum is as high (or low) as it goes, its numbers rounded; None where none was found.

        Unless ``whole``, numbers may be broken before they are rounded: quicker, and most often they are not.
        """
        solver = self._whole if whole else self._relaxed
        costs = self._price(solver, dict(terms), up=up)
        try:
            solver.run()
            found = solver.getSolution()
            values = [round(value) for value in found.col_value] if found.value_valid else None
        finally:
            for number in costs:
                solver.changeColCost(number, 0)
        return values

    def _price(self, solver: Any, costs: Mapping[int, int], *, up: bool) -> Sequence[int]:
        for number, times in costs.items():
            solver.changeColCost(number, -times if up else times)
        return tuple(costs)


def _loaded(rules: Sequence[Rule], most: Sequence[int], *, whole: bool) -> Any:
    import highspy
    import numpy

    solver: Any = highspy.Highs()  # type: ignore[no-untyped-call]
    for option, value in _options().items():
        solver.setOptionValue(option, value)
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(most), len(rules)
    model.col_cost_ = numpy.zeros(len(most))
    model.col_lower_ = numpy.zeros(len(most))
    model.col_upper_ = numpy.array(most, dtype=float)
    model.row_lower_ = numpy.array([rule.least for rule in rules], dtype=float)
    model.row_upper_ = numpy.array([rule.most for rule in rules], dtype=float)
    terms = [term for rule in rules for term in rule.terms]
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = numpy.cumsum([0, *(len(rule.terms) for rule in rules)])
    model.a_matrix_.index_ = numpy.array([number for number, _ in terms])
    model.a_matrix_.value_ = numpy.array([times for _, times in terms], dtype=float)
    if whole:
        model.integrality_ = [highspy.HighsVarType.kInteger] * len(most)
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
