"""Cut bundles: everything of an inbox that its newest desk has not acknowledged, signed, in the order of digests.

At most one bundle in `hours_between_bundles`; until then a courier gets the same one again, byte for byte, from any
byte on, so that a pull that broke off goes on where it was. Which envelopes it holds, intake.relay.carrying.listing
keeps to itself. After a restart the next pull cuts a new bundle. Memory is the same however many envelopes there are,
and nobody who sends an envelope waits for a bundle to be cut or carried.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock

from sqlalchemy import Connection, delete, insert, select

from intake.config import Inbox
from intake.envelope.bundle import HandedOut, Manifest, bundle_head
from intake.envelope.encoding import base64url
from intake.envelope.format import ENVELOPE_LENGTH
from intake.relay.carrying.listing import DIGEST, Listing
from intake.relay.carrying.receipts import newest_desk
from intake.relay.clock import iso_week
from intake.relay.instance import OpenRelay
from intake.relay.links.organisations import organisations
from intake.relay.links.tables import handed_out
from intake.relay.mailbox.kept import bytes_of, in_parts, offered
from intake.relay.problems import Refused, storage_problem
from intake.relay.tables import bundle
from intake.sqlcipher import reading

ENVELOPES_A_READ = 32


class Cut:
    """A bundle that was cut: its manifest, which envelopes are in it, and how it is read."""

    def __init__(self, relay: OpenRelay, manifest: Manifest, listing: Listing) -> None:
        self._relay, self._listing, self.manifest = relay, listing, manifest
        self.spoiled = False
        """An envelope of it is gone: it can be carried no more."""

    @property
    def tag(self) -> str:
        """Its digest, base64url."""
        return base64url(self.manifest.digest())

    def stream(self, start: int = 0) -> Iterator[bytes]:
        """The bundle's file from byte ``start``; ends in LookupError, and so too short, where an envelope is gone."""
        head = bundle_head(self._relay.signing, self.manifest)
        behind_head = max(0, start - len(head))
        if start < len(head):
            yield head[start:]
        yield from self._listing.read(behind_head)
        try:
            yield from self._envelopes(max(0, behind_head - self.manifest.count * DIGEST))
        except LookupError:
            self.spoiled = True
            raise

    def _envelopes(self, start: int) -> Iterator[bytes]:
        """In short reads, so that a slow courier holds up nobody."""
        first, skipped = divmod(start, ENVELOPE_LENGTH)
        for some in in_parts(self._listing.digests(first), ENVELOPES_A_READ):
            with reading(self._relay.engine).begin() as connection:
                found = bytes_of(connection, some)
            yield b"".join(found)[skipped:]
            skipped = 0


@dataclass(frozen=True, slots=True)
class _Kept:
    made: datetime
    cut: Cut


class Cuts:
    """The newest bundle of each inbox, as long as this process runs."""

    def __init__(self, relay: OpenRelay) -> None:
        self._relay = relay
        self._newest: dict[str, _Kept] = {}
        self._one_at_a_time = {inbox.id: Lock() for inbox in relay.config.inboxes}

    def now(self, inbox: Inbox, now: datetime, *, goes_on: str | None = None) -> Cut:
        """The bundle to serve now, cut just now or before; raises Refused where there is no room for one.

        ``goes_on`` is the tag of a bundle of which somebody has a part: while it is the newest, the rest of it comes.
        """
        with self._one_at_a_time[inbox.id]:
            newest = self._newest.get(inbox.id)
            if newest is not None and self._serves(newest, now, goes_on):
                return newest.cut
            try:
                cut = _cut(self._relay, inbox, now)
            except OSError as error:
                raise Refused(storage_problem(error)) from None
            self._newest[inbox.id] = _Kept(now, cut)
            return cut

    def _serves(self, newest: _Kept, now: datetime, goes_on: str | None) -> bool:
        """Never longer than the hold, after which what was acknowledged since may be erased."""
        config = self._relay.config
        hold = timedelta(days=config.hold_days)
        longest = hold if goes_on == newest.cut.tag else min(hold, timedelta(hours=config.hours_between_bundles))
        # Of a bundle from the future the clock was put back since: it would be served until then.
        return not newest.cut.spoiled and newest.made <= now < newest.made + longest


def _cut(relay: OpenRelay, inbox: Inbox, now: datetime) -> Cut:
    """Read what is offered, which may take long and holds up nobody; then give it a number."""
    with reading(relay.engine).begin() as connection:
        # A new desk, or one restored, is offered all that is held.
        found = offered(connection, inbox.id, newest_desk(connection, inbox.id))
        listing = Listing(relay.config.data, found)
        handed = _handed_out(relay, connection, inbox)
    with relay.engine.begin() as connection:
        manifest = _manifest(relay, connection, inbox, listing, handed, now)
        _remember(connection, manifest, now)
    return Cut(relay, manifest, listing)


def _manifest(
    relay: OpenRelay,
    connection: Connection,
    inbox: Inbox,
    listing: Listing,
    handed: Sequence[HandedOut],
    now: datetime,
) -> Manifest:
    last = connection.execute(select(bundle).where(bundle.c.inbox == inbox.id)).one_or_none()
    return Manifest(
        v=1,
        inbox=inbox.id,
        relay=relay.instance,
        epoch=relay.epoch,
        sequence=1 if last is None else last.sequence + 1,
        previous=None if last is None else base64url(last.digest),
        cut=now.date().isoformat(),
        count=listing.count,
        contents=listing.contents,
        handed_out=tuple(handed),
    )


def _handed_out(relay: OpenRelay, connection: Connection, inbox: Inbox) -> Sequence[HandedOut]:
    own = [each.id for each in organisations(relay.config, connection) if each.inbox == inbox.id]
    rows = connection.execute(
        select(handed_out)
        .where(handed_out.c.organisation.in_(own))
        .order_by(handed_out.c.month, handed_out.c.organisation)
    )
    return [HandedOut(row.organisation, row.month, row.total) for row in rows]


def _remember(connection: Connection, manifest: Manifest, now: datetime) -> None:
    """The number and the digest, to which the next bundle refers."""
    connection.execute(delete(bundle).where(bundle.c.inbox == manifest.inbox))
    row = {"inbox": manifest.inbox, "sequence": manifest.sequence, "digest": manifest.digest()}
    connection.execute(insert(bundle).values(row | {"week": iso_week(now.date())}))
