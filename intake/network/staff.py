"""People come and go: a slot in the locked file for the keys, a role in the database for what they may do here.

Each change needs the passphrase of whoever makes it once more, and stands in the log. To take a slot out is no
revocation: who kept an old copy of the folder reads what stood in it then. Say so wherever it is offered.
"""

from __future__ import annotations

from dataclasses import dataclass

from intake.locked import slots, with_passphrase, with_slot, without_slot
from intake.marking import N_
from intake.network.errors import NetworkError
from intake.network.folder import Folder
from intake.network.log import Action, Thing
from intake.network.people import ROSTER, Role, everybody
from intake.network.unlock import OpenNetwork

NO_REVOCATION = N_(
    "Whoever kept a copy of the book's folder and knows the old passphrase still reads what stood in it until now."
)


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who has a slot, or had one. ``role`` is empty for a slot without a role; dates are ISO 8601."""

    name: str
    role: str
    since: str
    until: str | None


def staff(network: OpenNetwork) -> list[Member]:
    """All who have a slot, and then those who had one. Raises LockedFileError."""
    here = slots(Folder(network.section.data).locked)
    with network.reading() as connection:
        known = {person.name: person for person in everybody(connection)}
    now = [known.get(name) or name for name in here]
    gone = [person for name, person in known.items() if name not in here]
    return [
        Member(each, "", "", None) if isinstance(each, str) else Member(each.name, each.role, each.since, each.until)
        for each in (*now, *gone)
    ]


def add_person(network: OpenNetwork, passphrase: str, *, name: str, new_passphrase: str, role: Role) -> None:
    """A slot and a role for somebody new, who chooses their own passphrase.

    Raises NetworkError, LockedFileError or WeakPassphraseError.
    """
    _allowed(network)
    locked = Folder(network.section.data).locked
    change = with_slot(locked, passphrase, new_name=name, new_passphrase=new_passphrase, name=network.actor)
    with network.writing() as connection:
        network.require(connection, Role.COORDINATOR)
        ROSTER.appoint(connection, name, role, network.clock().date())
        network.record(connection, Action.ADDED, Thing.PERSON, name, {"role": role.value})
        # Last in the transaction, so that the entry goes with the file.
        change.write()


def remove_person(network: OpenNetwork, passphrase: str, *, name: str) -> None:
    """Take out somebody's slot and their role. Raises NetworkError or LockedFileError."""
    _allowed(network)
    change = without_slot(Folder(network.section.data).locked, passphrase, gone=name, name=network.actor)
    with network.writing() as connection:
        network.require(connection, Role.COORDINATOR)
        ROSTER.dismiss(connection, name, network.clock().date())
        network.record(connection, Action.REMOVED, Thing.PERSON, name)
        change.write()


def change_role(network: OpenNetwork, *, name: str, role: Role) -> None:
    """Another role for somebody who works here. One coordinator stays. Raises NetworkError."""
    if name not in slots(Folder(network.section.data).locked):
        raise NetworkError(N_("nobody of this name has a slot here"), N_("Look who has one."))
    with network.writing() as connection:
        network.require(connection, Role.COORDINATOR)
        if role is not Role.COORDINATOR and set(ROSTER.chiefs(connection)) <= {name}:
            raise NetworkError(N_("there is no other coordinator"), N_("Make somebody else one first."))
        ROSTER.appoint(connection, name, role, network.clock().date())
        network.record(connection, Action.CHANGED, Thing.PERSON, name, {"role": role.value})


def change_passphrase(network: OpenNetwork, passphrase: str, new: str) -> None:
    """Another passphrase for whoever works. Raises LockedFileError or WeakPassphraseError."""
    change = with_passphrase(Folder(network.section.data).locked, passphrase, new, name=network.actor)
    with network.writing() as connection:
        network.record(connection, Action.CHANGED, Thing.PASSPHRASE)
        change.write()


def _allowed(network: OpenNetwork) -> None:
    """Before anything is derived; within the transaction it is asked again."""
    with network.reading() as connection:
        network.require(connection, Role.COORDINATOR)
