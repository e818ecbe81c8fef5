"""Cases that nurses put together are one person: who they were at the end of each quarter, and what counts of them.

A quarter that is over never changes, so what holds in it is how cases stood together at its end: cases that were put
together later counted each for itself, and still do.
"""

# ruff: noqa: S608 - made of fixed words; values are bound
from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import msgspec
from sqlalchemy import Connection, select

from intake.desk.audit import Action
from intake.desk.figures.measures import LEVELS, Measure
from intake.desk.figures.quarters import Quarter
from intake.desk.tables import audit

EVER_MERGED = f"""SELECT "case" FROM audit WHERE action = '{Action.CASES_MERGED}'"""
"""SQL: the cases that were ever put together with others."""


@dataclass(frozen=True, slots=True)
class Event:
    """The first event of ``measure`` in one case. ``at`` is a stamp, or a day."""

    measure: Measure
    case: int
    quarter: Quarter
    at: str
    days: int
    destination: str | None
    language: str
    place: str | None


class _Detail(msgspec.Struct):
    into: int | None = None


class _Entry(msgspec.Struct):
    detail: _Detail


class Families:
    """Who was put together with whom, and when: from the audit trail, which alone keeps what was undone."""

    def __init__(self, connection: Connection) -> None:
        query = select(audit.c.at, audit.c.action, audit.c.case, audit.c.entry).where(
            audit.c.action.in_((Action.CASES_MERGED, Action.CASES_UNMERGED))
        )
        self._moves: list[tuple[str, int, int, bool]] = []
        for row in connection.execute(query.order_by(audit.c.number)):
            into = msgspec.json.decode(row.entry, type=_Entry).detail.into
            if into is not None:
                self._moves.append((row.at, row.case, into, row.action == Action.CASES_MERGED))

    def connected(self, cases: Iterable[int]) -> set[int]:
        """``cases``, and all that were ever put together with them, also by a detour."""
        near: dict[int, set[int]] = defaultdict(set)
        for _, case, into, _ in self._moves:
            near[case].add(into)
            near[into].add(case)
        found, ask = set(cases), set(cases)
        while ask:
            ask = {other for case in ask for other in near.get(case, ())} - found
            found |= ask
        return found

    def count(self, events: Collection[Event], quarters: Sequence[Quarter]) -> Iterator[Event]:
        """The events that count, those of a family once; ``events`` are all of these cases, from the first on.

        Each is told with the language and place of the first of the family's forms.
        """
        forms = {each.case: each for each in events if each.measure is Measure.RETURNED}
        yield from forms.values()
        by_case: dict[int, list[Event]] = defaultdict(list)
        for each in events:
            by_case[each.case].append(each)
        told: set[tuple[str, int]] = set()
        for quarter in quarters:
            there = {case for case, form in forms.items() if form.quarter <= quarter}
            for family in self._at_the_end_of(quarter, there):
                until_now = [each for case in family for each in by_case[case] if each.quarter <= quarter]
                yield from _counted(until_now, forms[min(family)], quarter, told)

    def _at_the_end_of(self, quarter: Quarter, there: Collection[int]) -> list[set[int]]:
        into: dict[int, int] = {}
        for at, case, stands, together in self._moves:
            if at < quarter.next.since:
                into = into | {case: stands} if together else {c: s for c, s in into.items() if c != case}
        families = defaultdict[int, set[int]](set)
        for case in there:
            families[_root(into, case, there)].add(case)
        return list(families.values())


def _root(into: Mapping[int, int], case: int, there: Collection[int]) -> int:
    """The case that this one was put together into, as far as those are still ``there``."""
    while into.get(case) in there:
        case = into[case]
    return case


def _counted(events: Collection[Event], first: Event, quarter: Quarter, told: set[tuple[str, int]]) -> Iterator[Event]:
    """One event of each measure, where none of the family was ``told`` before; ``first`` is its first form.

    Who was taken apart again counts then for what only the others were told for.
    """
    by_kind: dict[str, list[Event]] = defaultdict(list)
    for each in events:
        if each.measure is not Measure.RETURNED:
            by_kind["level" if each.measure in LEVELS else each.measure].append(each)
    new = {kind for kind, found in by_kind.items() if not any((kind, each.case) in told for each in found)}
    if Measure.OPENED not in new:
        # What a later form says of contact is no second chance to count the person.
        new.discard(Measure.CONTACT_ALLOWED)
    for kind in sorted(new):
        chosen = min(by_kind[kind], key=_most_urgent if kind == "level" else _first)
        told.add((kind, chosen.case))
        yield replace(chosen, quarter=quarter, language=first.language, place=first.place)


def _first(event: Event) -> tuple[str, int]:
    return event.at, event.case


def _most_urgent(event: Event) -> int:
    return LEVELS.index(event.measure)
