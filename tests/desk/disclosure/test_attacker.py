"""Whoever has all tables that were ever released, and a solver, does not come near a hidden number.

More populations: ``python -m tests.bench.disclosure --seeds 50``.
"""

from __future__ import annotations

import pytest

from tests.desk.disclosure.population import small_population
from tests.desk.disclosure.releasing import release_all, told


@pytest.mark.parametrize("seed", range(4))
def test_no_hidden_number_of_six_quarters_can_be_told(seed: int) -> None:
    counted = small_population(seed, people=240 + 90 * seed, length=6)
    ledger = release_all(counted)
    assert any(each.hidden() for each in ledger)
    assert any(number is not None for each in ledger for row in each.cells for number in row)
    assert told(counted, ledger) == {}
