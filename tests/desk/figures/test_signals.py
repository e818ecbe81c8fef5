"""What ambassadors saw more than once is counted from the newest network book, by topic and by region."""

from __future__ import annotations

import msgspec

from intake.desk.figures.measures import By, Measure
from intake.desk.network.taking_in import take_in
from intake.exchange.book import Signal
from tests.desk.casework.doing import at_work
from tests.desk.figures.counted import Q1, Q4, counts
from tests.desk.matching.people import book
from tests.desk.network.files import FINGERPRINT, exported
from tests.desk.world import World

SEEN = (
    Signal("access", "GGD Amsterdam", "2026-Q4", "Nobody knows how to find a GP."),
    Signal("access", "GGD Fryslân", "2026-Q4", "Nobody knows how to find a GP."),
    Signal("costs", "GGD Fryslân", "2027-Q1", "People stay away for fear of a bill."),
)


def test_signals_count_in_the_quarter_that_they_are_of(world: World) -> None:
    with at_work(world, actor="anna") as work:
        assert counts(work).total(Measure.SIGNALS, [Q4, Q1]) == 0
        work.do(take_in, exported(msgspec.structs.replace(book(), signals=SEEN)), compared=FINGERPRINT)
        found = counts(work)
        assert found.of(Measure.SIGNALS, By.TOPIC, Q4) == {"access": 2}
        assert found.of(Measure.SIGNALS, By.REGION, Q4) == {"GGD Amsterdam": 1, "GGD Fryslân": 1}
        assert found.of(Measure.SIGNALS, By.TOPIC, Q1) == {"costs": 1}
