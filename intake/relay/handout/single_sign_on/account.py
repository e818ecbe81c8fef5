"""The account of whoever comes by single sign-on: made at the first time, and made anew in role and place each time.

It is found by the issuer's lasting name for the person and by nothing else. It never takes over an account with the
same e-mail address: such an account keeps its address, and the new one gets a name in ``.invalid`` in its place.
Whoever is in no group any more is refused and signed out everywhere; whoever was disabled here stays out.
"""

from __future__ import annotations

from hashlib import sha256

from flask import g
from sqlalchemy import Connection, select, update

from intake.config import Group
from intake.relay.errors import RelayError
from intake.relay.handout import log
from intake.relay.handout.entrance import enter
from intake.relay.handout.refusals import Refusal, Refused
from intake.relay.handout.roles import Role
from intake.relay.handout.service import Service
from intake.relay.handout.sessions import end_sessions
from intake.relay.handout.single_sign_on.person import Person
from intake.relay.handout.staff import COLUMNS, Staff, add_staff, as_staff, find_by_email
from intake.relay.handout.tables import staff as table
from intake.relay.links.organisations import find_organisation


def arrive(service: Service, person: Person, group: Group | None) -> str:
    """The name of a new session; raises Refused, and what the refusal changed stays written."""
    if group is not None and not _known(service, group):
        raise Refused(Refusal.SIGN_ON_ORGANISATION)
    with service.engine.begin() as connection:
        staff = _find(connection, person)
        if group is None:
            refusal = Refusal.SIGN_ON_GROUP
        elif staff is not None and staff.disabled:
            refusal = Refusal.DISABLED
        else:
            return enter(connection, service, _settle(connection, service, person, group, staff))
        if staff is not None:
            _turn_away(connection, service, staff)
    raise Refused(refusal)


def _known(service: Service, group: Group) -> bool:
    if group.organisation is None:
        return True
    with service.links.engine.begin() as connection:
        return find_organisation(service.config, connection, group.organisation) is not None


def _find(connection: Connection, person: Person) -> Staff | None:
    query = select(*COLUMNS).where(table.c.single_sign_on == person.key)
    row = connection.execute(query).mappings().one_or_none()
    return None if row is None else as_staff(row)


def _turn_away(connection: Connection, service: Service, staff: Staff) -> None:
    end_sessions(connection, staff.id)
    event, now = log.Event.SIGN_IN_REFUSED, service.clock()
    log.write(connection, event, now, organisation=staff.organisation, subject=staff.id)


def _settle(connection: Connection, service: Service, person: Person, group: Group, staff: Staff | None) -> Staff:
    """The account as the groups say today."""
    if staff is None:
        return _add(connection, service, person, group)
    place = {"role": Role(group.role), "organisation": group.organisation, "inbox": None}
    connection.execute(update(table).where(table.c.id == staff.id).values(name=person.name, **place))
    if (staff.role, staff.organisation) != (place["role"], place["organisation"]):
        event, now = log.Event.ROLE_CHANGED, service.clock()
        log.write(connection, event, now, organisation=group.organisation, subject=staff.id)
    settled = _find(connection, person)
    assert settled is not None
    return settled


def _add(connection: Connection, service: Service, person: Person, group: Group) -> Staff:
    new = add_staff(
        connection,
        email=_address(connection, person),
        name=person.name,
        role=Role(group.role),
        organisation=group.organisation,
        language=g.language,
        today=service.clock().date(),
    )
    connection.execute(update(table).where(table.c.id == new.id).values(single_sign_on=person.key))
    event, now = log.Event.ACCOUNT_ADDED, service.clock()
    log.write(connection, event, now, organisation=new.organisation, subject=new.id)
    return new


def _address(connection: Connection, person: Person) -> str:
    """The address of the token where it is one and nobody has it; else a name that no mail reaches."""
    try:
        if person.email is not None and find_by_email(connection, person.email) is None:
            return person.email
    except RelayError:
        pass
    return sha256(person.key.encode()).hexdigest()[:16] + "@single-sign-on.invalid"
