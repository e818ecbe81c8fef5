"""A world counts only where it keeps every rule, worked out in whole numbers."""

from __future__ import annotations

import numpy as np

from intake.desk.disclosure.exact import Exact
from intake.desk.disclosure.system import ANY, Rule


def test_a_world_in_which_no_hidden_number_of_a_table_is_small_is_none() -> None:
    exact = Exact([Rule(((0, 1),), 0, ANY), Rule(((1, 1),), 0, ANY)], [100, 100])
    assert exact.kept(np.array([50, 50]))
    exact.one_below([((0, 1), 10)])
    assert not exact.kept(np.array([50, 50]))
    assert exact.kept(np.array([50, 9]))


def test_a_part_keeps_of_each_rule_what_the_others_leave() -> None:
    exact = Exact([Rule(((0, 1), (1, 1)), 8, 12), Rule(((1, 1),), 0, ANY)], [100, 100])
    part = exact.part(np.array([True, False]), np.array([4, 6]))
    assert (part.unknowns.tolist(), part.rows.tolist(), part.constant[0]) == ([0], [0], 6)
    assert exact.kept(np.array([2, 6]))
    assert not exact.kept(np.array([7, 6]))
    assert not exact.kept(np.array([-1, 10]))
