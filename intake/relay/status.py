"""How the relay is doing: counts, weeks and sequence numbers. Nothing about one person, link or envelope."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import chain

import msgspec
from sqlalchemy import Connection, select

from intake.config import Inbox
from intake.relay import attention
from intake.relay.attention import Concern
from intake.relay.carrying.receipts import newest_desk
from intake.relay.carrying.sheets import find_sheet
from intake.relay.clock import iso_week
from intake.relay.instance import OpenRelay
from intake.relay.mailbox.kept import acknowledged_by_week, stored_by_week, unsettled, waiting_by_week
from intake.relay.tables import bundle, receipt
from intake.relay.telling.letters import Letter
from intake.relay.telling.told import last_told
from intake.sqlcipher import reading


class InboxStatus(msgspec.Struct, frozen=True):
    """``stored``: envelopes held; ``waiting``: those in the next bundle. ``oldest`` of the held, ``oldest_waiting``,
    ``bundle_week`` and ``receipt_week`` are ISO weeks.

    ``receipt_week`` is the last one of which the database tells: of a receipt that acknowledged something still held.
    """

    inbox: str
    stored: int
    waiting: int
    oldest: str | None
    oldest_waiting: str | None
    bundle: int | None
    bundle_week: str | None
    receipt: int | None
    receipt_week: str | None
    sheet_expires: date | None
    warnings: tuple[Concern, ...]


class RelayStatus(msgspec.Struct, frozen=True):
    """The whole: ``warnings`` concern all inboxes."""

    warnings: tuple[Concern, ...]
    inboxes: tuple[InboxStatus, ...]


def whole_status(relay: OpenRelay, today: date) -> RelayStatus:
    """The status of the relay and of every inbox."""
    with reading(relay.engine).begin() as connection:
        late = unsettled(connection, iso_week(today - timedelta(days=attention.SETTLING_DAYS)))
    concerns = chain(
        attention.of_mail(relay.config),
        attention.of_house(late),
        _of_room(relay),
        attention.of_secrets(relay.own_courier),
    )
    return RelayStatus(tuple(concerns), tuple(relay_status(relay, today)))


def relay_status(relay: OpenRelay, today: date) -> list[InboxStatus]:
    """The status of every inbox."""
    with reading(relay.engine).begin() as connection:
        return [_status(relay, connection, inbox, today) for inbox in relay.config.inboxes]


def _status(relay: OpenRelay, connection: Connection, inbox: Inbox, today: date) -> InboxStatus:
    desk = newest_desk(connection, inbox.id)
    stored = stored_by_week(connection, inbox.id)
    waiting = waiting_by_week(connection, inbox.id, desk)
    acknowledged = {} if desk is None else acknowledged_by_week(connection, inbox.id, desk)
    last = connection.execute(select(bundle).where(bundle.c.inbox == inbox.id)).one_or_none()
    sheet = find_sheet(connection, inbox)
    expires = None if sheet is None else sheet.expires
    concerns = chain(
        attention.of_waiting(waiting, today),
        attention.of_sheet(expires, today),
        attention.of_held(acknowledged, relay.config.hold_days, today),
        attention.of_told(_told(connection, inbox), today),
        attention.of_configuration(inbox, couriers=bool(inbox.couriers) or _has_page(relay)),
    )
    return InboxStatus(
        inbox=inbox.id,
        stored=sum(stored.values()),
        waiting=sum(waiting.values()),
        oldest=min(stored, default=None),
        oldest_waiting=min(waiting, default=None),
        bundle=None if last is None else last.sequence,
        bundle_week=None if last is None else last.week,
        receipt=connection.scalar(select(receipt.c.sequence).where(receipt.c.inbox == inbox.id, receipt.c.newest)),
        receipt_week=max(acknowledged, default=None),
        sheet_expires=expires,
        warnings=tuple(concerns),
    )


def _told(connection: Connection, inbox: Inbox) -> date | None:
    return None if inbox.post is None else last_told(connection, inbox.id, Letter.POST)


def _has_page(relay: OpenRelay) -> bool:
    """Is there a courier's page, which serves every inbox?"""
    return relay.config.handout is not None and relay.own_courier is not None


def _of_room(relay: OpenRelay) -> Iterator[Concern]:
    folder = relay.config.data
    used = sum(file.stat().st_size for file in folder.glob("*.sqlite"))
    return attention.of_room(shutil.disk_usage(folder).free, used)
