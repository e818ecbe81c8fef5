"""What ambassadors saw more than once, by topic and by region: from the network book as it was brought last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from sqlalchemy import Connection

from intake.desk.figures.counts import Cell
from intake.desk.figures.measures import EVERYTHING, By, Measure
from intake.desk.figures.quarters import Quarter
from intake.desk.network.kept import read_kept


def signals(connection: Connection) -> Mapping[Cell, int]:
    """Each in the quarter that its writer gave it; none where no network book was brought."""
    kept = read_kept(connection)
    found: Counter[Cell] = Counter()
    for each in kept.book.signals if kept else ():
        keys = {By.ALL: EVERYTHING, By.TOPIC: each.topic, By.REGION: each.region}
        found.update(Cell(Measure.SIGNALS, Quarter.read(each.quarter), by, key) for by, key in keys.items())
    return found
