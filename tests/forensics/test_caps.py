"""What "try later" tells: roughly how busy an inbox is. Never which link, and not whether one person more came."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from intake.config import Inbox, Limits, Organisation
from intake.relay.limits import BY_LOT, Caps
from intake.relay.links.grants import Grant
from intake.relay.problems import Refused
from tests.forensics.twins import Origin
from tests.relay.world import MONDAY

CAP, MINUTES = 60, 300
INBOX = Inbox("ggd-demo", "", "ggd10", "1")
SCHOOL, LIBRARY = (Grant(INBOX, Organisation(name, name, INBOX.id)) for name in ("school", "library"))
WITHOUT_LINK = Grant(INBOX)


class Minutes:
    """The caps of a relay, and a clock that goes on when it is told."""

    def __init__(self) -> None:
        self._now = MONDAY
        self._caps = Caps(Limits(opens_per_minute=CAP), self._clock)

    def _clock(self) -> datetime:
        return self._now

    def felt(self, own: Grant, *others: Grant) -> int:
        """In a new minute others open a form, and the thief as many as possible; how many that is."""
        self._now += timedelta(minutes=1)
        assert all(self._opens(other) for other in others)
        return sum(iter(lambda: self._opens(own), False))

    def _opens(self, grant: Grant) -> bool:
        try:
            self._caps.opened(grant)
        except Refused:
            return False
        return True


@pytest.mark.parametrize("own", [SCHOOL, LIBRARY])
@pytest.mark.parametrize("other", [SCHOOL, LIBRARY])
def test_through_whose_link_somebody_came_is_not_felt(own: Grant, other: Grant) -> None:
    minutes = Minutes()
    felt = {minutes.felt(own, other) for _ in range(MINUTES)}
    assert felt == set(range(CAP - 1, CAP + CAP // BY_LOT))


@pytest.mark.parametrize(("own", "least"), [(SCHOOL, CAP), (WITHOUT_LINK, CAP // 2 - CAP // 2 // BY_LOT)])
def test_a_thief_who_fills_every_minute_cannot_tell_whether_one_person_more_came(own: Grant, least: int) -> None:
    """Where the cap ends is drawn by lot: but for its two ends, both are felt as the same."""
    minutes = Minutes()
    alone = {minutes.felt(own) for _ in range(MINUTES)}
    beside = {minutes.felt(own, own) for _ in range(MINUTES)}
    drawn = len(alone)
    assert drawn > 2
    assert (alone, beside) == (set(range(least, least + drawn)), set(range(least - 1, least - 1 + drawn)))


def test_that_a_whole_class_came_is_felt() -> None:
    """Admitted: how busy an inbox is, to within a twelfth of the cap."""
    minutes = Minutes()
    alone = [minutes.felt(SCHOOL) for _ in range(MINUTES)]
    beside = [minutes.felt(SCHOOL, *[LIBRARY] * 30) for _ in range(MINUTES)]
    assert max(beside) < min(alone)


def test_refusals_are_the_same_bytes_whoever_asks(origin: Origin) -> None:
    client = origin.twin().restarted(limits=Limits(opens_per_minute=0))
    answers = [client.post("/api/links/open", json={"token": token}) for token in origin.links]
    assert {answer.status_code for answer in answers} == {429}
    assert len({(answer.data, str(answer.headers)) for answer in answers}) == 1
