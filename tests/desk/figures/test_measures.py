"""Each measure, against cases that nurses worked on as they do."""

from __future__ import annotations

from datetime import UTC, datetime

from intake.desk.casework.attempts import Attempt, Result, Way, grant_one_more, log_attempt
from intake.desk.casework.deciding import decide
from intake.desk.casework.merging import merge, unmerge
from intake.desk.casework.referrals import State
from intake.desk.casework.referring import consent, move_on, refer
from intake.desk.casework.states import Outcome, Reopening, Status, change_state, reopen
from intake.desk.figures.counting import read_counts
from intake.desk.figures.counts import Counts
from intake.desk.figures.measures import By, Measure
from intake.desk.figures.quarters import Quarter
from intake.desk.triage import Level
from intake.envelope.submission import Contact
from tests.desk.casework.doing import Doing, at_work
from tests.desk.world import World, submission

Q4, Q1, Q2 = Quarter(2026, 4), Quarter(2027, 1), Quarter(2027, 2)
CALL = Contact(reach="call", address="06 1234 5678", line="mine", when=("weekday-morning", "weekday-afternoon"))


def counts(doing: Doing) -> Counts:
    return doing.ask(read_counts, doing.desk.section, Q4, Q2)


def funnel(doing: Doing, quarter: Quarter = Q4) -> dict[str, int]:
    """What there was in a quarter, but for times."""
    found = counts(doing)
    each = {measure: found.total(measure, [quarter]) for measure in Measure}
    return {measure.value: count for measure, count in each.items() if count and "to-" not in measure}


def test_what_came_back_is_opened(world: World) -> None:
    with at_work(world, submission(contact=CALL), submission()) as doing:
        assert funnel(doing) == {"returned": 2, "opened": 2, "contact-allowed": 1}
