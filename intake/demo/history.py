"""A year and a half before the demo began: counts of cases that are long erased, and of links that were handed out.

The cases are made in a desk of their own, counted as they are when a term is over, and thrown away: the demo's queue
holds nobody but the sample people.
"""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
from sqlalchemy import insert, select

from intake.demo.many_cases import make_many_cases
from intake.demo.scene import ORGANISATION, PLACE, SCHOOL, SCHOOL_PLACE, Scene
from intake.desk.figures.counting import count_cases
from intake.desk.figures.counts import Cell
from intake.desk.figures.measures import By
from intake.desk.figures.quarters import Quarter
from intake.desk.tables import cases, tallies
from intake.desk.unlock import open_desk
from intake.envelope.bundle import HandedOut
from intake.relay.instance import open_relay
from intake.relay.links.register import count_handed_out

CASES = 1500
TOWNS = (PLACE, SCHOOL_PLACE, "GM0362", "GM0384", "GM0394", "GM0479")
"""Of the demo's region, the largest first."""


def remember(scene: Scene, now: datetime) -> None:
    """Put the counts into the desk's tallies, and what was handed out into the relay's totals."""
    ended = datetime.combine(Quarter.at(now).starts - timedelta(days=1), datetime.min.time(), UTC) + timedelta(hours=18)
    with tempfile.TemporaryDirectory() as folder:
        found, handed = _lived(scene, Path(folder) / "desk", ended)
    with open_desk(scene.desk, scene.passphrase) as desk, desk.writing() as connection:
        connection.execute(insert(tallies), list(_rows(found)))
    relay = open_relay(scene.relay, scene.passphrase)
    with relay.engine.begin() as connection:
        for (month, organisation), count in _at_home(handed).items():
            moment = datetime.fromisoformat(f"{month}-15T12:00:00+00:00")
            count_handed_out(connection, organisation, now=moment, count=count)
    relay.engine.dispose()


def _lived(scene: Scene, folder: Path, ended: datetime) -> tuple[Mapping[Cell, int], tuple[HandedOut, ...]]:
    shutil.copytree(scene.desk.data, folder)
    section = msgspec.structs.replace(scene.desk, data=folder)
    with open_desk(section, scene.passphrase, clock=lambda: ended) as desk:
        made = make_many_cases(desk, CASES, bundles=False)
        with desk.reading() as connection:
            every = connection.execute(select(cases.c.number)).scalars().all()
            return count_cases(connection, section, every, Quarter.at(ended)), made.handed_out


def _rows(found: Mapping[Cell, int]) -> Iterator[dict[str, object]]:
    """As they are written down; what happened all over the country is put into the towns of one region."""
    largest = Counter({cell.key: 0 for cell in found if cell.by is By.PLACE})
    for cell, count in found.items():
        if cell.by is By.PLACE:
            largest[cell.key] += count
    town = {key: TOWNS[rank % len(TOWNS)] for rank, (key, _) in enumerate(largest.most_common()) if len(key) == 6}
    moved: Counter[tuple[str, str, str, str, int]] = Counter()
    for cell, count in found.items():
        key = town.get(cell.key, cell.key) if cell.by is By.PLACE else cell.key
        moved[cell.measure.value, str(cell.quarter), cell.by.value, key, cell.days] += count
    names = ("measure", "quarter", "by", "key", "days")
    return ({**dict(zip(names, key, strict=True)), "count": count} for key, count in moved.items())


def _at_home(handed: tuple[HandedOut, ...]) -> Mapping[tuple[str, str], int]:
    """By month; the two organisations of the demo share it."""
    found: Counter[tuple[str, str]] = Counter()
    for number, each in enumerate(handed):
        found[each.month, SCHOOL if number % 3 == 0 else ORGANISATION] += each.count
    return found
