"""People who wait for care, by a referral with consent."""

from __future__ import annotations

from datetime import date

from intake.desk.casework.referrals import State
from intake.desk.casework.referring import refer
from intake.desk.tables import waits
from intake.desk.waiting.waits import Wait, wait_in, wait_of
from intake.envelope.submission import Contact
from tests.desk.casework.doing import Doing
from tests.desk.casework.test_referring import CONSENT, put, talked
from tests.desk.world import World

PHONE = Contact(reach="call", address="06 12345678", line="mine", when=("weekday-morning",))


def listed(work: Doing, destination: str = "PSY", *, case: int = 1, number: int = 1) -> Wait:
    """The person agreed to be referred, and stands on the list there."""
    talked(work, case)
    work.do(refer, case, work.seen(case), CONSENT | {"destination": destination})
    put(work, State.SENT, State.WAITING, number=number, case=case)
    return waiting(work, number)


def waiting(work: Doing, number: int = 1) -> Wait:
    """The wait of a referral."""
    found = work.ask(wait_of, number)
    assert found is not None
    return found


def every_wait(work: Doing) -> list[Wait]:
    """All there are."""
    return [wait_in(row) for row in work.rows(waits)]  # type: ignore[arg-type]


def go_to(world: World, day: str) -> None:
    """It is that day, at eleven in the morning in the Netherlands."""
    world.later(days=(date.fromisoformat(day) - world.now.date()).days)
