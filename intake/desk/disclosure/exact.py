"""Whether a world keeps all rules, worked out in whole numbers."""

from __future__ import annotations

from collections.abc import Sequence

from intake.desk.disclosure.system import Rule


class Exact:
    """The rules as arrays: there are thousands of them, and hundreds of worlds to hold against them."""

    def __init__(self, rules: Sequence[Rule], most: Sequence[int]) -> None:
        import numpy

        self._sums = numpy.add.reduceat
        terms = [term for rule in rules for term in rule.terms]
        self._numbers = numpy.array([number for number, _ in terms], dtype=numpy.int64)
        self._times = numpy.array([times for _, times in terms], dtype=numpy.int64)
        lengths = [len(rule.terms) for rule in rules]
        self._starts = numpy.cumsum([0, *lengths[:-1]], dtype=numpy.int64)
        self._least = numpy.array([rule.least for rule in rules], dtype=numpy.int64)
        self._most = numpy.array([rule.most for rule in rules], dtype=numpy.int64)
        self._highest = numpy.array(most, dtype=numpy.int64)
        self._array = numpy.array

    def bound(self, number: int, least: int, most: int) -> None:
        """From now on rule ``number`` has these bounds."""
        self._least[number], self._most[number] = least, most

    def kept(self, world: Sequence[int]) -> bool:
        """Every rule, and no number below 0 or too high."""
        values = self._array(world, dtype=self._numbers.dtype)
        if (values < 0).any() or (values > self._highest).any():
            return False
        sums = self._sums(self._times * values[self._numbers], self._starts)
        return bool((sums >= self._least).all() and (sums <= self._most).all())
