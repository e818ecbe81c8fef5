"""What each inbox's desk lets the relay show: verified when it comes and again when it is read.

Only a desk is believed whose key the configured identity certified, and never an older file than the one that is here.
Of an inbox the newest is kept and no other; nothing in it depends on a link or an envelope.
"""

from __future__ import annotations

from functools import lru_cache

from sqlalchemy import Connection, bindparam, delete, insert, select

from intake.config import Inbox
from intake.exchange.errors import ExchangeError
from intake.exchange.files import read_certified
from intake.exchange.published import Published
from intake.relay.carrying.refusals import refused
from intake.relay.carrying.sheets import current_sheet, find_sheet
from intake.relay.problems import Problem, Refused
from intake.relay.tables import publication

_OF_INBOX = select(publication.c.document).where(publication.c.inbox == bindparam("inbox"))


def find_published(connection: Connection, inbox: Inbox) -> Published | None:
    """What the inbox's desk published last, if its key sheet's identity still vouches for it."""
    document = connection.scalar(_OF_INBOX, {"inbox": inbox.id})
    sheet = None if document is None else find_sheet(connection, inbox)
    if sheet is None:
        return None
    try:
        return _read(document, sheet.identity, inbox.id)
    except ExchangeError:
        return None


def take_published(connection: Connection, inbox: Inbox, data: bytes) -> Published:
    """Keep the file in ``data`` for ``inbox``; raises Refused. The same file again is taken again."""
    identity = current_sheet(connection, inbox, missing=Problem.NO_SHEET).identity
    try:
        brought = _read(data, identity, inbox.id)
    except ExchangeError as error:
        raise refused(error.fault, other_kind=Problem.NOT_PUBLISHED) from None
    last = connection.execute(select(publication).where(publication.c.inbox == inbox.id)).one_or_none()
    if last is not None and last.document != data and brought.sequence <= last.sequence:
        raise Refused(Problem.OLDER_PUBLISHED)
    connection.execute(delete(publication).where(publication.c.inbox == inbox.id))
    connection.execute(insert(publication).values(inbox=inbox.id, sequence=brought.sequence, document=data))
    return brought


@lru_cache(maxsize=64)
def _read(document: bytes, identity: bytes, inbox: str) -> Published:
    """Verifying takes milliseconds and is the same for the same bytes."""
    return read_certified(document, Published, identity=identity, inbox=inbox)
