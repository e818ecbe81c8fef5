"""Everything that somebody with all tables knows, as linear rules over whole numbers: one unknown for each atom.

Integers only: that a world keeps every rule is worked out exactly, whatever a solver says of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from intake.desk.disclosure.counted import Counted
from intake.desk.disclosure.grid import ALL, WHOLE, Atom, Grid

ANY = 10**9
"""No bound: nothing that is counted here is as large."""
Terms = tuple[tuple[int, int], ...]
"""Of a sum: the unknown's number, and what it is multiplied with."""


@dataclass(frozen=True, slots=True)
class Rule:
    """``least`` <= sum <= ``most``."""

    terms: Terms
    least: int
    most: int

    def kept(self, world: Sequence[int]) -> bool:
        """Does this world keep it?"""
        return self.least <= sum(times * world[number] for number, times in self.terms) <= self.most


@dataclass(frozen=True, slots=True, repr=False)
class System:
    """The unknowns, what they truly are, and the rules that hold whatever is shown."""

    atoms: Mapping[Atom, int]
    truth: tuple[int, ...]
    rules: tuple[Rule, ...]

    def terms(self, atoms: Iterable[Atom]) -> Terms:
        """The sum of ``atoms``."""
        return tuple(sorted((self.atoms[atom], 1) for atom in atoms))

    def true(self, terms: Terms) -> int:
        """What a sum truly is."""
        return sum(times * self.truth[number] for number, times in terms)


def system_of(counted: Counted, grids: Sequence[Grid]) -> System:
    """The rules for all that ``grids`` are made of."""
    pairs = _pairs(counted, grids)
    last = max((quarter for grid in grids for quarter in grid.quarters), default="")
    quarters = tuple(quarter for quarter in counted.quarters if quarter <= last)
    atoms = [
        Atom(measure, by, key, quarter)
        for measure, by in sorted(pairs)
        for key in _keys(counted, by)
        for quarter in quarters
    ]
    numbers = {atom: number for number, atom in enumerate(atoms)}
    truth = tuple(counted.of(atom) for atom in atoms)
    return System(numbers, truth, tuple(_Rules(counted, numbers, truth, pairs, quarters).all()))


def _keys(counted: Counted, by: str) -> tuple[str, ...]:
    return (WHOLE,) if by == ALL else counted.keys[by]


def _pairs(counted: Counted, grids: Sequence[Grid]) -> frozenset[tuple[str, str]]:
    """The measures and splits that matter: those of the tables, their wholes, and what they are sums and parts of."""
    told = {(measure, by) for grid in grids for measure, by in product(grid.columns, {row.by for row in grid.rows})}
    found: set[tuple[str, str]] = set()
    while told - found:
        found |= told
        for (measure, by), (whole, parts) in product(sorted(found), counted.ties.sums.items()):
            if measure in parts:
                told |= {(each, by) for each in (whole, *parts)}
    return frozenset(found | {(measure, ALL) for measure, _ in found})


@dataclass(frozen=True, slots=True)
class _Rules:
    counted: Counted
    numbers: Mapping[Atom, int]
    truth: tuple[int, ...]
    pairs: Collection[tuple[str, str]]
    quarters: tuple[str, ...]

    def all(self) -> Iterable[Rule]:
        yield from self._parts()
        yield from self._sums()
        for smaller, larger in self.counted.ties.within:
            yield from self._compared(smaller, larger, since=False)
        for smaller, larger in self.counted.ties.since:
            yield from self._compared(smaller, larger, since=True)
        for atom, number in self.numbers.items():
            if atom.measure in self.counted.ties.known:
                yield Rule(((number, 1),), self.counted.of(atom), self.counted.of(atom))

    def _parts(self) -> Iterable[Rule]:
        """The parts of a split add up to the whole."""
        for (measure, by), quarter in product(sorted(self.pairs), self.quarters):
            if by != ALL:
                parts = [Atom(measure, by, key, quarter) for key in _keys(self.counted, by)]
                yield self._equal(Atom(measure, ALL, WHOLE, quarter), parts)

    def _sums(self) -> Iterable[Rule]:
        """A measure is the sum of others."""
        for whole, parts in self.counted.ties.sums.items():
            for by in sorted({by for _, by in self.pairs}):
                if any((measure, by) not in self.pairs for measure in (whole, *parts)):
                    continue
                for key, quarter in product(_keys(self.counted, by), self.quarters):
                    yield self._equal(Atom(whole, by, key, quarter), [Atom(part, by, key, quarter) for part in parts])

    def _equal(self, whole: Atom, parts: Iterable[Atom]) -> Rule:
        return Rule(((self.numbers[whole], -1), *((self.numbers[part], 1) for part in parts)), 0, 0)

    def _compared(self, smaller: str, larger: str, *, since: bool) -> Iterable[Rule]:
        """``smaller`` is at most ``larger``; a rule that the truth does not keep is none, and left out."""
        for by in sorted(by for measure, by in self.pairs if measure == smaller and (larger, by) in self.pairs):
            for key, at in product(_keys(self.counted, by), range(len(self.quarters))):
                quarters = self.quarters[: at + 1] if since else self.quarters[at : at + 1]
                terms = [(self.numbers[Atom(smaller, by, key, quarter)], -1) for quarter in quarters]
                terms += [(self.numbers[Atom(larger, by, key, quarter)], 1) for quarter in quarters]
                rule = Rule(tuple(terms), 0, ANY)
                if rule.kept(self.truth):
                    yield rule
