"""Cut bundles: everything of an inbox that its newest desk has not acknowledged, signed, in the order of digests.

At most one bundle in `hours_between_bundles`; until then a courier gets the same one again, byte for byte, so that a
pull that broke off can be made again. Only the newest is remembered: a row of older ones would date each envelope.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import msgspec
from sqlalchemy import Connection, Engine, delete, insert, or_, select

from intake.config import Inbox
from intake.envelope.bundle import HandedOut, Manifest, contents_digest, write_bundle
from intake.envelope.encoding import base64url
from intake.envelope.format import ENVELOPE_LENGTH
from intake.relay.carrying.receipts import newest_desk
from intake.relay.instance import OpenRelay
from intake.relay.mailbox.writer import row_key
from intake.relay.tables import bundle, envelope, handed_out
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


def bundle_now(relay: OpenRelay, inbox: Inbox, now: datetime) -> tuple[Cut, bool]:
    """The bundle to serve now, and whether it was cut just now."""
    with relay.engine.begin() as connection:
        row = connection.execute(select(bundle).where(bundle.c.inbox == inbox.id)).one_or_none()
        last = None if row is None else msgspec.json.decode(row.manifest, type=Manifest)
        if row is not None and last is not None and now.timestamp() < row.cut + _interval(relay):
            return Cut(last, _split(row.digests)), False
        cut = _cut(relay, connection, inbox, last, now)
        connection.execute(delete(bundle).where(bundle.c.inbox == inbox.id))
        connection.execute(insert(bundle).values(_row(cut, now)))
    return cut, True


def _interval(relay: OpenRelay) -> int:
    """Seconds. Never longer than the hold, after which what was acknowledged since may be erased."""
    return 3600 * min(relay.config.hours_between_bundles, relay.config.hold_days * 24)


def _cut(relay: OpenRelay, connection: Connection, inbox: Inbox, last: Manifest | None, now: datetime) -> Cut:
    digests = _offered(connection, inbox)
    manifest = Manifest(
        v=1,
        inbox=inbox.id,
        relay=relay.instance,
        epoch=relay.epoch,
        sequence=1 if last is None else last.sequence + 1,
        previous=None if last is None else base64url(last.digest()),
        cut=now.date().isoformat(),
        count=len(digests),
        contents=contents_digest(digests),
        handed_out=_handed_out(relay, connection, inbox),
    )
    return Cut(manifest, digests)


def _offered(connection: Connection, inbox: Inbox) -> tuple[bytes, ...]:
    """In the order of the keys, which is that of the digests. A new desk, or one restored, is offered all."""
    wanted = select(envelope.c.digest).where(envelope.c.inbox == inbox.id)
    newest = newest_desk(connection, inbox.id)
    if newest is not None:
        desk, epoch = newest
        wanted = wanted.where(
            or_(envelope.c.desk.is_distinct_from(desk), envelope.c.desk_epoch.is_distinct_from(epoch))
        )
    return tuple(connection.scalars(wanted.order_by(envelope.c.key)))


def waiting(connection: Connection, inbox: Inbox) -> int:
    """How many envelopes the next bundle would hold."""
    return len(_offered(connection, inbox))


def _handed_out(relay: OpenRelay, connection: Connection, inbox: Inbox) -> tuple[HandedOut, ...]:
    own = [organisation.id for organisation in relay.config.organisations if organisation.inbox == inbox.id]
    rows = connection.execute(
        select(handed_out)
        .where(handed_out.c.organisation.in_(own))
        .order_by(handed_out.c.month, handed_out.c.organisation)
    )
    return tuple(HandedOut(row.organisation, row.month, row.total) for row in rows)


def _envelopes(engine: Engine, digests: tuple[bytes, ...]) -> Iterator[bytes]:
    """In short reads, so that a slow courier holds up nobody."""
    for start in range(0, len(digests), ENVELOPES_A_READ):
        keys = [row_key(digest) for digest in digests[start : start + ENVELOPES_A_READ]]
        with reading(engine).begin() as connection:
            found = connection.scalars(
                select(envelope.c.bytes).where(envelope.c.key.in_(keys)).order_by(envelope.c.key)
            ).all()
        if len(found) != len(keys):
            raise LookupError("an envelope of the bundle is gone")
        yield from found


def _split(digests: bytes) -> tuple[bytes, ...]:
    return tuple(digests[at : at + 32] for at in range(0, len(digests), 32))


def _row(cut: Cut, now: datetime) -> dict[str, object]:
    return {
        "inbox": cut.manifest.inbox,
        "sequence": cut.manifest.sequence,
        "cut": int(now.timestamp()),
        "manifest": cut.manifest.encode(),
        "digests": b"".join(cut.digests),
    }
