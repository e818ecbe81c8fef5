"""The passkeys that are kept: of each its number, its public key, how often it was used, and the name it was given.

A public key signs nobody in. A passkey that was found to be copied stays, marked, until its owner removes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from intake.relay.handout.tables import passkey as table
from intake.relay.handout.tables import staff as staff_table

COPIED = 2**32
"""No counter reaches it (WebAuthn, 6.1: 32 bits), so a passkey that is marked with it is never accepted again."""
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True, repr=False)
class Passkey:
    """``id`` is the authenticator's own, ``sign_count`` what it last counted, or COPIED."""

    id: bytes
    staff: str
    public_key: bytes
    sign_count: int
    name: str
    created: date

    @property
    def copied(self) -> bool:
        """Was it found in two places?"""
        return self.sign_count == COPIED


def add_passkey(connection: Connection, new: Passkey) -> bool:
    """Keep it; False where this passkey is somebody's already."""
    values = {field: getattr(new, field) for field in Passkey.__dataclass_fields__}
    try:
        with connection.begin_nested():
            connection.execute(insert(table).values(**values))
    except IntegrityError:
        return False
    return True


def find_passkey(connection: Connection, number: bytes) -> Passkey | None:
    """The passkey of this id, whoever's it is."""
    row = connection.execute(select(table).where(table.c.id == number)).mappings().one_or_none()
    return None if row is None else Passkey(**row)


def passkeys_of(connection: Connection, staff: str) -> Sequence[Passkey]:
    """All of a colleague, oldest first."""
    rows = connection.execute(select(table).where(table.c.staff == staff).order_by(table.c.created, table.c.name))
    return [Passkey(**row) for row in rows.mappings()]


def set_count(connection: Connection, number: bytes, count: int) -> None:
    """What the passkey counted at this sign-in, or COPIED."""
    connection.execute(update(table).where(table.c.id == number).values(sign_count=count))


def remove_passkey(connection: Connection, number: bytes) -> None:
    """From now on nobody signs in with it."""
    connection.execute(delete(table).where(table.c.id == number))


def signs_in_without(connection: Connection, staff: str, number: bytes) -> bool:
    """Could this colleague still sign in if the passkey were gone: by password, single sign-on or another passkey?"""
    known = staff_table.c.password.is_not(None) | staff_table.c.single_sign_on.is_not(None)
    if connection.execute(select(func.count()).where((staff_table.c.id == staff) & known)).scalar_one():
        return True
    others = (table.c.staff == staff) & (table.c.id != number) & (table.c.sign_count != COPIED)
    return connection.execute(select(func.count()).where(others)).scalar_one() > 0
