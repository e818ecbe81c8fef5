"""Who works with a program's data, and in which role. A person is the slot that their passphrase opens.

The role is a rule of the program, not of the keys: whoever has a slot holds the database's key.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

from sqlalchemy import Connection, Table, insert, select, update

from intake.errors import IntakeError
from intake.marking import N_

R = TypeVar("R", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Person(Generic[R]):
    """``since`` and ``until`` are ISO 8601 dates; ``until`` is None for who works here now."""

    name: str
    role: R
    since: str
    until: str | None


@dataclass(frozen=True, slots=True)
class Roster(Generic[R]):
    """The people in ``table`` (name, role, since, until); ``chief`` is who may give others a role."""

    table: Table
    roles: type[R]
    chief: R
    error: type[IntakeError]

    def everybody(self, connection: Connection) -> list[Person[R]]:
        """All who ever worked here, by name."""
        rows = connection.execute(select(self.table).order_by(self.table.c.name))
        return [Person(row.name, self.roles(row.role), row.since, row.until) for row in rows]

    def role_of(self, connection: Connection, name: str) -> R:
        """The role of whoever opened the slot ``name``; refused where they have none, or not any more.

        Where nobody has a role yet, as where data were just made, whoever opens them is the chief.
        """
        columns = self.table.c
        row = connection.execute(select(columns.role).where(columns.name == name, columns.until.is_(None))).first()
        if row is not None:
            return self.roles(row.role)
        if self.is_empty(connection):
            return self.chief
        raise self.error(N_("you have a slot here, and no role"), N_("Ask the coordinator to give you one."))

    def require(self, connection: Connection, name: str, *roles: R) -> None:
        """Raise unless whoever opened the slot ``name`` has one of ``roles``."""
        if self.role_of(connection, name) in roles:
            return
        if roles == (self.chief,):
            raise self.error(N_("this is for a coordinator"), N_("Ask one to do it with you."))
        raise self.error(N_("this is not for your role"), N_("Ask your coordinator if you need it."))

    def appoint(self, connection: Connection, name: str, role: R, day: date) -> None:
        """Give somebody a role, from ``day``; also who had one here before."""
        named = self.table.c.name == name
        if connection.execute(select(self.table.c.name).where(named)).first() is None:
            connection.execute(insert(self.table), {"name": name, "role": role.value, "since": day.isoformat()})
            return
        connection.execute(update(self.table).where(named).values(role=role.value, until=None))

    def dismiss(self, connection: Connection, name: str, day: date) -> None:
        """Somebody works here no more, from ``day``."""
        connection.execute(update(self.table).where(self.table.c.name == name).values(until=day.isoformat()))

    def chiefs(self, connection: Connection) -> list[str]:
        """The names of those who are chiefs now."""
        columns = self.table.c
        now = (columns.role == self.chief.value, columns.until.is_(None))
        return list(connection.execute(select(columns.name).where(*now).order_by(columns.name)).scalars())

    def is_empty(self, connection: Connection) -> bool:
        """Has nobody a role yet?"""
        return connection.execute(select(self.table.c.name).limit(1)).first() is None
