"""Going on with keys that were changed."""

from __future__ import annotations

from intake.desk.unlock import open_desk
from intake.desk.web.seats import Unlocked
from intake.desk.web.service import Service, myself, seat


def renew(service: Service, passphrase: str, *, others: bool = False) -> None:
    """Take the changed keys to work with; with ``others``, lock every other browser, which still has the old ones."""
    me, here = myself(), seat()
    assert here is not None
    fresh = open_desk(service.section, passphrase, name=me.name, clock=service.clock)
    if others:
        service.seats.lock_all()
    service.seats.unlock(here, Unlocked(me.name, me.role, fresh))
