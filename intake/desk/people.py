"""Who works at this desk, and in which role. A person is the slot that their passphrase opens.

The role is a rule of this program, not of the keys: whoever has a slot holds the database's key, and could read it
with another program. A slot is therefore for people who may see cases, or whom one trusts not to.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import Connection, insert, select, update

from intake.desk.errors import DeskError
from intake.desk.tables import people
from intake.marking import N_


class Role(StrEnum):
    """What somebody does here. A manager sees figures and no case."""

    NURSE = "nurse"
    COORDINATOR = "coordinator"
    MANAGER = "manager"


CASE_WORKERS = frozenset({Role.NURSE, Role.COORDINATOR})


@dataclass(frozen=True, slots=True)
class Person:
    """``since`` and ``until`` are ISO 8601 dates; ``until`` is None for who works here now."""

    name: str
    role: Role
    since: str
    until: str | None


def everybody(connection: Connection) -> list[Person]:
    """All who ever worked here, by name."""
    rows = connection.execute(select(people).order_by(people.c.name))
    return [Person(row.name, Role(row.role), row.since, row.until) for row in rows]


def role_of(connection: Connection, name: str) -> Role:
    """The role of whoever opened the slot ``name``; raises DeskError where they have none, or not any more.

    Where nobody has a role yet, as at a desk that was just made, whoever opens it is its coordinator.
    """
    row = connection.execute(select(people.c.role).where(people.c.name == name, people.c.until.is_(None))).first()
    if row is not None:
        return Role(row.role)
    if is_empty(connection):
        return Role.COORDINATOR
    raise DeskError(N_("you have a slot here, and no role"), N_("Ask the coordinator to give you one."))


def require(connection: Connection, name: str, *roles: Role) -> None:
    """Raise DeskError unless whoever opened the slot ``name`` has one of ``roles``."""
    if role_of(connection, name) in roles:
        return
    if roles == (Role.COORDINATOR,):
        raise DeskError(N_("this is for a coordinator"), N_("Ask one to do it with you."))
    raise DeskError(N_("this is not for your role"), N_("Ask your coordinator if you need it."))


def appoint(connection: Connection, name: str, role: Role, day: date) -> None:
    """Give somebody a role, from ``day``; also who had one here before."""
    held = connection.execute(select(people.c.name).where(people.c.name == name)).first()
    if held is None:
        connection.execute(insert(people), {"name": name, "role": role.value, "since": day.isoformat()})
        return
    connection.execute(update(people).where(people.c.name == name).values(role=role.value, until=None))


def dismiss(connection: Connection, name: str, day: date) -> None:
    """Somebody works here no more, from ``day``."""
    connection.execute(update(people).where(people.c.name == name).values(until=day.isoformat()))


def coordinators(connection: Connection) -> list[str]:
    """The names of those who are coordinators now."""
    now = (people.c.role == Role.COORDINATOR.value, people.c.until.is_(None))
    return list(connection.execute(select(people.c.name).where(*now).order_by(people.c.name)).scalars())


def is_empty(connection: Connection) -> bool:
    """Has nobody a role yet?"""
    return connection.execute(select(people.c.name).limit(1)).first() is None
