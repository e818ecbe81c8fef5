"""Sessions of staff: on the server, short, ended everywhere at once. The browser holds a random name and nothing else.

A copy of the database signs nobody in: of the name only a hash is kept. A session ends after a time without use, and
in any case after a day's work. A disabled account has none.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import Connection, delete, insert, select, update
from werkzeug.wrappers import Response

from intake.config import Handout
from intake.relay.handout.staff import COLUMNS, Staff, as_staff
from intake.relay.handout.tables import session as table
from intake.relay.handout.tables import staff as staff_table

COOKIE = "__Host-handout"


def begin_session(connection: Connection, settings: Handout, staff: str, now: datetime) -> str:
    """The name of a new session, for the cookie."""
    name = secrets.token_urlsafe(32)
    moment = to_minute(now)
    expires = moment + timedelta(hours=settings.session_hours)
    connection.execute(insert(table).values(hash=_hash(name), staff=staff, seen=moment, expires=expires))
    return name


def find_session(connection: Connection, settings: Handout, name: str, now: datetime) -> Staff | None:
    """Whose session this is, if it has not ended; from now on it was seen at this minute."""
    moment = to_minute(now)
    idle = moment - timedelta(minutes=settings.idle_minutes)
    alive = (table.c.hash == _hash(name)) & (table.c.expires > moment) & (table.c.seen >= idle)
    query = select(table.c.seen, *COLUMNS).join(staff_table).where(alive & ~staff_table.c.disabled)
    row = connection.execute(query).mappings().one_or_none()
    if row is None:
        return None
    if row["seen"] != moment:
        connection.execute(update(table).where(table.c.hash == _hash(name)).values(seen=moment))
    return as_staff(row)


def end_session(connection: Connection, name: str) -> None:
    """Sign out here."""
    connection.execute(delete(table).where(table.c.hash == _hash(name)))


def end_sessions(connection: Connection, staff: str) -> None:
    """Sign out everywhere."""
    connection.execute(delete(table).where(table.c.staff == staff))


def forget_ended(connection: Connection, now: datetime) -> None:
    """Delete what no longer signs anybody in."""
    connection.execute(delete(table).where(table.c.expires <= to_minute(now)))


def set_session_cookie(response: Response, name: str) -> None:
    """Hand the browser the name of its session: for this host alone, never to another site, never to a script."""
    response.set_cookie(COOKIE, name, secure=True, httponly=True, samesite="Strict", path="/")


def to_minute(moment: datetime) -> datetime:
    """UTC without a zone, cut to the minute: as times are kept."""
    return moment.replace(second=0, microsecond=0, tzinfo=None)


def _hash(name: str) -> bytes:
    return sha256(b"envelop/1 staff session\0" + name.encode()).digest()
