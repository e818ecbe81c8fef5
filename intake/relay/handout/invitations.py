"""Invitations: a link by which a colleague chooses how to sign in, at first or again. It works once, and for some days.

A colleague gives it to a colleague; nothing is mailed. Of its token only a hash is kept, and a new one ends the older
ones. The token stands after the ``#``, so it reaches no log on its way.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import Connection, delete, insert, select

from intake.relay.handout.sessions import to_minute
from intake.relay.handout.staff import COLUMNS, Staff, as_staff
from intake.relay.handout.tables import invitation as table
from intake.relay.handout.tables import staff as staff_table

PATH = "/handout/welcome/"


def invite(connection: Connection, staff: str, now: datetime, days: int) -> str:
    """The token of a new invitation for this account; those it had work no more."""
    token = secrets.token_urlsafe(24)
    end_invitations(connection, staff)
    expires = to_minute(now) + timedelta(days=days)
    connection.execute(insert(table).values(hash=_hash(token), staff=staff, expires=expires))
    return token


def invitation_link(origin: str, token: str) -> str:
    """``ORIGIN/handout/welcome/#TOKEN``."""
    return f"{origin.rstrip('/')}{PATH}#{token}"


def find_invited(connection: Connection, token: str, now: datetime) -> Staff | None:
    """Whose invitation this is, while it works; nobody's where the account was disabled since."""
    alive = (table.c.hash == _hash(token)) & (table.c.expires > to_minute(now))
    query = select(*COLUMNS).select_from(table).join(staff_table).where(alive & ~staff_table.c.disabled)
    row = connection.execute(query).mappings().one_or_none()
    return None if row is None else as_staff(row)


def end_invitations(connection: Connection, staff: str) -> None:
    """Once one is used, or the account is disabled: none of this account works any more."""
    connection.execute(delete(table).where(table.c.staff == staff))


def forget_ended(connection: Connection, now: datetime) -> None:
    """Delete those whose days are over."""
    connection.execute(delete(table).where(table.c.expires <= to_minute(now)))


def _hash(token: str) -> bytes:
    return sha256(b"envelop/1 staff invitation\0" + token.encode()).digest()
