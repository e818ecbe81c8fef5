"""How urgent a case is: five levels, in words first and in colours second."""

from __future__ import annotations

from enum import StrEnum


class Level(StrEnum):
    """A level of urgency. They compare by rank, not by alphabet: red > amber > yellow > review > green.

    ``review`` means that the rules cannot judge and a person must; it ranks below every level that asks for
    contact, so that it never hides one.
    """

    GREEN = "green"
    REVIEW = "review"
    YELLOW = "yellow"
    AMBER = "amber"
    RED = "red"

    @property
    def rank(self) -> int:
        """0 for green up to 4 for red."""
        return tuple(Level).index(self)

    def __lt__(self, other: str) -> bool:
        return self.rank < Level(other).rank

    def __le__(self, other: str) -> bool:
        return self.rank <= Level(other).rank

    def __gt__(self, other: str) -> bool:
        return self.rank > Level(other).rank

    def __ge__(self, other: str) -> bool:
        return self.rank >= Level(other).rank
