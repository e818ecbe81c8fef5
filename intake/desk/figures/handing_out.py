"""How many links were handed out, from the totals that every bundle carries.

A bundle tells, for each organisation and month, all that the relay counted until it was cut: totals, not what came
since the last bundle. So of each relay the highest total of a month counts, once. A relay that was restored from a
backup goes on from an older total: what it counted between backup and loss is only in the bundles of before, and what
came since is only in the newer ones. Neither can be told apart, so the higher total counts, and that is too few, never
too many. A relay that was set up anew counts from nothing: its totals are added.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import msgspec
from sqlalchemy import Connection, select

from intake.desk.figures.counts import Cell
from intake.desk.figures.measures import EVERYTHING, UNKNOWN, By, Measure
from intake.desk.figures.quarters import Quarter
from intake.desk.tables import bundles
from intake.envelope.bundle import HandedOut


@dataclass(frozen=True, slots=True)
class Handed:
    """``until`` is the day on which the newest bundle was cut; None where none came."""

    cells: Mapping[Cell, int]
    until: date | None


class _Manifest(msgspec.Struct):
    cut: date
    handed_out: tuple[HandedOut, ...]


def handed_out(connection: Connection, places: Mapping[str, str]) -> Handed:
    """All that is known; ``places`` says in which municipality each organisation hands out."""
    highest: Counter[tuple[str, str, str]] = Counter()
    until: date | None = None
    for relay, stored in connection.execute(select(bundles.c.relay, bundles.c.manifest)):
        manifest = msgspec.json.decode(stored, type=_Manifest)
        until = max(until or manifest.cut, manifest.cut)
        for each in manifest.handed_out:
            place = (relay, each.organisation, each.month)
            highest[place] = max(highest[place], each.count)
    return Handed(_cells(highest, places), until)


def _cells(highest: Mapping[tuple[str, str, str], int], places: Mapping[str, str]) -> Mapping[Cell, int]:
    found: Counter[Cell] = Counter()
    for (_, organisation, month), count in highest.items():
        quarter = Quarter.of_month(month)
        found[Cell(Measure.HANDED_OUT, quarter, By.ALL, EVERYTHING)] += count
        found[Cell(Measure.HANDED_OUT, quarter, By.PLACE, places.get(organisation, UNKNOWN))] += count
    return found
