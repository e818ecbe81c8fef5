"""Cut bundles: everything of an inbox that its newest desk has not acknowledged, signed, in the order of digests.

At most one bundle in `hours_between_bundles`; until then a courier gets the same one again, byte for byte, so that a
pull that broke off can be made again. Which envelopes it holds is remembered in memory only: on disk it would say of
each whether it came before that hour. After a restart the next pull cuts a new bundle.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from typing import Any

from sqlalchemy import Connection, Engine, Row, delete, insert, select

from intake.config import Inbox
from intake.envelope.bundle import HandedOut, Manifest, contents_digest, write_bundle
from intake.envelope.encoding import base64url
from intake.envelope.format import ENVELOPE_LENGTH
from intake.relay.carrying.receipts import newest_desk
from intake.relay.clock import iso_week
from intake.relay.instance import OpenRelay
from intake.relay.links.organisations import organisations
from intake.relay.links.tables import handed_out
from intake.relay.mailbox.kept import bytes_of, in_parts, offered
from intake.relay.tables import bundle
from intake.sqlcipher import reading

ENVELOPES_A_READ = 32


@dataclass(frozen=True, slots=True)
class Cut:
    """A bundle that was cut: its manifest and the digests of what is in it, sorted."""

    manifest: Manifest
    digests: tuple[bytes, ...]

    def stream(self, relay: OpenRelay) -> Iterator[bytes]:
        """The bundle's file; ends in an error, and so too short, where an envelope is gone meanwhile."""
        listed = [b"".join(self.digests)]
        return write_bundle(relay.signing, self.manifest, listed, _envelopes(relay.engine, self.digests))

    def length(self) -> int:
        """Bytes of the file."""
        return 12 + len(self.manifest.encode()) + 64 + len(self.digests) * (32 + ENVELOPE_LENGTH)


class Cuts:
    """The newest bundle of each inbox, as long as this process runs."""

    def __init__(self, relay: OpenRelay) -> None:
        self._relay = relay
        self._newest: dict[str, tuple[datetime, Cut]] = {}
        self._one_at_a_time = Lock()

    def now(self, inbox: Inbox, now: datetime) -> tuple[Cut, bool]:
        """The bundle to serve now, and whether it was cut just now."""
        with self._one_at_a_time:
            made, newest = self._newest.get(inbox.id, (None, None))
            if made is not None and newest is not None and now < made + _interval(self._relay):
                return newest, False
            cut = _cut_and_number(self._relay, inbox, now)
            self._newest[inbox.id] = (now, cut)
            return cut, True


def _cut_and_number(relay: OpenRelay, inbox: Inbox, now: datetime) -> Cut:
    """Cut a bundle, and write down its number and digest, to which the next one refers."""
    with relay.engine.begin() as connection:
        last = connection.execute(select(bundle).where(bundle.c.inbox == inbox.id)).one_or_none()
        cut = _cut(relay, connection, inbox, last, now)
        connection.execute(delete(bundle).where(bundle.c.inbox == inbox.id))
        connection.execute(insert(bundle).values(_row(cut, now)))
    return cut


def _interval(relay: OpenRelay) -> timedelta:
    """Never longer than the hold, after which what was acknowledged since may be erased."""
    return timedelta(hours=min(relay.config.hours_between_bundles, relay.config.hold_days * 24))


def _cut(relay: OpenRelay, connection: Connection, inbox: Inbox, last: Row[Any] | None, now: datetime) -> Cut:
    digests = _offered(connection, inbox)
    manifest = Manifest(
        v=1,
        inbox=inbox.id,
        relay=relay.instance,
        epoch=relay.epoch,
        sequence=1 if last is None else last.sequence + 1,
        previous=None if last is None else base64url(last.digest),
        cut=now.date().isoformat(),
        count=len(digests),
        contents=contents_digest(digests),
        handed_out=_handed_out(relay, connection, inbox),
    )
    return Cut(manifest, digests)


def _offered(connection: Connection, inbox: Inbox) -> tuple[bytes, ...]:
    """A new desk, or one restored, is offered all that is held."""
    return tuple(offered(connection, inbox.id, newest_desk(connection, inbox.id)))


def _handed_out(relay: OpenRelay, connection: Connection, inbox: Inbox) -> tuple[HandedOut, ...]:
    own = [each.id for each in organisations(relay.config, connection) if each.inbox == inbox.id]
    rows = connection.execute(
        select(handed_out)
        .where(handed_out.c.organisation.in_(own))
        .order_by(handed_out.c.month, handed_out.c.organisation)
    )
    return tuple(HandedOut(row.organisation, row.month, row.total) for row in rows)


def _envelopes(engine: Engine, digests: tuple[bytes, ...]) -> Iterator[bytes]:
    """In short reads, so that a slow courier holds up nobody."""
    for some in in_parts(digests, ENVELOPES_A_READ):
        with reading(engine).begin() as connection:
            found = bytes_of(connection, some)
        yield from found


def _row(cut: Cut, now: datetime) -> dict[str, object]:
    return {
        "inbox": cut.manifest.inbox,
        "sequence": cut.manifest.sequence,
        "week": iso_week(now.date()),
        "digest": cut.manifest.digest(),
    }
