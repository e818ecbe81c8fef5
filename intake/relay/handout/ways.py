"""By what an account is signed in to, as it is kept: password and authenticator. A used code is never taken again."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, delete, select, update

from intake.relay.handout.passwords import Locked
from intake.relay.handout.recovery import forget_codes
from intake.relay.handout.tables import passkey
from intake.relay.handout.tables import staff as table
from intake.relay.handout.totp import Counter, Secret


@dataclass(frozen=True, slots=True, repr=False)
class Ways:
    """What an account has. ``elsewhere``: its organisation signs it in (single sign-on)."""

    password: Locked | None
    totp: Secret | None
    elsewhere: bool


NONE = Ways(None, None, elsewhere=False)


def ways_of(connection: Connection, staff: str) -> Ways:
    """NONE where there is no such account."""
    query = select(table.c.password, table.c.totp, table.c.single_sign_on).where(table.c.id == staff)
    row = connection.execute(query).one_or_none()
    return NONE if row is None else Ways(row.password, row.totp, elsewhere=row.single_sign_on is not None)


def set_password(connection: Connection, staff: str, password: Locked) -> None:
    """From now on this password, and no other."""
    connection.execute(update(table).where(table.c.id == staff).values(password=password))


def set_authenticator(connection: Connection, staff: str, secret: Secret, used: Counter) -> None:
    """From now on this secret; the code that proved it is used."""
    connection.execute(update(table).where(table.c.id == staff).values(totp=secret, totp_last=used))


def use_counter(connection: Connection, staff: str, counter: Counter) -> bool:
    """May the code of this step be taken? Only where no code of this step or a later one was (RFC 6238, 5.2)."""
    unused = table.c.totp_last.is_(None) | (table.c.totp_last < counter)
    taken = update(table).where((table.c.id == staff) & unused).values(totp_last=counter)
    return connection.execute(taken).rowcount == 1


def forget_ways(connection: Connection, staff: str) -> None:
    """Nothing that signed this account in does so any more; single sign-on is not ours to end."""
    connection.execute(update(table).where(table.c.id == staff).values(password=None, totp=None, totp_last=None))
    forget_codes(connection, staff)
    connection.execute(delete(passkey).where(passkey.c.staff == staff))
