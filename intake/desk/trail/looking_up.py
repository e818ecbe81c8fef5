"""Looking into the trail, and taking entries out of it: both are entries themselves, in the same transaction or before.

Both are for the coordinator. Who looks for a case's entries stands in the history of that case.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from intake.desk.audit import Action
from intake.desk.audit import head as head_of
from intake.desk.people import Role, require
from intake.desk.trail.searching import PAGE, Entry, Wanted, search
from intake.desk.unlock import OpenDesk
from intake.local.csv_cells import Cell

COLUMNS = ("number", "at", "actor", "action", "case", "why", "detail")


def look_up(desk: OpenDesk, wanted: Wanted, *, before: int | None = None, most: int | None = PAGE) -> tuple[Entry, ...]:
    """Entries from the newest on, as `search` finds them; the search is recorded after what it found."""
    with desk.writing() as connection:
        require(connection, desk.actor, Role.COORDINATOR)
        found = tuple(search(connection, wanted, before=before, most=most))
        said = wanted.members() | ({"before": before} if before is not None else {})
        desk.record(connection, Action.AUDIT_SEARCHED, said, case=wanted.case)
    return found


@contextmanager
def taken_out(desk: OpenDesk, wanted: Wanted) -> Iterator[Iterator[Entry]]:
    """All that `search` finds, one by one; recorded before the first of them leaves."""
    with desk.writing() as connection:
        require(connection, desk.actor, Role.COORDINATOR)
        last = head_of(connection).entries
        desk.record(connection, Action.AUDIT_EXPORTED, {**wanted.members(), "up_to": last}, case=wanted.case)
    with desk.reading() as connection:
        yield search(connection, wanted, before=last + 1, most=None)


def table(entries: Iterable[Entry]) -> Iterator[tuple[Cell, ...]]:
    """Rows for a file, the heading first."""
    yield COLUMNS
    for each in entries:
        yield (each.number, each.at, each.actor, each.action, each.case, each.why, in_words(each.detail))


def in_words(detail: Mapping[str, str | int]) -> str:
    """What an entry tells besides: numbers, digests and fixed words."""
    return ", ".join(f"{name.replace('_', ' ')}: {value}" for name, value in sorted(detail.items()))
