"""A figure: what the product does per second beside what its raw primitive alone does."""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median

import msgspec


class Round(msgspec.Struct, frozen=True):
    """One measurement of both, one after the other, in units per second."""

    achieved: float
    limit: float

    @property
    def ratio(self) -> float:
        """How much of the limit was achieved; above 1 where the product does better than one at a time."""
        return self.achieved / self.limit


class Figure(msgspec.Struct, frozen=True):
    """The median of several rounds. ``ratio`` is the median of the rounds' ratios."""

    name: str
    unit: str
    limit_name: str
    achieved: float
    limit: float
    ratio: float
    ratios: tuple[float, ...]

    @classmethod
    def of(cls, name: str, unit: str, limit_name: str, rounds: list[Round]) -> Figure:
        """Sum up ``rounds``."""
        return cls(
            name=name,
            unit=unit,
            limit_name=limit_name,
            achieved=round(median(each.achieved for each in rounds), 1),
            limit=round(median(each.limit for each in rounds), 1),
            ratio=round(median(each.ratio for each in rounds), 3),
            ratios=tuple(round(each.ratio, 3) for each in rounds),
        )


def rate(count: int, work: Callable[[], object]) -> float:
    """How many of ``count`` things per second ``work`` does."""
    start = time.perf_counter()
    work()
    return count / (time.perf_counter() - start)


def measured(measure: Callable[[], Round], rounds: int) -> list[Round]:
    """``rounds`` measurements, after one that warms up and is not counted."""
    return [measure() for _ in range(rounds + 1)][1:]
