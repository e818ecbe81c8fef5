"""What has ended is forgotten, once a day: sessions that sign nobody in, invitations that open nothing."""

from __future__ import annotations

from datetime import datetime
from threading import Event as Signal
from threading import Thread

from intake.relay.clock import Clock
from intake.relay.handout import invitations, sessions
from intake.relay.handout.instance import OpenHandout
from intake.relay.log import Event, trouble

DAY_SECONDS = 24 * 3600


def keep_house(handout: OpenHandout, now: datetime) -> None:
    """Delete what is over. The log, accounts and what they sign in with stay."""
    with handout.engine.begin() as connection:
        sessions.forget_ended(connection, now)
        invitations.forget_ended(connection, now)


def keep_house_daily(handout: OpenHandout, clock: Clock) -> Signal:
    """Keep house now and every day in a thread of its own, until the returned signal is set."""
    stop = Signal()

    def keep() -> None:
        while True:
            try:
                keep_house(handout, clock())
            except Exception as error:  # noqa: BLE001 - a locked database today must not end all days
                trouble(Event.STORAGE_FAILED, error)
            if stop.wait(DAY_SECONDS):
                return

    Thread(target=keep, name="housekeeping", daemon=True).start()
    return stop
