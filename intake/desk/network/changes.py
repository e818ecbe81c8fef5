"""What a newer book has that the one before had not: what is new, what says something else, and what is gone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from intake.exchange.book import Ambassador, Book, Destination

Entry = Ambassador | Destination
MONTHLY = ("minutes", "paid", "waiting")
"""What an ambassador did this month is another in every export: no change that anybody must look at."""


@dataclass(frozen=True, slots=True, repr=False)
class Changes:
    """Each in the order of the names; ``changed`` as it is now, ``gone`` as it was."""

    new: tuple[Entry, ...] = ()
    changed: tuple[Entry, ...] = ()
    gone: tuple[Entry, ...] = ()

    @property
    def any(self) -> bool:
        """Is there anything?"""
        return bool(self.new or self.changed or self.gone)


def of_ambassadors(before: Book | None, after: Book) -> Changes:
    """Between two books."""
    return _between(before.ambassadors if before else (), after.ambassadors)


def of_destinations(before: Book | None, after: Book) -> Changes:
    """Between two books."""
    return _between(before.destinations if before else (), after.destinations)


def _between(before: Iterable[Entry], after: Iterable[Entry]) -> Changes:
    was, now = ({each.id: each for each in entries} for entries in (before, after))
    return Changes(
        new=_ordered(each for entry, each in now.items() if entry not in was),
        changed=_ordered(
            each for entry, each in now.items() if entry in was and _lasting(was[entry]) != _lasting(each)
        ),
        gone=_ordered(each for entry, each in was.items() if entry not in now),
    )


def _lasting(each: Entry) -> dict[str, object]:
    return {name: getattr(each, name) for name in each.__struct_fields__ if name not in MONTHLY}


def _ordered(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(entries, key=lambda each: (each.name.casefold(), each.id)))
