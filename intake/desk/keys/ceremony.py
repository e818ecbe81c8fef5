"""Ceremonies: what is done with the identity key, and what is made only once.

Nothing is overwritten, and a ceremony that fails leaves no file behind. The recovery key's private half is made in
memory and goes where it was asked for, never into the desk's folder by itself.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date, timedelta

from nacl.signing import SigningKey

from intake.config import Desk
from intake.desk.errors import DeskError
from intake.desk.folder import Folder, refuse_existing
from intake.desk.keys.bunch import IDENTITY, Bunch, identity_secret, signing_key
from intake.desk.keys.keeping import Keeping
from intake.desk.keys.new_files import NewFiles
from intake.desk.keys.ring import read_ring
from intake.desk.keys.slot import Slot
from intake.desk.opening import OpeningKey
from intake.envelope.canonical import canonical
from intake.envelope.roles import certify_desk
from intake.envelope.sheet import GRACE, KeySheet, Purpose, SheetKey, sign_sheet
from intake.locked import unlock_slot
from intake.marking import N_, filled
from intake.passphrase import refuse_weak

__all__ = ["PERIOD_DAYS", "SHEET_DAYS", "Slot", "new_keys", "new_sheet"]

PERIOD_DAYS = 365
SHEET_DAYS = 90


@dataclass(frozen=True, slots=True, repr=False)
class _Made:
    """All private halves of a new desk, in memory."""

    identity: SigningKey
    recovery: OpeningKey
    bunch: Bunch

    @classmethod
    def now(cls) -> _Made:
        desk = OpeningKey.generate()
        bunch = Bunch({desk.id: desk}, SigningKey.generate(), os.urandom(32))
        return cls(SigningKey.generate(), OpeningKey.generate(), bunch)

    def ring(self, section: Desk, today: date, period_days: int) -> KeySheet:
        end = today + timedelta(days=period_days)
        keys = [SheetKey(Purpose.DESK, key.public, today, end) for key in self.bunch.opening.values()]
        keys.append(SheetKey(Purpose.RECOVERY, self.recovery.public, today, end))
        return signed(self.identity, section, today, SHEET_DAYS, keys)


def new_keys(
    section: Desk,
    *,
    slot: Slot,
    keep: Keeping,
    today: date,
    period_days: int = PERIOD_DAYS,
) -> KeySheet:
    """Make all keys of a new desk, for ``period_days`` from ``today``; gives its first key sheet.

    The recovery key goes where ``keep`` says. Raises DeskError, SheetError, PdfError, LockedFileError or
    WeakPassphraseError; then nothing was written.
    """
    refuse_weak(slot.passphrase)
    folder = Folder(section.data)
    keep.look_first()
    for place in (folder.identity, folder.desk, folder.ring, folder.certificate):
        refuse_existing(place)
    made = _Made.now()
    ring = made.ring(section, today, period_days)
    public = made.bunch.signing.verify_key.encode()
    certificate = certify_desk(made.identity, inbox=section.inbox, public=public, issued=today)
    who = {slot.name: slot.passphrase}
    with NewFiles(folder) as files:
        keep.keep(files, made.recovery, ring, slot, today)
        files.lock(folder.identity, [identity_secret(made.identity)], who, slot.cost)
        files.lock(folder.desk, made.bunch.secrets(), who, slot.cost)
        files.write(folder.certificate, canonical(certificate))
        files.write(folder.ring, ring.raw)
    return ring


def new_sheet(
    section: Desk, *, passphrase: str, today: date, days: int = SHEET_DAYS, name: str | None = None
) -> KeySheet:
    """Sign a key sheet of the ring's keys, valid for ``days`` (at most 100); raises DeskError or SheetError."""
    folder = Folder(section.data)
    key = identity(folder, passphrase, name=name)
    return sheet_of(key, section, own_ring(folder, key, section.inbox).keys, today, days)


def identity(folder: Folder, passphrase: str, *, name: str | None = None) -> SigningKey:
    """The identity key, for one ceremony; raises DeskError or LockedFileError."""
    _, secrets = unlock_slot(folder.identity, passphrase, name=name)
    if IDENTITY not in secrets:
        raise DeskError(
            filled(N_("%(identity)s holds no identity key"), identity=str(folder.identity)), N_("Is it the right file?")
        )
    return signing_key(secrets[IDENTITY])


def own_ring(folder: Folder, identity: SigningKey, inbox: str) -> KeySheet:
    """The ring, where this very identity signed it: a foreign key in it must not get a signature."""
    ring = read_ring(folder, inbox=inbox)
    if ring.identity != identity.verify_key.encode():
        raise DeskError(
            filled(N_("%(ring)s is not signed by this identity"), ring=str(folder.ring)), N_("Take it from a backup.")
        )
    return ring


def sheet_of(
    identity: SigningKey, section: Desk, keys: tuple[SheetKey, ...], today: date, days: int = SHEET_DAYS
) -> KeySheet:
    """The key sheet that leaves the desk: without keys that retired so long ago that nothing is taken for them."""
    return signed(identity, section, today, days, [key for key in keys if today < key.end + GRACE])


def signed(identity: SigningKey, section: Desk, today: date, days: int, keys: list[SheetKey]) -> KeySheet:
    """A key sheet of ``keys``; raises SheetError where it would not be accepted."""
    expires = today + timedelta(days=days)
    return sign_sheet(identity, ggd=section.ggd, inbox=section.inbox, issued=today, expires=expires, keys=keys)
