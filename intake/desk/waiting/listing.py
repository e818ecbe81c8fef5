"""Who waits for care: whoever waits longer than the norm first, then by how long; and how it is per destination.

A line names no person. Cases that are closed are not in it: what was put together with another is for who stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from sqlalchemy import Connection, RowMapping, text

from intake.desk.audit import Action
from intake.desk.local_time import today
from intake.desk.unlock import OpenDesk
from intake.desk.waiting.waits import Wait, wait_in

SHOWN = 100
"""Lines of a list; the rest is found by choosing a destination."""

# The newest answer was "worse", and no nurse decided on the case since.
_WORSE = """(SELECT result = 'worse' AND NOT EXISTS (SELECT 1 FROM decisions
   WHERE decisions."case" = waits."case" AND decisions.at > check_ins.at)
  FROM check_ins WHERE check_ins."case" = waits."case" AND check_ins.referral = waits.referral
  ORDER BY check_ins.number DESC LIMIT 1)"""
_FROM = 'FROM waits JOIN cases ON cases.number = waits."case" WHERE waits.ended IS NULL AND cases.closed IS NULL'
_ROWS = f"""SELECT waits.*, cases.code, cases.level, cases.language, cases.assigned, coalesce({_WORSE}, 0) AS worse,
  (SELECT organisation FROM referrals WHERE referrals.number = waits.referral) AS organisation {_FROM}"""  # noqa: S608 - fixed words
_BY = "CASE WHEN intake_on IS NULL THEN intake_by ELSE treatment_by END"
_LONGEST = f"{_ROWS} AND {_BY} < :now ORDER BY since, waits.referral LIMIT :most"
_COUNTS = f"""SELECT count(*) AS waiting, coalesce(sum(coalesce({_BY} < :now, 0)), 0) AS past,
  coalesce(sum(coalesce(check_on <= :now, 0)), 0) AS due, coalesce(sum(coalesce({_WORSE}, 0)), 0) AS worse {_FROM}"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whom somebody looks at. ``place`` is the key of a Place; ``mine`` is who has the case."""

    place: str | None = None
    past: bool = False
    due: bool = False
    worse: bool = False
    mine: str | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Waiter:
    """One line. ``days`` they wait; ``past`` the norm; ``due``: somebody is to ask; ``worse``: it went worse, and no
    nurse decided since. ``place`` is the key of where they wait."""

    wait: Wait
    code: str
    level: str
    language: str
    assigned: str | None
    organisation: str | None
    days: int
    past: bool
    due: bool
    worse: bool

    @property
    def place(self) -> str:
        """The destination's id in the network book, or else its kind."""
        return self.wait.entry or self.wait.destination


@dataclass(frozen=True, slots=True)
class Place:
    """How it is at one destination: how many wait, how many past the norm, the longest and the median in days.

    ``name`` is that of the network book, None for all of a kind that are not in it.
    """

    key: str
    destination: str
    entry: str | None
    name: str | None
    waiting: int
    past: int
    longest: int
    median: int


@dataclass(frozen=True, slots=True)
class Counts:
    """Of everybody who waits."""

    waiting: int
    past: int
    due: int
    worse: int


@dataclass(frozen=True, slots=True, repr=False)
class WaitingList:
    """``rows`` are those that were asked for, at most SHOWN of ``found``; ``places`` are all, the longest first."""

    day: date
    rows: tuple[Waiter, ...]
    found: int
    places: tuple[Place, ...]
    counts: Counts


def read_waiting(desk: OpenDesk, wanted: Wanted) -> WaitingList:
    """For whoever asks; the look is recorded."""
    day = today(desk.clock())
    with desk.writing() as connection:
        everybody = _everybody(connection, day)
        found = [each for each in everybody if _fits(each, wanted)]
        desk.record(connection, Action.WAITING_VIEWED, {"cases": len(found)})
        counts = count_waiting(connection, day)
    return WaitingList(day, tuple(found[:SHOWN]), len(found), _places(everybody), counts)


def count_waiting(connection: Connection, day: date) -> Counts:
    """Numbers only, so no look is recorded."""
    return Counts(**connection.execute(text(_COUNTS), {"now": day.isoformat()}).mappings().one())


def longest(connection: Connection, day: date, most: int) -> tuple[Waiter, ...]:
    """Those past the norm who wait longest: the head of the list, without reading the rest of it."""
    rows = connection.execute(text(_LONGEST), {"now": day.isoformat(), "most": most}).mappings()
    return tuple(_waiter(row, day) for row in rows)


def _everybody(connection: Connection, day: date) -> list[Waiter]:
    rows = connection.execute(text(_ROWS)).mappings()
    return sorted((_waiter(row, day) for row in rows), key=_order)


def _order(each: Waiter) -> tuple[bool, str, int]:
    return not each.past, each.wait.since, each.wait.referral


def _waiter(row: RowMapping, day: date) -> Waiter:
    wait = wait_in(row)
    names = ("code", "level", "language", "assigned", "organisation")
    return Waiter(
        wait=wait,
        days=wait.days(day),
        past=wait.past(day),
        due=wait.due(day),
        worse=bool(row["worse"]),
        **{name: row[name] for name in names},
    )


def _fits(each: Waiter, wanted: Wanted) -> bool:
    asked = ((wanted.past, each.past), (wanted.due, each.due), (wanted.worse, each.worse))
    here = wanted.place in (None, each.place) and wanted.mine in (None, each.assigned)
    return here and all(is_so for wants, is_so in asked if wants)


def _places(everybody: Sequence[Waiter]) -> tuple[Place, ...]:
    found: dict[str, list[Waiter]] = {}
    for each in everybody:
        found.setdefault(each.place, []).append(each)
    places = (_place(key, there) for key, there in found.items())
    return tuple(sorted(places, key=lambda each: (-each.longest, each.key)))


def _place(key: str, there: Sequence[Waiter]) -> Place:
    first, days = there[0].wait, [each.days for each in there]
    past = sum(each.past for each in there)
    name = there[0].organisation if first.entry else None
    return Place(key, first.destination, first.entry, name, len(there), past, max(days), int(median(days) + 0.5))
