"""What was counted, and what everybody may know of how the counts hang together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from intake.desk.disclosure.grid import Atom


@dataclass(frozen=True, slots=True)
class Ties:
    """How measures hang together; whoever reads the documentation knows it.

    ``sums``: a measure is the sum of others, in each part and quarter. ``within``: the first is at most the second, in
    each part and quarter. ``since``: the same, counted together from the first quarter on. ``bases``: of what a
    measure is a share; where all of them, or none, are in it, that tells of each. ``known``: measures that somebody
    who reads the tables counts himself.
    """

    sums: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    within: tuple[tuple[str, str], ...] = ()
    since: tuple[tuple[str, str], ...] = ()
    bases: Mapping[str, str] = field(default_factory=dict)
    known: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, repr=False)
class Counted:
    """The truth. ``keys`` are all parts of each split; those of a split add up to the whole. ``quarters`` are in order,
    from the first in which anything can have happened. What is not in ``counts`` is 0.
    """

    counts: Mapping[Atom, int]
    keys: Mapping[str, tuple[str, ...]]
    quarters: tuple[str, ...]
    ties: Ties

    def of(self, atom: Atom) -> int:
        """The number behind one atom."""
        return self.counts.get(atom, 0)
