"""How colleagues stand: invited, active or disabled. It tells that somebody can sign in, and never when they did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, select

from intake.relay.handout.roles import Role
from intake.relay.handout.sessions import to_minute
from intake.relay.handout.staff import Staff, colleagues, everybody, find_staff
from intake.relay.handout.tables import invitation, passkey
from intake.relay.handout.tables import staff as table

OF_THE_RELAY = (Role.COORDINATOR, Role.COURIER, Role.OPERATOR)
"""Whom an operator sees of everywhere; those who hand out, one organisation at a time."""


class State(StrEnum):
    """LAPSED: invited too long ago, and the link works no more."""

    INVITED = "invited"
    LAPSED = "lapsed"
    ACTIVE = "active"
    DISABLED = "disabled"


@dataclass(frozen=True, slots=True)
class Colleague:
    """``managed``: the account comes from single sign-on. ``until``: how long an invitation works, UTC."""

    staff: Staff
    state: State
    managed: bool
    until: datetime | None


def in_reach(me: Staff, staff: Staff) -> bool:
    """May ``me`` see this account? A coordinator those of the own organisation, an operator all."""
    return me.role is Role.OPERATOR or (staff.organisation is not None and staff.organisation == me.organisation)


def find_colleague(connection: Connection, me: Staff, staff: str) -> Staff | None:
    """The account of this id, if ``me`` may see it."""
    found = find_staff(connection, staff)
    return found if found is not None and in_reach(me, found) else None


def list_staff(connection: Connection, me: Staff, organisation: str | None) -> Sequence[Staff]:
    """A coordinator's own colleagues; for an operator those of ``organisation``, or OF_THE_RELAY without one."""
    if me.role is not Role.OPERATOR:
        return colleagues(connection, str(me.organisation))
    if organisation is not None:
        return colleagues(connection, organisation)
    return [each for each in everybody(connection) if each.role in OF_THE_RELAY]


def standing(connection: Connection, staff: Sequence[Staff], now: datetime) -> Sequence[Colleague]:
    """How each of ``staff`` stands, in the same order."""
    ways = select(table.c.id, table.c.password.is_not(None).label("password"), table.c.single_sign_on.is_not(None))
    accounts = {row[0]: (bool(row[1]), bool(row[2])) for row in connection.execute(ways)}
    keys = set(connection.execute(select(passkey.c.staff)).scalars())
    invited = {row.staff: row.expires for row in connection.execute(select(invitation.c.staff, invitation.c.expires))}
    found = []
    for each in staff:
        password, managed = accounts[each.id]
        until = invited.get(each.id)
        alive = until if until is not None and until > to_minute(now) else None
        state = _state(each, password or managed or each.id in keys, alive)
        found.append(Colleague(each, state, managed, alive))
    return found


def _state(staff: Staff, can_sign_in: bool, invited: datetime | None) -> State:
    if staff.disabled:
        return State.DISABLED
    if can_sign_in:
        return State.ACTIVE
    return State.LAPSED if invited is None else State.INVITED
