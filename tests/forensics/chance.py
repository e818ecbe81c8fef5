"""How much better than chance is a guess of an order? Counted in standard deviations, over several trials."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TypeVar

Item = TypeVar("Item")

CERTAIN = 5.0
"""Guesses by chance deviate this far, to either side, less than once in a million."""


def deviation(trials: Sequence[tuple[Sequence[Item], Sequence[Item]]]) -> float:
    """Of pairs (guessed order of some, true order of all): Kendall's statistic, in its deviations under chance.

    Where the guess is blind, the sum of S has mean 0 and variance n(n-1)(2n+5)/18 a trial (Kendall 1938), and is as
    good as normal for what is tried here.
    """
    score = sum(_score(guess, truth) for guess, truth in trials)
    variance = sum(n * (n - 1) * (2 * n + 5) / 18 for n in (len(guess) for guess, _ in trials))
    return score / math.sqrt(variance)


def _score(guess: Sequence[Item], truth: Sequence[Item]) -> int:
    """Pairs in the right order, less those in the wrong one."""
    came = {item: place for place, item in enumerate(truth)}
    places = [came[item] for item in guess]
    return sum(1 if a < b else -1 for at, a in enumerate(places) for b in places[at + 1 :])
