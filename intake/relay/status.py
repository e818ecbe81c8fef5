"""How the relay is doing, per inbox: counts, weeks and sequence numbers. Nothing about one person, link or envelope."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec
from sqlalchemy import Connection, select

from intake.config import Inbox
from intake.relay.carrying.receipts import newest_desk
from intake.relay.carrying.sheets import find_sheet
from intake.relay.instance import OpenRelay
from intake.relay.mailbox.kept import stored_by_week, waiting_by_week
from intake.relay.tables import bundle, receipt
from intake.sqlcipher import reading

WARN_DAYS = timedelta(days=14)


class InboxStatus(msgspec.Struct, frozen=True):
    """``stored``: envelopes held; ``waiting``: those in the next bundle; ``oldest``, ``bundle_week``: ISO weeks."""

    inbox: str
    stored: int
    waiting: int
    oldest: str | None
    bundle: int | None
    bundle_week: str | None
    receipt: int | None
    sheet_expires: date | None
    warnings: tuple[str, ...]


def relay_status(relay: OpenRelay, today: date) -> list[InboxStatus]:
    """The status of every inbox."""
    with reading(relay.engine).begin() as connection:
        return [_status(connection, inbox, today) for inbox in relay.config.inboxes]


def _status(connection: Connection, inbox: Inbox, today: date) -> InboxStatus:
    stored = stored_by_week(connection, inbox.id)
    waiting = waiting_by_week(connection, inbox.id, newest_desk(connection, inbox.id))
    last = connection.execute(select(bundle).where(bundle.c.inbox == inbox.id)).one_or_none()
    sheet = find_sheet(connection, inbox)
    expires = None if sheet is None else sheet.expires
    return InboxStatus(
        inbox=inbox.id,
        stored=sum(stored.values()),
        waiting=sum(waiting.values()),
        oldest=min(stored, default=None),
        bundle=None if last is None else last.sequence,
        bundle_week=None if last is None else last.week,
        receipt=connection.scalar(select(receipt.c.sequence).where(receipt.c.inbox == inbox.id, receipt.c.newest)),
        sheet_expires=expires,
        warnings=_warnings(inbox, expires, today),
    )


def _warnings(inbox: Inbox, expires: date | None, today: date) -> tuple[str, ...]:
    found = []
    if expires is None:
        found.append("no key sheet yet: nobody can open the form")
    elif expires <= today:
        found.append("the key sheet has expired: nobody can seal a form")
    elif expires <= today + WARN_DAYS:
        found.append(f"the key sheet expires on {expires}: sign and carry a new one")
    if not inbox.couriers:
        found.append("no courier is registered")
    return tuple(found)
