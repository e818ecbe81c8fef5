"""Whether a world keeps all rules, worked out in whole numbers; and the rules of a part of it, for a solver."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from intake.desk.disclosure.system import Rule, Terms


class Sums:
    """Many sums of the same unknowns, as arrays: there are thousands of them, and hundreds of worlds."""

    def __init__(self, sums: Sequence[Terms]) -> None:
        import numpy

        self._add, self._array = numpy.add.reduceat, numpy.array
        terms = [term for each in sums for term in each]
        self.numbers = numpy.array([number for number, _ in terms], dtype=numpy.int64)
        self.times = numpy.array([times for _, times in terms], dtype=numpy.int64)
        self.lengths = numpy.array([len(each) for each in sums], dtype=numpy.int64)
        self._starts = numpy.cumsum([0, *(len(each) for each in sums[:-1])], dtype=numpy.int64)

    def of(self, world: Any) -> Any:
        """What they are in an array of whole numbers."""
        if not len(self.lengths):
            return self._array([], dtype=self.numbers.dtype)
        return self._add(self.times * world[self.numbers], self._starts)


class Exact:
    """The rules of all worlds. Of each group of rules that was named, one sum is below a limit."""

    def __init__(self, rules: Sequence[Rule], most: Sequence[int]) -> None:
        import numpy

        self._numpy = numpy
        self._sums = Sums([rule.terms for rule in rules])
        self._least = numpy.array([rule.least for rule in rules], dtype=numpy.int64)
        self._most = numpy.array([rule.most for rule in rules], dtype=numpy.int64)
        self._highest = numpy.array(most, dtype=numpy.int64)
        self._one_below: list[tuple[Any, int]] = []

    def bound(self, number: int, least: int, most: int) -> None:
        """From now on rule ``number`` has these bounds."""
        self._least[number], self._most[number] = least, most

    def one_below(self, groups: Iterable[tuple[Sequence[int], int]]) -> None:
        """From now on one of the rules of each group has a sum below the limit beside it."""
        self._one_below = [(self._numpy.array(group, dtype=self._numpy.int64), limit) for group, limit in groups]

    def kept(self, world: Any) -> bool:
        """Every rule, and no number below 0 or too high. ``world`` is an array of whole numbers."""
        if (world < 0).any() or (world > self._highest).any():
            return False
        sums = self._sums.of(world)
        if (sums < self._least).any() or (sums > self._most).any():
            return False
        return all((sums[group] < limit).any() for group, limit in self._one_below)

    def part(self, free: Any, truth: Any) -> Part:
        """The rules of the unknowns that are ``free`` (an array of yes and no), all others being as in ``truth``."""
        return Part(self._sums, free, truth, (self._least, self._most, self._highest))


class Part:
    """Fewer unknowns and rules: ``unknowns`` and ``rows`` are their numbers among all."""

    def __init__(self, sums: Sums, free: Any, truth: Any, bounds: tuple[Any, Any, Any]) -> None:
        import numpy

        least, most, highest = bounds
        rule_of = numpy.repeat(numpy.arange(len(sums.lengths)), sums.lengths)
        mine = free[sums.numbers]
        self.unknowns = numpy.flatnonzero(free)
        self.rows = numpy.unique(rule_of[mine])
        self.constant = numpy.bincount(
            rule_of, weights=sums.times * truth[sums.numbers] * ~mine, minlength=len(sums.lengths)
        )
        self.starts = numpy.concatenate([[0], numpy.cumsum(numpy.bincount(rule_of[mine])[self.rows])])
        self.index = numpy.searchsorted(self.unknowns, sums.numbers[mine])
        self.times = sums.times[mine].astype(float)
        self.least, self.most = least[self.rows], most[self.rows]
        self.highest = highest[self.unknowns].astype(float)
