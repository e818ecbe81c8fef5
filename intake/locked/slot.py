"""One person's slot: a key pair under a passphrase, to which the file key is sealed.

What the passphrase locks is the private half, the house key and the slot's own name. The house key is the same in all
slots of a file for good. It lies around every sealed file key, so that somebody who can only write to the file cannot
seal a file key of their own to the public halves that stand there.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import nacl.exceptions
import nacl.pwhash.argon2id as argon2id
import nacl.utils
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.secret import SecretBox

from intake.envelope.encoding import base64url, from_base64url
from intake.locked.content import FirstSlot, Slot
from intake.locked.errors import LockedFileError, damaged
from intake.marking import N_
from intake.passphrase import letters

# Floor and ceiling on reading: a file must neither weaken its lock nor exhaust the machine.
FLOOR = (argon2id.OPSLIMIT_INTERACTIVE, argon2id.MEMLIMIT_INTERACTIVE)  # 2 passes, 64 MiB
CEILING = (10, 1 << 30)  # 10 passes, 1 GiB
COST = (argon2id.OPSLIMIT_MODERATE, argon2id.MEMLIMIT_MODERATE)  # 3 passes, 256 MiB
_PRIVATE, _HOUSE = 32, 32


@dataclass(frozen=True, slots=True, repr=False)
class Own:
    """What a passphrase gave: the person's private half and the file's house key (32 bytes)."""

    name: str
    private: PrivateKey
    house: bytes

    @classmethod
    def new(cls, name: str, house: bytes | None = None) -> Own:
        """A new key pair; without ``house``, for a new file."""
        return cls(name, PrivateKey.generate(), house or nacl.utils.random(_HOUSE))

    def renewed(self) -> Own:
        """The same person with another key pair."""
        return replace(self, private=PrivateKey.generate())

    def slot(self, passphrase: str, cost: tuple[int, int]) -> Slot:
        """The slot that ``passphrase`` opens; no file key is sealed to it yet."""
        salt = nacl.utils.random(argon2id.SALTBYTES)
        inside = self.private.encode() + self.house + self.name.encode("utf-8")
        key = base64url(derive(passphrase, salt, *cost).encrypt(inside))
        return Slot(self.name, *cost, base64url(salt), key, base64url(self.private.public_key.encode()), "")

    def file_key(self, slot: Slot) -> bytes:
        """The file key that is sealed to this slot; raises LockedFileError."""
        try:
            sealed = SecretBox(self.house).decrypt(from_base64url(slot.file))
            key = SealedBox(self.private).decrypt(sealed)
        except (nacl.exceptions.CryptoError, nacl.exceptions.TypeError, ValueError):
            raise damaged() from None
        if len(key) != SecretBox.KEY_SIZE or slot.public != base64url(self.private.public_key.encode()):
            raise damaged()
        return key

    def seal(self, slot: Slot, file_key: bytes) -> Slot:
        """``slot``, anybody's of this file, with ``file_key`` sealed to it. Raises LockedFileError."""
        try:
            sealed = SealedBox(PublicKey(from_base64url(slot.public, 32))).encrypt(file_key)
        except (nacl.exceptions.CryptoError, ValueError):
            raise damaged() from None
        box = SecretBox(self.house).encrypt(sealed)
        return Slot(slot.name, slot.ops, slot.memory, slot.salt, slot.key, slot.public, base64url(box))


def opened(slot: Slot | FirstSlot, passphrase: str) -> bytes | None:
    """What the passphrase locks in this slot, without the slot's name; None where it does not fit this slot.

    Raises LockedFileError where the slot was given another name.
    """
    try:
        salt = from_base64url(slot.salt, argon2id.SALTBYTES)
        inside = derive(passphrase, salt, slot.ops, slot.memory).decrypt(from_base64url(slot.key))
    except (nacl.exceptions.CryptoError, ValueError):
        return None
    name = slot.name.encode("utf-8")
    held = SecretBox.KEY_SIZE if isinstance(slot, FirstSlot) else _PRIVATE + _HOUSE
    if inside[held:] != name:
        raise damaged()
    return inside[:held]


def own(slot: Slot, inside: bytes) -> Own:
    """What `opened` gave, of a slot of this format."""
    return Own(slot.name, PrivateKey(inside[:_PRIVATE]), inside[_PRIVATE:])


def refuse_cost(ops: int, memory: int) -> None:
    """Raise LockedFileError for a cost (passes, bytes of memory) outside the limits."""
    if not (FLOOR[0] <= ops <= CEILING[0] and FLOOR[1] <= memory <= CEILING[1]):
        raise LockedFileError(
            N_("the locked file asks for a cost outside the limits"),
            N_("It was tampered with; take it from a backup."),
        )


def derive(passphrase: str, salt: bytes, ops: int, memory: int) -> SecretBox:
    """The box that a passphrase opens; raises LockedFileError where the machine lacks the memory."""
    try:
        return SecretBox(argon2id.kdf(SecretBox.KEY_SIZE, letters(passphrase), salt, opslimit=ops, memlimit=memory))
    except nacl.exceptions.RuntimeError:
        raise LockedFileError(
            N_("this machine has too little memory to open the lock"), N_("Close other programs.")
        ) from None
