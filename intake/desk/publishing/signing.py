"""Sign what may be shown, with the next number; the signed files stay here and can be fetched again.

A number is the day and two digits (``2026112201``), or one more than the last where that is larger: so that also a desk
that was restored, or made anew, signs a newer file than the relay has.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import Connection, insert, select

from intake.desk.audit import Action
from intake.desk.clock import stamp
from intake.desk.errors import DeskError
from intake.desk.folder import refuse_unwritable, write_new
from intake.desk.local_time import today
from intake.desk.people import Role, require
from intake.desk.publishing.draft import draft_of
from intake.desk.tables import published
from intake.desk.unlock import OpenDesk
from intake.envelope.encoding import base64url
from intake.exchange.errors import ExchangeError
from intake.exchange.files import read_certified, sign_certified
from intake.exchange.published import Published
from intake.marking import N_


@dataclass(frozen=True, slots=True)
class Signed:
    """A file that was signed: its number, when (UTC), by whom, and its bytes."""

    sequence: int
    at: datetime
    actor: str
    file: bytes

    def days(self, now: datetime) -> int:
        """How many days ago, by the calendar here."""
        return (today(now) - today(self.at)).days

    def name(self, inbox: str) -> str:
        """What the file is called. The courier tells it by its content."""
        return f"published-{inbox}-{self.sequence}.json"


def publish(desk: OpenDesk, *, seen: bytes | None = None, out: Path | None = None) -> Signed:
    """Sign what may be shown now, and record it; into the new file ``out``, or only to be handed on.

    ``seen`` is the digest of the draft that somebody looked at: where it is another one by now, DeskError. Raises
    DeskError also where whoever acts is no coordinator, or there is nothing to tell and nothing to take back.
    """
    if out is not None:
        refuse_unwritable(out)
    now = desk.clock()
    with desk.writing() as connection:
        require(connection, desk.actor, Role.COORDINATOR)
        draft, last = draft_of(desk, connection), newest(connection)
        if seen is not None and seen != draft.digest():
            raise DeskError(N_("it changed since you looked"), N_("Look again; nothing was signed."))
        if draft.empty and last is None:
            raise DeskError(
                N_("there is nothing to publish"),
                N_("Bring the network book in, fill in [desk.walk_in], or release figures first."),
            )
        sequence = following(last, today(now))
        content = draft.published(desk.instance.inbox, sequence, today(now))
        file = sign_certified(desk.bunch.signing, desk.certificate, content)
        signed = Signed(sequence, now, desk.actor, file)
        _keep(desk, connection, signed)
        # Last, so that the entry goes with the file: without the one, the other is not there.
        if out is not None:
            write_new(out, file)
    return signed


def newest(connection: Connection) -> Signed | None:
    """The last file that was signed, to be fetched again."""
    rows = connection.execute(select(published).order_by(published.c.sequence.desc()).limit(1))
    return next((_signed(row.sequence, row.at, row.actor, row.file) for row in rows), None)


def find_signed(connection: Connection, sequence: int) -> Signed | None:
    """The file with this number."""
    rows = connection.execute(select(published).where(published.c.sequence == sequence))
    return next((_signed(row.sequence, row.at, row.actor, row.file) for row in rows), None)


def said_in(desk: OpenDesk, signed: Signed) -> Published | None:
    """What a signed file says; None where the desk's own identity does not vouch for it any more."""
    try:
        return read_certified(signed.file, Published, identity=desk.ring.identity, inbox=desk.instance.inbox)
    except ExchangeError:
        return None


def _signed(sequence: int, at: str, actor: str, file: bytes) -> Signed:
    return Signed(sequence, datetime.fromisoformat(at), actor, file)


def following(last: Signed | None, day: date) -> int:
    """The number of a file that is signed on ``day``, after ``last``."""
    return max(int(f"{day:%Y%m%d}01"), 0 if last is None else last.sequence + 1)


def _keep(desk: OpenDesk, connection: Connection, signed: Signed) -> None:
    digest = hashlib.sha256(signed.file).digest()
    row = {"sequence": signed.sequence, "at": stamp(signed.at), "actor": signed.actor, "digest": digest}
    connection.execute(insert(published), row | {"file": signed.file})
    desk.record(connection, Action.PUBLISHED, {"sequence": signed.sequence, "digest": base64url(digest)})
