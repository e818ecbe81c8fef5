"""Locked files: where private halves live. One file holds named secrets; each person has a slot with a passphrase.

    {"format": "envelop locked file 1",
     "slots": [{"name", "ops", "memory", "salt", "key"}],      Argon2id (RFC 9106); memory in bytes
     "secrets": [{"name", "purpose", "public", "secret"}]}     XSalsa20-Poly1305 boxes, base64url

A random file key locks the secrets; each slot locks the file key and the slot's own name, so that nobody can give
a slot to somebody else by editing the file. Name, purpose and public key of a secret are locked
in beside it and compared when it is opened, so that a file put together from parts is refused.
A file is written with mode 0600, never over another, and never inside a git work tree.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec
import nacl.exceptions
import nacl.pwhash.argon2id as argon2id
import nacl.utils
from nacl.secret import SecretBox

from intake.envelope.canonical import canonical, strict
from intake.envelope.encoding import base64url, from_base64url
from intake.envelope.text import acceptable
from intake.errors import IntakeError
from intake.passphrase import letters, refuse_weak

FORMAT = "envelop locked file 1"
# Floor and ceiling on reading: a file must neither weaken its lock nor exhaust the machine.
FLOOR = (argon2id.OPSLIMIT_INTERACTIVE, argon2id.MEMLIMIT_INTERACTIVE)  # 2 passes, 64 MiB
CEILING = (10, 1 << 30)  # 10 passes, 1 GiB
COST = (argon2id.OPSLIMIT_MODERATE, argon2id.MEMLIMIT_MODERATE)  # 3 passes, 256 MiB
MOST_SLOTS = 32
LONGEST_NAME = 100
LARGEST_FILE = 1 << 20


class LockedFileError(IntakeError):
    """A locked file cannot be written or opened."""


@dataclass(frozen=True, slots=True, repr=False)
class Secret:
    """A private half, or a database key: its ``name`` within the file; ``public`` may be empty."""

    name: str
    purpose: str
    public: bytes
    secret: bytes


class _Slot(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    ops: int
    memory: int
    salt: str
    key: str


class _Locked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    purpose: str
    public: str
    secret: str


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    format: str
    slots: list[_Slot]
    secrets: list[_Locked]


def lock(
    path: Path, secrets: Iterable[Secret], passphrases: Mapping[str, str], *, cost: tuple[int, int] = COST
) -> None:
    """Write ``secrets`` to ``path`` with a slot for each name in ``passphrases``.

    Raises LockedFileError, and WeakPassphraseError before anything is derived.

    ``cost`` is Argon2id's (passes, bytes of memory).
    """
    for passphrase in passphrases.values():
        refuse_weak(passphrase)
    held = list(secrets)
    _refuse_names(list(passphrases), [secret.name for secret in held])
    _refuse_cost(*cost)
    _refuse_place(path)
    file_key = nacl.utils.random(SecretBox.KEY_SIZE)
    slots = [_slot(name, passphrase, file_key, cost) for name, passphrase in passphrases.items()]
    content = _File(FORMAT, slots, [_locked(secret, file_key) for secret in held])
    _write_new(path, canonical(msgspec.to_builtins(content)) + b"\n")


def add_secret(path: Path, secret: Secret, passphrase: str) -> None:
    """Lock one more secret into the file that ``passphrase`` opens: it stands there whole, or the file is as it was.

    Raises LockedFileError, also where there is a secret of this name.
    """
    content = _read(path)
    _refuse_names([slot.name for slot in content.slots], [secret.name, *(locked.name for locked in content.secrets)])
    _, file_key = _file_key(content.slots, passphrase)
    changed = msgspec.structs.replace(content, secrets=[*content.secrets, _locked(secret, file_key)])
    part = path.with_name(f"{path.name}.part")
    part.unlink(missing_ok=True)
    _write_new(part, canonical(msgspec.to_builtins(changed)) + b"\n")
    part.replace(path)


def unlock(path: Path, passphrase: str) -> dict[str, Secret]:
    """All secrets of the file by name; raises LockedFileError (wrong passphrase, tampered, absurd cost)."""
    return unlock_slot(path, passphrase)[1]


def unlock_slot(path: Path, passphrase: str) -> tuple[str, dict[str, Secret]]:
    """The name of the slot that ``passphrase`` opens, and all secrets; raises LockedFileError as `unlock`."""
    content = _read(path)
    slot, file_key = _file_key(content.slots, passphrase)
    return slot, {locked.name: _unlocked(locked, file_key) for locked in content.secrets}


def _derive(passphrase: str, salt: bytes, ops: int, memory: int) -> SecretBox:
    try:
        return SecretBox(argon2id.kdf(SecretBox.KEY_SIZE, letters(passphrase), salt, opslimit=ops, memlimit=memory))
    except nacl.exceptions.RuntimeError:
        raise LockedFileError("this machine has too little memory to open the lock", "Close other programs.") from None


def _slot(name: str, passphrase: str, file_key: bytes, cost: tuple[int, int]) -> _Slot:
    salt = nacl.utils.random(argon2id.SALTBYTES)
    box = _derive(passphrase, salt, *cost)
    return _Slot(name, *cost, base64url(salt), base64url(box.encrypt(file_key + name.encode("utf-8"))))


def _locked(secret: Secret, file_key: bytes) -> _Locked:
    inside = {
        "name": secret.name,
        "purpose": secret.purpose,
        "public": base64url(secret.public),
        "secret": base64url(secret.secret),
    }
    box = SecretBox(file_key).encrypt(canonical(inside))
    return _Locked(secret.name, secret.purpose, base64url(secret.public), base64url(box))


def _unlocked(locked: _Locked, file_key: bytes) -> Secret:
    try:
        inside = strict(SecretBox(file_key).decrypt(from_base64url(locked.secret)), depth=1)
        claimed = {"name": locked.name, "purpose": locked.purpose, "public": locked.public}
        if not isinstance(inside, dict) or {name: inside[name] for name in claimed} != claimed:
            raise _damaged()
        return Secret(locked.name, locked.purpose, from_base64url(locked.public), from_base64url(str(inside["secret"])))
    except (nacl.exceptions.CryptoError, ValueError, KeyError):
        raise _damaged() from None


def _damaged() -> LockedFileError:
    return LockedFileError("the locked file was tampered with or is damaged", "Take it from a backup.")


def _refuse_cost(ops: int, memory: int) -> None:
    if not (FLOOR[0] <= ops <= CEILING[0] and FLOOR[1] <= memory <= CEILING[1]):
        raise LockedFileError(
            "the locked file asks for a cost outside the limits",
            "It was tampered with; take it from a backup.",
        )


def _refuse_names(slots: list[str], secrets: list[str]) -> None:
    """Each slot costs seconds to try, and of two secrets with one name only one would be found again."""
    for names in (slots, secrets):
        if len(set(names)) != len(names) or not all(name and acceptable(name, LONGEST_NAME) for name in names):
            raise LockedFileError("two of one name, or a name that is none", "Give each its own, of 1 to 100 letters.")
    if not 1 <= len(slots) <= MOST_SLOTS:
        raise LockedFileError("a locked file has 1 to 32 slots", "One for each person who may open it.")


def _file_key(slots: list[_Slot], passphrase: str) -> tuple[str, bytes]:
    for slot in slots:
        _refuse_cost(slot.ops, slot.memory)
    for slot in slots:
        try:
            salt = from_base64url(slot.salt, argon2id.SALTBYTES)
            inside = _derive(passphrase, salt, slot.ops, slot.memory).decrypt(from_base64url(slot.key))
        except (nacl.exceptions.CryptoError, ValueError):
            continue
        if inside[SecretBox.KEY_SIZE :] != slot.name.encode("utf-8"):
            raise _damaged()
        return slot.name, inside[: SecretBox.KEY_SIZE]
    raise LockedFileError("the passphrase opens no slot of this file", "Check the passphrase and the file.")


def _read(path: Path) -> _File:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except OSError:
        raise LockedFileError(f"cannot read {path}", "Is the path right, and may you read it?") from None
    try:
        if len(data) > LARGEST_FILE:
            raise ValueError("too large")
        content = msgspec.convert(strict(data, depth=4), _File)
    except (ValueError, msgspec.ValidationError):
        content = _File("", [], [])
    if content.format != FORMAT:
        raise LockedFileError(f"{path} is not a locked file of version 1", "Is it the right file?")
    _refuse_names([slot.name for slot in content.slots], [secret.name for secret in content.secrets])
    return content


def _refuse_place(path: Path) -> None:
    # Resolved: a link that leads into a work tree is inside it.
    folder = path.parent.resolve()
    if any((above / ".git").exists() for above in (folder, *folder.parents)):
        raise LockedFileError(f"{path} lies inside a git work tree", "Keep keys outside every repository.")


def _write_new(path: Path, data: bytes) -> None:
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise LockedFileError(
            f"{path} exists already", "Locked files are never overwritten; choose another place."
        ) from None
    except OSError:
        raise LockedFileError(f"cannot write {path}", "Does the folder exist, and may you write there?") from None
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        path.unlink(missing_ok=True)
        raise LockedFileError(f"cannot write {path}", "Is there room?") from None
