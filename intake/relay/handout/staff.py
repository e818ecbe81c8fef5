"""Accounts of staff: made, found, changed. Signing in is another room's; here nobody proves who they are.

An e-mail address is a name to sign in by, compared without regard to case; nothing is sent to it.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, insert, select, update
from sqlalchemy.exc import IntegrityError

from intake.relay.errors import RelayError
from intake.relay.handout.roles import Role
from intake.relay.handout.tables import staff as table

IN_ORGANISATIONS = (Role.HANDER_OUT, Role.COORDINATOR)
"""Of these pages. Newcomers' languages are another matter."""


@dataclass(frozen=True, slots=True, repr=False)
class Staff:
    """A colleague. ``organisation`` for those who hand out or coordinate, ``inbox`` for a courier."""

    id: str
    email: str
    name: str
    role: Role
    organisation: str | None
    inbox: str | None
    language: str
    disabled: bool


COLUMNS = (
    table.c.id, table.c.email, table.c.name, table.c.role, table.c.organisation, table.c.inbox, table.c.language,
    table.c.disabled,
)  # fmt: skip


def add_staff(
    connection: Connection,
    *,
    email: str,
    name: str,
    role: Role,
    today: date,
    organisation: str | None = None,
    inbox: str | None = None,
    language: str = "nl",
) -> Staff:
    """A new account that nobody can sign in to yet; raises RelayError where the address has one already."""
    _refuse_misplaced(role, organisation, inbox)
    new = Staff(_new_id(), normal(email), name.strip(), role, organisation, inbox, language, False)
    values = {column.name: getattr(new, column.name) for column in COLUMNS}
    try:
        connection.execute(insert(table).values(**values, created=today))
    except IntegrityError:
        raise RelayError(
            "this e-mail address has an account already", "Use another address, or enable that account."
        ) from None
    return new


def _new_id() -> str:
    """Random, and nothing that a command takes for an option."""
    return secrets.token_urlsafe(12).replace("-", "_")


def _refuse_misplaced(role: Role, organisation: str | None, inbox: str | None) -> None:
    if (organisation is not None) != (role in IN_ORGANISATIONS) or (inbox is not None) != (role is Role.COURIER):
        raise RelayError(
            "this role goes with another place",
            "A hander-out and a coordinator need an organisation, a courier an inbox, an operator neither.",
        )


def find_staff(connection: Connection, staff: str) -> Staff | None:
    """The account of this id, also a disabled one."""
    return _one(connection, select(*COLUMNS).where(table.c.id == staff))


def find_by_email(connection: Connection, email: str) -> Staff | None:
    """The account of this address, also a disabled one."""
    return _one(connection, select(*COLUMNS).where(table.c.email == normal(email)))


def colleagues(connection: Connection, organisation: str) -> Sequence[Staff]:
    """Everybody of an organisation, by name."""
    rows = connection.execute(select(*COLUMNS).where(table.c.organisation == organisation)).mappings()
    return sorted((as_staff(row) for row in rows), key=lambda each: each.name.casefold())


def everybody(connection: Connection) -> Sequence[Staff]:
    """All accounts, by organisation and name."""
    made = [as_staff(row) for row in connection.execute(select(*COLUMNS)).mappings()]
    return sorted(made, key=lambda each: (each.organisation or "", each.name.casefold()))


def set_disabled(connection: Connection, staff: str, *, disabled: bool) -> None:
    """Whoever is disabled gets in no more; their sessions are ended by whoever calls this."""
    connection.execute(update(table).where(table.c.id == staff).values(disabled=disabled))


def normal(email: str) -> str:
    """As it is kept and compared. Raises RelayError where it is none."""
    found = email.strip().casefold()
    if not 3 <= len(found) <= 254 or "@" not in found[1:-1] or not found.isprintable() or " " in found:
        raise RelayError("this is no e-mail address", "It looks like name@organisation.nl.")
    return found


def as_staff(row: RowMapping) -> Staff:
    """Whose row of COLUMNS this is."""
    return Staff(**{column.name: row[column.name] for column in COLUMNS} | {"role": Role(row["role"])})


def _one(connection: Connection, query: Select[Any]) -> Staff | None:
    row = connection.execute(query).mappings().one_or_none()
    return None if row is None else as_staff(row)
