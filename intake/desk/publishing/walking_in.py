"""Within how many working days the GGD reads, and when people may come by, from [desk.walk_in]."""

from __future__ import annotations

from collections.abc import Iterator

from intake.config import Opening
from intake.config import WalkIn as Configured
from intake.exchange.published import Open, WalkIn

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def walk_in(configured: Configured) -> WalkIn:
    """Day by day, as the form shows it."""
    return WalkIn(
        working_days=configured.working_days,
        address=configured.address,
        phone=configured.phone,
        hours=tuple(sorted(_opened(configured.hours), key=lambda each: (each.day, each.start))),
        checked_on=configured.checked_on,
    )


def _opened(hours: tuple[Opening, ...]) -> Iterator[Open]:
    for each in hours:
        first, _, last = each.days.partition("-")
        start, _, until = each.hours.partition("-")
        begins = DAYS.index(first)
        # Over the end of the week too: sat-mon are three days.
        for ahead in range((DAYS.index(last or first) - begins) % len(DAYS) + 1):
            yield Open((begins + ahead) % len(DAYS) + 1, start, until)
