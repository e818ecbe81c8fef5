"""Ceremonies: what is done with the identity key, and what is made only once.

Nothing is overwritten, and a ceremony that fails leaves no file behind. The recovery key's private half is made in
memory and goes to the one locked file that was asked for, never into the desk's folder by itself.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from nacl.signing import SigningKey

from intake.config import Desk
from intake.desk.errors import DeskError
from intake.desk.folder import Folder, refuse_existing, refuse_unwritable, write_new
from intake.desk.keys.bunch import IDENTITY, Bunch, identity_secret, opening_secret, signing_key
from intake.desk.keys.ring import read_ring
from intake.desk.opening import OpeningKey
from intake.envelope.canonical import canonical
from intake.envelope.roles import certify_desk
from intake.envelope.sheet import GRACE, KeySheet, Purpose, SheetKey, sign_sheet
from intake.locked import COST, Secret, lock, unlock
from intake.passphrase import refuse_weak

PERIOD_DAYS = 365
SHEET_DAYS = 90
WHERE_TO = (
    "Give --recovery-file FILE, on a stick that goes into a safe: without it, a lost desk key loses what it opens. "
    "(Paper shares come later.)"
)


@dataclass(frozen=True, slots=True)
class Slot:
    """Who may unlock: a person's name and passphrase. ``cost`` is Argon2id's (passes, bytes of memory)."""

    name: str
    passphrase: str = field(repr=False)
    cost: tuple[int, int] = COST


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
        return _signed(self.identity, section, today, SHEET_DAYS, keys)


def recovery_place(asked: Path | None) -> Path:
    """Where the recovery key goes; raises DeskError where nobody said so."""
    if asked is None:
        raise DeskError("the recovery key must be kept somewhere", WHERE_TO)
    return asked


def new_keys(
    section: Desk, *, slot: Slot, recovery_file: Path, today: date, period_days: int = PERIOD_DAYS
) -> KeySheet:
    """Make all keys of a new desk, for ``period_days`` from ``today``; gives its first key sheet.

    Raises DeskError, SheetError, LockedFileError or WeakPassphraseError; then nothing was written.
    """
    refuse_weak(slot.passphrase)
    folder = Folder(section.data)
    refuse_unwritable(recovery_file)
    for place in (folder.identity, folder.desk, folder.ring, folder.certificate):
        refuse_existing(place)
    made = _Made.now()
    ring = made.ring(section, today, period_days)
    public = made.bunch.signing.verify_key.encode()
    certificate = certify_desk(made.identity, inbox=section.inbox, public=public, issued=today)
    with _AllOrNothing(slot, folder) as files:
        files.lock(recovery_file, [opening_secret(Purpose.RECOVERY, made.recovery)])
        files.lock(folder.identity, [identity_secret(made.identity)])
        files.lock(folder.desk, made.bunch.secrets())
        files.write(folder.certificate, canonical(certificate))
        files.write(folder.ring, ring.raw)
    return ring


def new_sheet(section: Desk, *, passphrase: str, today: date, days: int = SHEET_DAYS) -> KeySheet:
    """Sign a key sheet of the ring's keys, valid for ``days`` (at most 100); raises DeskError or SheetError."""
    folder = Folder(section.data)
    identity = _identity(folder, passphrase)
    ring = _own_ring(folder, identity, section.inbox)
    return _signed(identity, section, today, days, [key for key in ring.keys if today < key.end + GRACE])


class _AllOrNothing:
    """Makes the folder and writes files; where one fails, takes away what it wrote, and nothing else."""

    def __init__(self, slot: Slot, folder: Folder) -> None:
        self._slot = slot
        self._folder = folder
        self._made_folder = folder.make()
        self._written: list[Path] = []

    def lock(self, path: Path, secrets: list[Secret]) -> None:
        lock(path, secrets, {self._slot.name: self._slot.passphrase}, cost=self._slot.cost)
        self._written.append(path)

    def write(self, path: Path, data: bytes) -> None:
        write_new(path, data)
        self._written.append(path)

    def __enter__(self) -> _AllOrNothing:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            return
        for path in self._written:
            path.unlink(missing_ok=True)
        if self._made_folder:
            with suppress(OSError):
                self._folder.root.rmdir()


def _identity(folder: Folder, passphrase: str) -> SigningKey:
    secrets = unlock(folder.identity, passphrase)
    if IDENTITY not in secrets:
        raise DeskError(f"{folder.identity} holds no identity key", "Is it the right file?")
    return signing_key(secrets[IDENTITY])


def _own_ring(folder: Folder, identity: SigningKey, inbox: str) -> KeySheet:
    """The ring, where this very identity signed it: a foreign key in it must not get a signature."""
    ring = read_ring(folder, inbox=inbox)
    if ring.identity != identity.verify_key.encode():
        raise DeskError(f"{folder.ring} is not signed by this identity", "Take it from a backup.")
    return ring


def _signed(identity: SigningKey, section: Desk, today: date, days: int, keys: list[SheetKey]) -> KeySheet:
    expires = today + timedelta(days=days)
    return sign_sheet(identity, ggd=section.ggd, inbox=section.inbox, issued=today, expires=expires, keys=keys)
