"""Who works with this book: slots and roles, for the coordinator; and everybody's own passphrase."""

from __future__ import annotations

from flask import Blueprint

from intake.network.people import Role
from intake.network.staff import NO_REVOCATION, add_person, change_passphrase, change_role, remove_person, staff
from intake.network.web.service import Service, open_book
from intake.web.local import people as local
from intake.web.local.people import Staff
from intake.web.words import N_

ROLES = {
    Role.HELPER.value: N_("Helper: reads, and writes down hours, meetings and sessions"),
    Role.COORDINATOR.value: N_("Coordinator"),
}


def people(service: Service) -> Blueprint:
    """The list, and what changes it."""
    room = local.people(
        service,
        Staff(
            ROLES,
            members=lambda: staff(open_book()),
            add=_add,
            change_role=lambda name, role: change_role(open_book(), name=name, role=Role(role)),
            remove=lambda passphrase, name: remove_person(open_book(), passphrase, name=name),
        ),
    )
    room.context_processor(lambda: {"no_revocation": NO_REVOCATION})
    return room


def me(service: Service) -> Blueprint:
    """One's own passphrase."""
    return local.me(service, lambda passphrase, new: change_passphrase(open_book(), passphrase, new))


def _add(passphrase: str, name: str, new: str, role: str) -> None:
    add_person(open_book(), passphrase, name=name, new_passphrase=new, role=Role(role))
