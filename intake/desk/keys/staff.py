"""People come and go: a slot in the locked file for the keys, a role in the database for what they may do here.

Each change needs the passphrase of whoever makes it once more, and stands in the audit trail. To take a slot out is no
revocation: who kept an old copy opens what was sealed until the next rotation. Say so wherever it is offered.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from intake.desk.audit import Action
from intake.desk.errors import DeskError
from intake.desk.folder import Folder
from intake.desk.people import Person, Role, appoint, coordinators, dismiss, everybody, is_empty, require
from intake.desk.unlock import OpenDesk
from intake.locked import LockedFileError, Rewrite, slots, unlock_slot, with_passphrase, with_slot, without_slot
from intake.marking import N_

NO_REVOCATION = (
    "Whoever kept a copy of the desk's folder and knows the old passphrase still opens what was sealed until now. "
    "New keys end that: `intake keys rotate --from` tomorrow's date."
)


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who has a slot, or had one. ``role`` is empty for a slot without a role; dates are ISO 8601."""

    name: str
    role: str
    since: str
    until: str | None
    ceremonies: bool


def staff(desk: OpenDesk) -> list[Member]:
    """All who have a slot, and then those who had one. Raises LockedFileError."""
    folder = Folder(desk.section.data)
    ceremonies = set(slots(folder.identity)) if folder.identity.exists() else set()
    with desk.reading() as connection:
        known = {person.name: person for person in everybody(connection)}
        first = "" if known else Role.COORDINATOR.value
    here = slots(folder.desk)
    now = [_member(name, known.get(name), first, name in ceremonies) for name in here]
    return now + [_member(name, person, "", False) for name, person in known.items() if name not in here]


def _member(name: str, person: Person | None, role: str, ceremonies: bool) -> Member:
    if person is None:
        return Member(name, role, "", None, ceremonies)
    return Member(name, person.role.value, person.since, person.until, ceremonies)


def add_person(
    desk: OpenDesk, passphrase: str, *, name: str, new_passphrase: str, role: Role, ceremonies: bool = False
) -> None:
    """A slot and a role for somebody new, who chooses their own passphrase; with ``ceremonies`` also for the identity.

    Raises DeskError, LockedFileError or WeakPassphraseError.
    """
    folder = Folder(desk.section.data)
    _allowed(desk)
    files = [folder.identity, folder.desk] if ceremonies else [folder.desk]
    changes = [
        with_slot(path, passphrase, new_name=name, new_passphrase=new_passphrase, name=desk.actor) for path in files
    ]
    with desk.writing() as connection:
        require(connection, desk.actor, Role.COORDINATOR)
        _appoint(connection, desk, name, role)
        detail = {"person": name, "role": role.value, "ceremonies": "yes" if ceremonies else "no"}
        desk.record(connection, Action.PERSON_ADDED, detail)
        _write(changes)


def remove_person(desk: OpenDesk, passphrase: str, *, name: str) -> None:
    """Take out somebody's slots and their role. Raises DeskError or LockedFileError."""
    _allowed(desk)
    folder = Folder(desk.section.data)
    files = [path for path in _files(folder) if name in slots(path)] or [folder.desk]
    changes = [without_slot(path, passphrase, gone=name, name=desk.actor) for path in files]
    with desk.writing() as connection:
        require(connection, desk.actor, Role.COORDINATOR)
        dismiss(connection, name, desk.clock().date())
        desk.record(connection, Action.PERSON_REMOVED, {"person": name})
        _write(changes)


def change_role(desk: OpenDesk, *, name: str, role: Role) -> None:
    """Another role for somebody who works here. One coordinator stays. Raises DeskError."""
    if name not in slots(Folder(desk.section.data).desk):
        raise DeskError(N_("nobody of this name has a slot here"), N_("See `intake keys people`."))
    with desk.writing() as connection:
        require(connection, desk.actor, Role.COORDINATOR)
        if role is not Role.COORDINATOR and set(coordinators(connection)) <= {name}:
            raise DeskError(N_("there is no other coordinator"), N_("Make somebody else one first."))
        _appoint(connection, desk, name, role)
        desk.record(connection, Action.ROLE_CHANGED, {"person": name, "role": role.value})


def change_passphrase(desk: OpenDesk, passphrase: str, new: str) -> None:
    """Another passphrase for whoever works, in every locked file of the desk that they open.

    A recovery file on a stick keeps the old one. Raises LockedFileError or WeakPassphraseError.
    """
    changes = list(_repassed(desk.actor, Folder(desk.section.data), passphrase, new))
    with desk.writing() as connection:
        desk.record(connection, Action.PASSPHRASE_CHANGED)
        _write(changes)


def _appoint(connection: Connection, desk: OpenDesk, name: str, role: Role) -> None:
    """Give a role; at a desk where nobody has one yet, whoever gives it becomes the coordinator that they were."""
    today = desk.clock().date()
    if is_empty(connection):
        appoint(connection, desk.actor, Role.COORDINATOR, today)
    appoint(connection, name, role, today)


def _repassed(actor: str, folder: Folder, passphrase: str, new: str) -> Iterable[Rewrite]:
    """Identity first: where a crash comes between, the daily passphrase is the old one, and this can be done again."""
    for path in _files(folder):
        if actor in slots(path) and not (path == folder.identity and _opens(path, actor, new)):
            yield with_passphrase(path, passphrase, new, name=actor)


def _opens(path: Path, name: str, passphrase: str) -> bool:
    try:
        return unlock_slot(path, passphrase, name=name)[0] == name
    except LockedFileError:
        return False


def _allowed(desk: OpenDesk) -> None:
    """Before anything is derived; within the transaction it is asked again."""
    with desk.reading() as connection:
        require(connection, desk.actor, Role.COORDINATOR)


def _files(folder: Folder) -> list[Path]:
    return [path for path in (folder.identity, folder.desk) if path.exists()]


def _write(changes: Iterable[Rewrite]) -> None:
    """Last in the transaction, so that the entry goes with the files."""
    for change in changes:
        change.write()
