"""Opening a locked file: one passphrase, one slot, all secrets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import nacl.exceptions
from nacl.secret import SecretBox

from intake.envelope.canonical import canonical
from intake.envelope.encoding import from_base64url
from intake.locked.content import Content, FirstContent, FirstSlot, Slot, read, understood
from intake.locked.errors import LockedFileError, damaged
from intake.locked.secret import Secret, unlocked
from intake.locked.slot import Own, opened, own, refuse_cost
from intake.marking import N_


@dataclass(frozen=True, slots=True, repr=False)
class Opened:
    """An open file. ``data`` is how it lies there; ``slots`` are everybody's, who opened it included.

    A file of the first format has no ``slots`` here but the one that was opened, which is none yet: ``people`` are
    the names in it.
    """

    own: Own
    slots: tuple[Slot, ...]
    people: tuple[str, ...]
    secrets: dict[str, Secret]
    cost: tuple[int, int]
    data: bytes


def slots(path: Path) -> tuple[str, ...]:
    """Whose slots a file has, in its order: this needs no passphrase, and is proven only by opening it."""
    return tuple(slot.name for slot in read(path)[0].slots)


def unlock(path: Path, passphrase: str) -> dict[str, Secret]:
    """All secrets of the file by name; raises LockedFileError (wrong passphrase, tampered, absurd cost)."""
    return open_file(path, passphrase).secrets


def unlock_bytes(data: bytes, passphrase: str, *, called: str = "this") -> dict[str, Secret]:
    """As `unlock`, of a file that somebody brought: its bytes."""
    return _open(understood(data, called), data, passphrase, None).secrets


def unlock_slot(path: Path, passphrase: str, *, name: str | None = None) -> tuple[str, dict[str, Secret]]:
    """The name of the slot that ``passphrase`` opens, and all secrets; raises LockedFileError as `unlock`.

    With ``name`` only that slot is tried: of many people, each waits for one derivation.
    """
    found = open_file(path, passphrase, name=name)
    return found.own.name, found.secrets


def open_file(path: Path, passphrase: str, *, name: str | None = None) -> Opened:
    """Open one slot, the one of ``name`` or whichever fits; raises LockedFileError."""
    return _open(*read(path), passphrase, name)


def _open(content: Content | FirstContent, data: bytes, passphrase: str, name: str | None) -> Opened:
    for slot in content.slots:
        refuse_cost(slot.ops, slot.memory)
    slot, inside = _first(content.slots, passphrase, name)
    if isinstance(content, FirstContent):
        return _opened_first(content, slot, inside, data)
    assert isinstance(slot, Slot)
    return _opened(content, slot, own(slot, inside), data)


def _first(slots: Sequence[Slot | FirstSlot], passphrase: str, name: str | None) -> tuple[Slot | FirstSlot, bytes]:
    if name is not None and name not in {slot.name for slot in slots}:
        raise LockedFileError(
            N_("nobody of this name has a slot in this file"), N_("Look who has one: the list of people says.")
        )
    for slot in slots:
        if name in (None, slot.name) and (inside := opened(slot, passphrase)) is not None:
            return slot, inside
    check = N_("Check the passphrase and the file.")
    if name is not None:
        raise LockedFileError(N_("the passphrase opens not this person's slot"), check)
    raise LockedFileError(N_("the passphrase opens no slot of this file"), check)


def _opened(content: Content, slot: Slot, mine: Own, data: bytes) -> Opened:
    key = mine.file_key(slot)
    try:
        known = SecretBox(key).decrypt(from_base64url(content.people))
    except (nacl.exceptions.CryptoError, ValueError):
        raise damaged() from None
    if known != people(content.slots):
        raise damaged()
    secrets = {box.name: unlocked(box, key) for box in content.secrets}
    names = tuple(each.name for each in content.slots)
    return Opened(mine, tuple(content.slots), names, secrets, (slot.ops, slot.memory), data)


def _opened_first(content: FirstContent, slot: Slot | FirstSlot, key: bytes, data: bytes) -> Opened:
    secrets = {box.name: unlocked(box, key) for box in content.secrets}
    names = tuple(each.name for each in content.slots)
    return Opened(Own.new(slot.name), (), names, secrets, (slot.ops, slot.memory), data)


def people(slots: Sequence[Slot]) -> bytes:
    """Who has a slot, and with which public half: what the box ``people`` holds."""
    return canonical([[slot.name, slot.public] for slot in slots])
