"""Writing a locked file: whole or not at all, for its owner only, never over another, never in a git work tree."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import nacl.utils
from nacl.secret import SecretBox

from intake.envelope.encoding import base64url
from intake.locked.content import FORMAT, Content, Slot, refuse_names
from intake.locked.errors import LockedFileError
from intake.locked.opening import people
from intake.locked.secret import Secret, locked
from intake.locked.slot import COST, Own, refuse_cost
from intake.marking import N_, filled
from intake.passphrase import refuse_weak


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
    refuse_names(list(passphrases), [secret.name for secret in held])
    refuse_cost(*cost)
    _refuse_place(path)
    first: Own | None = None
    slots: list[Slot] = []
    for name, passphrase in passphrases.items():
        first = first or Own.new(name)
        mine = first if not slots else Own.new(name, first.house)
        slots.append(mine.slot(passphrase, cost))
    assert first is not None
    write_new(path, written(first, slots, held))


def written(by: Own, slots: Sequence[Slot], secrets: Iterable[Secret]) -> bytes:
    """The bytes of a file with these slots and secrets, under a new file key. Raises LockedFileError."""
    held = list(secrets)
    refuse_names([slot.name for slot in slots], [secret.name for secret in held])
    key = nacl.utils.random(SecretBox.KEY_SIZE)
    sealed = [by.seal(slot, key) for slot in slots]
    who = base64url(SecretBox(key).encrypt(people(sealed)))
    return Content(FORMAT, sealed, who, [locked(secret, key) for secret in held]).encode()


def write_new(path: Path, data: bytes) -> None:
    """Write ``data`` to the new file ``path``, safely on disk; raises LockedFileError, and then leaves nothing."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    except FileExistsError:
        raise LockedFileError(
            filled(N_("%(path)s exists already"), path=str(path)),
            N_("Locked files are never overwritten; choose another place."),
        ) from None
    except OSError:
        raise LockedFileError(
            filled(N_("cannot write %(path)s"), path=str(path)), N_("Does the folder exist, and may you write there?")
        ) from None
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        path.unlink(missing_ok=True)
        raise LockedFileError(filled(N_("cannot write %(path)s"), path=str(path)), N_("Is there room?")) from None


def _refuse_place(path: Path) -> None:
    # Resolved: a link that leads into a work tree is inside it.
    folder = path.parent.resolve()
    if any((above / ".git").exists() for above in (folder, *folder.parents)):
        raise LockedFileError(
            filled(N_("%(path)s lies inside a git work tree"), path=str(path)),
            N_("Keep keys outside every repository."),
        )
