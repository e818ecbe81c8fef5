"""The key sheet of each inbox: verified when it comes and again when it is read, passed on unchanged.

The relay believes no sheet but of the identity that its configuration pins, and never goes back to an older one.
"""

from __future__ import annotations

from functools import lru_cache

from sqlalchemy import Connection, bindparam, delete, insert, select

from intake.config import Inbox
from intake.envelope.errors import SheetError
from intake.envelope.sheet import KeySheet, read_sheet
from intake.relay.carrying.refusals import refused
from intake.relay.problems import Problem, Refused
from intake.relay.tables import key_sheet

_OF_INBOX = select(key_sheet.c.document).where(key_sheet.c.inbox == bindparam("inbox"))


def current_sheet(connection: Connection, inbox: Inbox, *, missing: Problem = Problem.NOT_READY) -> KeySheet:
    """The inbox's key sheet; raises Refused with ``missing`` where none came yet."""
    sheet = find_sheet(connection, inbox)
    if sheet is None:
        raise Refused(missing)
    return sheet


def find_sheet(connection: Connection, inbox: Inbox) -> KeySheet | None:
    """The inbox's key sheet, if one came that its configured identity signed."""
    document = connection.scalar(_OF_INBOX, {"inbox": inbox.id})
    try:
        return None if document is None else _read(document, inbox.identity)
    except SheetError:
        return None


def take_sheet(connection: Connection, inbox: Inbox, data: bytes) -> KeySheet:
    """Keep the sheet in ``data`` for ``inbox``; raises Refused. The same sheet again is taken again."""
    try:
        sheet = read_sheet(data, identity=inbox.identity)
    except SheetError as error:
        raise refused(error.fault, other_kind=Problem.NOT_A_SHEET) from None
    if sheet.inbox != inbox.id:
        raise Refused(Problem.OTHER_INBOX)
    known = find_sheet(connection, inbox)
    if known is not None and sheet.issued < known.issued:
        raise Refused(Problem.OLDER_SHEET)
    connection.execute(delete(key_sheet).where(key_sheet.c.inbox == inbox.id))
    connection.execute(insert(key_sheet).values(inbox=inbox.id, document=sheet.raw))
    return sheet


@lru_cache(maxsize=64)
def _read(document: bytes, identity: str) -> KeySheet:
    """Verifying takes milliseconds and is the same for the same bytes."""
    return read_sheet(document, identity=identity)
