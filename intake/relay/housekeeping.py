"""The relay forgets: once a day it erases what the desk has had for long enough, and all traces of its order.

Bytes are erased after the hold, not when the receipt comes: a desk that dies after its receipt loses nothing.
Their digests stay until no link of that time can send any more, so that a late retry still hears "stored".
"""

from __future__ import annotations

from datetime import date, timedelta
from threading import Event as Signal
from threading import Thread

from sqlalchemy import Connection, delete, insert, select

from intake.config import Relay
from intake.envelope.sheet import GRACE
from intake.relay.clock import Clock, iso_week
from intake.relay.instance import OpenRelay
from intake.relay.links.register import SENDING_DAYS
from intake.relay.links.tables import link
from intake.relay.log import Event, say, trouble
from intake.relay.tables import envelope, receipt, tombstone
from intake.sqlcipher import compact

DAY_SECONDS = 24 * 3600


def keep_house(relay: OpenRelay, today: date) -> int:
    """Erase and delete what is due on ``today``, then compact the file; how many envelopes were erased."""
    with relay.engine.begin() as connection:
        erased = _erase(connection, relay.config, today)
        _forget(connection, relay.config, today)
    compact(relay.engine)
    return erased


def keep_house_daily(relay: OpenRelay, clock: Clock) -> Signal:
    """Keep house now and every day in a thread of its own, until the returned signal is set."""
    stop = Signal()

    def keep() -> None:
        while True:
            try:
                say(Event.KEPT_HOUSE, erased=keep_house(relay, clock().date()))
            except Exception as error:  # noqa: BLE001 - a locked database today must not end all days
                trouble(Event.STORAGE_FAILED, error)
            if stop.wait(DAY_SECONDS):
                return

    Thread(target=keep, name="housekeeping", daemon=True).start()
    return stop


def _erase(connection: Connection, config: Relay, today: date) -> int:
    """What its inbox's newest desk acknowledged in a week that ended before the hold began."""
    due = (
        select(envelope.c.key, envelope.c.digest)
        .join(receipt, (receipt.c.inbox == envelope.c.inbox) & receipt.c.newest)
        .where(envelope.c.desk == receipt.c.desk, envelope.c.desk_epoch == receipt.c.epoch)
        .where(envelope.c.acknowledged < iso_week(today - timedelta(days=config.hold_days)))
    )
    rows = connection.execute(due.order_by(envelope.c.key)).all()
    if rows:
        week = iso_week(today)
        stones = [{"key": row.key, "digest": row.digest, "erased": week} for row in rows]
        connection.execute(insert(tombstone), stones)
        connection.execute(delete(envelope).where(envelope.c.key.in_(select(tombstone.c.key))))
    return len(rows)


def _forget(connection: Connection, config: Relay, today: date) -> None:
    """Links that can send no more; digests that came when links lived that can send no more."""
    connection.execute(delete(link).where(link.c.expires < today - SENDING_DAYS))
    longest = timedelta(days=config.link_days) + SENDING_DAYS + GRACE
    connection.execute(delete(tombstone).where(tombstone.c.erased < iso_week(today - longest)))
