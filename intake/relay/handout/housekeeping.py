"""What has ended is forgotten, once a day: sessions that sign nobody in, invitations that open nothing."""

from __future__ import annotations

from datetime import datetime

from intake.relay.handout import invitations, sessions
from intake.relay.handout.instance import OpenHandout


def keep_house(handout: OpenHandout, now: datetime) -> None:
    """Delete what is over. The log, accounts and what they sign in with stay."""
    with handout.engine.begin() as connection:
        sessions.forget_ended(connection, now)
        invitations.forget_ended(connection, now)
