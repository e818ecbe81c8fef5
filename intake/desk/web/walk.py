"""A walk through a list of cases: which stand beside each other in what somebody looked at last.

It is kept in the memory of the browser's seat and nowhere else: an address names one case or none.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """Where to go from a case: paths, None at an end. ``place`` counts from 1 on this page of the list."""

    previous: str | None
    next: str | None
    back: str
    place: int
    count: int


@dataclass(frozen=True, slots=True)
class Walk:
    """``page`` is the path of the list, ``before`` and ``after`` those of the pages beside it."""

    page: str
    cases: tuple[int, ...]
    before: str | None = None
    after: str | None = None

    def step(self, case: int) -> Step | None:
        """From ``case``, where it is on the list."""
        if case not in self.cases:
            return None
        place = self.cases.index(case)
        previous = path_of(self.cases[place - 1]) if place else self.before
        following = path_of(self.cases[place + 1]) if place + 1 < len(self.cases) else self.after
        return Step(previous, following, f"{self.page}#case-{case}", place + 1, len(self.cases))


def path_of(case: int) -> str:
    """The page of a case."""
    return f"/cases/{case}"
