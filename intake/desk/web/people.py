"""Who works at this desk: slots and roles, for the coordinator; and everybody's own passphrase."""

from __future__ import annotations

from flask import Blueprint, request

from intake.desk.keys.staff import add_person, change_passphrase, change_role, remove_person, staff
from intake.desk.people import Role
from intake.desk.web.service import Service, open_desk
from intake.web.local import people as local
from intake.web.local.people import Staff
from intake.web.words import N_

ROLES = {
    Role.NURSE: N_("Nurse"),
    Role.COORDINATOR: N_("Coordinator"),
    Role.MANAGER: N_("Manager: figures only"),
}


def people(service: Service) -> Blueprint:
    """The list, and what changes it."""
    return local.people(
        service,
        Staff(
            {role.value: label for role, label in ROLES.items()},
            members=lambda: staff(open_desk()),
            add=_add,
            change_role=lambda name, role: change_role(open_desk(), name=name, role=Role(role)),
            remove=lambda passphrase, name: remove_person(open_desk(), passphrase, name=name),
        ),
    )


def me(service: Service) -> Blueprint:
    """One's own passphrase."""
    return local.me(service, lambda passphrase, new: change_passphrase(open_desk(), passphrase, new))


def _add(passphrase: str, name: str, new: str, role: str) -> None:
    ceremonies = "ceremonies" in request.form
    add_person(open_desk(), passphrase, name=name, new_passphrase=new, role=Role(role), ceremonies=ceremonies)
