"""The relay forgets: every night it erases what the desk has had for long enough, and all traces of its order.

Bytes are erased after the hold, not when the receipt comes: a desk that dies after its receipt loses nothing.
Their digests stay until no link of that time can send any more, so that a late retry still hears "stored".

A clock that is wrong must not erase early: whoever believes that it is ten years later erases everything. So nothing is
erased by the relay's clock alone, but up to the last week in which a courier's request was believed, whose time is
signed by another machine (by this one where somebody fetches with the courier's page, but never of itself). Where no
courier comes, nothing is erased.

Everything goes in small steps, each a transaction of its own: it may be interrupted anywhere, goes on the next time,
and whoever sends an envelope meanwhile waits for one step at most. The one long step is the writing anew of the
arrivals' file, which holds the envelopes of one week.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from threading import Event as Signal
from threading import Thread

from sqlalchemy import Engine, delete, func, insert, literal, select

from intake.config import Relay
from intake.envelope.sheet import GRACE
from intake.relay.clock import Clock, iso_week, last_day
from intake.relay.instance import OpenRelay
from intake.relay.links.register import SENDING_DAYS
from intake.relay.links.tables import link
from intake.relay.log import Event, say, trouble
from intake.relay.mailbox.settling import settle
from intake.relay.store import compact_arrivals
from intake.relay.tables import bundle, envelope, receipt, tombstone
from intake.sqlcipher import reading

ROWS_A_STEP = 64
NIGHT = 2
"""The hour, in UTC, from which the day's house is kept."""
LOOK_SECONDS = 600
UNSURE = timedelta(days=14)
"""So far ahead of the last courier, the clock is worth a line in the log."""


def keep_house(relay: OpenRelay, today: date) -> int:
    """Move, erase and delete what is due on ``today``, then compact; how many envelopes were erased."""
    settle(relay.engine, iso_week(today))
    sure = _sure_of(relay.engine, today)
    erased = 0
    if sure is not None:
        erased = _erase(relay.engine, relay.config, sure)
        _forget(relay.engine, relay.config, sure)
    compact_arrivals(relay.engine)
    return erased


def keep_house_daily(relay: OpenRelay, clock: Clock) -> Signal:
    """Keep house now and every night in a thread of its own, until the returned signal is set."""
    stop = Signal()

    def keep() -> None:
        kept: date | None = None
        while True:
            now = clock()
            if kept is None or (now.date() != kept and now.hour >= NIGHT):
                kept = now.date()
                _keep_one_day(relay, kept)
            if stop.wait(LOOK_SECONDS):
                return

    Thread(target=keep, name="housekeeping", daemon=True).start()
    return stop


def _keep_one_day(relay: OpenRelay, today: date) -> None:
    try:
        say(Event.KEPT_HOUSE, erased=keep_house(relay, today))
    except Exception as error:  # noqa: BLE001 - a locked database today must not end all days
        trouble(Event.STORAGE_FAILED, error)


def _sure_of(engine: Engine, today: date) -> date | None:
    """``today``, but no later than the week of the newest bundle; None where none was ever cut.

    A bundle is cut only for a courier whose signed time is the relay's to within minutes.
    """
    with reading(engine).begin() as connection:
        week = connection.scalar(select(func.max(bundle.c.week)))
    if week is None:
        return None
    carried = last_day(week)
    if today - carried > UNSURE:
        say(Event.CLOCK_UNSURE, days=(today - carried).days)
    return min(today, carried)


def _erase(engine: Engine, config: Relay, today: date) -> int:
    """What its inbox's newest desk acknowledged in a week that ended before the hold began.

    By then its own week has ended too: it stands in ``envelope``.
    """
    erased, after, before = 0, -1, iso_week(today - timedelta(days=config.hold_days))
    while keys := _due(engine, before, after=after):
        with engine.begin() as connection:
            # Another machine may have erased some of them in between.
            here = envelope.c.key.in_(keys)
            stones = select(envelope.c.key, envelope.c.digest, literal(iso_week(today))).where(here)
            connection.execute(insert(tombstone).from_select(["key", "digest", "erased"], stones))
            erased += connection.execute(delete(envelope).where(here)).rowcount
        after = keys[-1]
    return erased


def _due(engine: Engine, before: str, *, after: int) -> Sequence[int]:
    due = (
        select(envelope.c.key)
        .join(receipt, (receipt.c.inbox == envelope.c.inbox) & receipt.c.newest)
        .where(envelope.c.desk == receipt.c.desk, envelope.c.desk_epoch == receipt.c.epoch)
        .where(envelope.c.acknowledged < before, envelope.c.key > after)
    )
    with reading(engine).begin() as connection:
        return connection.scalars(due.order_by(envelope.c.key).limit(ROWS_A_STEP)).all()


def _forget(engine: Engine, config: Relay, today: date) -> None:
    """Links that can send no more; digests that came when links lived that can send no more."""
    longest = timedelta(days=config.link_days) + SENDING_DAYS + GRACE
    with engine.begin() as connection:
        connection.execute(delete(link).where(link.c.expires < today - SENDING_DAYS))
        connection.execute(delete(tombstone).where(tombstone.c.erased < iso_week(today - longest)))
