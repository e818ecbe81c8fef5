"""Destroying an opening key: what was sealed to it and was not opened is then for nobody, as far as this desk goes.

It promises no more: backups, paper shares, sticks and what an SSD keeps of an overwritten file are not in its reach.
Cases that were brought in are in the database, under a key of its own, and stay.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select

from intake.desk.audit import Action
from intake.desk.errors import DeskError
from intake.desk.folder import Folder
from intake.desk.importing.parked import KEY_ID_PLACES
from intake.desk.keys.bunch import opening_id
from intake.desk.people import Role, require
from intake.desk.tables import envelopes
from intake.desk.unlock import OpenDesk
from intake.envelope.encoding import base64url, from_base64url
from intake.envelope.format import KEY_ID
from intake.envelope.sheet import GRACE, SheetKey
from intake.locked import Secret, with_secrets
from intake.marking import N_, filled


@dataclass(frozen=True, slots=True)
class Loss:
    """What becomes unreadable with a key. ``waiting`` envelopes lie here unopened and name no other key of this desk.

    Until ``taken_until`` the relay may still bring some that are sealed to it; None where the ring does not name it.
    """

    key: bytes
    entry: SheetKey | None
    waiting: int
    taken_until: date | None

    @property
    def id(self) -> str:
        """The key's id as it is written and typed."""
        return base64url(self.key)

    def still_comes(self, today: date) -> bool:
        """May what is sealed to it still arrive?"""
        return self.taken_until is not None and today < self.taken_until


NOT_PROMISED = (
    "This takes the key out of this desk's locked file. It does not reach copies: backups of the folder, paper shares "
    "and recovery files, an old disk, or what an SSD keeps of overwritten files. Destroy those too, by two people."
)


def loss(desk: OpenDesk, key_id: str) -> Loss:
    """What is lost with the key of this id (as `intake keys status` shows it); raises DeskError."""
    key = _read_id(key_id)
    if key not in desk.bunch.opening:
        raise DeskError(N_("this desk has no opening key with this id"), N_("See `intake keys status`."))
    if len(desk.bunch.opening) == 1:
        raise DeskError(
            N_("this is the only opening key of this desk"), N_("Make new ones first: `intake keys rotate`.")
        )
    entry = next((each for each in desk.ring.keys if each.id == key), None)
    if entry is not None and desk.clock().date() < entry.end:
        raise DeskError(
            filled(N_("newcomers seal to this key until %(end)s"), end=str(entry.end)),
            N_("End its period first: `intake keys rotate --from DAY`."),
        )
    return Loss(key, entry, _waiting(desk, key), entry.end + GRACE if entry else None)


def destroy(desk: OpenDesk, passphrase: str, key_id: str, *, typed: str) -> Loss:
    """Take the private half out, once somebody typed its id themselves. Raises DeskError or LockedFileError."""
    gone = loss(desk, key_id)
    if typed.strip() != gone.id:
        raise DeskError(N_("what was typed is not the key's id"), N_("Nothing was destroyed."))

    def rest(held: dict[str, Secret]) -> list[Secret]:
        return [secret for secret in held.values() if opening_id(secret) != gone.key]

    change = with_secrets(Folder(desk.section.data).desk, passphrase, rest, name=desk.actor)
    with desk.writing() as connection:
        require(connection, desk.actor, Role.COORDINATOR)
        desk.record(connection, Action.KEY_DESTROYED, {"key": gone.id, "unreadable": gone.waiting})
        change.write()
    return gone


def _read_id(key_id: str) -> bytes:
    try:
        return from_base64url(key_id.strip(), KEY_ID)
    except ValueError:
        raise DeskError(
            N_("this is not a key's id"), N_("It has 11 letters, as `intake keys status` shows it.")
        ) from None


def _waiting(desk: OpenDesk, key: bytes) -> int:
    """Sealed envelopes here that name this key and no other one of the desk's."""
    names = [func.substr(envelopes.c.sealed, place, KEY_ID) for place in KEY_ID_PLACES]
    others = [other for other in desk.bunch.opening if other != key]
    named = or_(*(name == key for name in names))
    elsewhere = or_(*(name.in_(others) for name in names))
    query = select(func.count()).select_from(envelopes).where(envelopes.c.sealed.is_not(None), named, ~elsewhere)
    with desk.reading() as connection:
        count: int = connection.execute(query).scalar_one()
    return count
