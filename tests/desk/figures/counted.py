"""Asking for figures of the quarters in which the tests' desks live."""

from __future__ import annotations

from datetime import UTC, datetime

from intake.desk.figures.counting import read_counts
from intake.desk.figures.counts import Counts
from intake.desk.figures.measures import By, Measure
from intake.desk.figures.quarters import Quarter
from intake.envelope.submission import Contact
from tests.desk.casework.doing import Doing
from tests.desk.world import World

Q4, Q1, Q2 = Quarter(2026, 4), Quarter(2027, 1), Quarter(2027, 2)
CALL = Contact(reach="call", address="06 1234 5678", line="mine", when=("weekday-morning", "weekday-afternoon"))


def counts(doing: Doing) -> Counts:
    """All that is counted."""
    return doing.ask(read_counts, doing.desk.section, Q4, Q2)


def funnel(doing: Doing, quarter: Quarter = Q4) -> dict[str, int]:
    """What there was in a quarter, but for times, and for what every form has."""
    found = counts(doing)
    each = {measure.value: found.total(measure, [quarter]) for measure in Measure}
    return {name: count for name, count in each.items() if count and "to-" not in name and name != "returned"}


def days(doing: Doing, measure: Measure, quarter: Quarter = Q4) -> dict[int, int]:
    """How long it took."""
    return dict(counts(doing).days(measure, By.ALL, "", quarter))


def be_on(world: World, *moment: int) -> None:
    """It is then, in UTC."""
    world.now = datetime(*moment, tzinfo=UTC)  # type: ignore[arg-type,misc]
