"""The secrets of a locked file: each in a box with its name, purpose and public half, which must fit those outside."""

from __future__ import annotations

from dataclasses import dataclass

import nacl.exceptions
from nacl.secret import SecretBox

from intake.envelope.canonical import canonical, strict
from intake.envelope.encoding import base64url, from_base64url
from intake.locked.content import Locked
from intake.locked.errors import damaged


@dataclass(frozen=True, slots=True, repr=False)
class Secret:
    """A private half, or a database key: its ``name`` within the file; ``public`` may be empty."""

    name: str
    purpose: str
    public: bytes
    secret: bytes


def locked(secret: Secret, file_key: bytes) -> Locked:
    """``secret`` in its box."""
    inside = {
        "name": secret.name,
        "purpose": secret.purpose,
        "public": base64url(secret.public),
        "secret": base64url(secret.secret),
    }
    box = SecretBox(file_key).encrypt(canonical(inside))
    return Locked(secret.name, secret.purpose, base64url(secret.public), base64url(box))


def unlocked(box: Locked, file_key: bytes) -> Secret:
    """What is in the box; raises LockedFileError where it is not what stands on it."""
    try:
        inside = strict(SecretBox(file_key).decrypt(from_base64url(box.secret)), depth=1)
        claimed = {"name": box.name, "purpose": box.purpose, "public": box.public}
        if not isinstance(inside, dict) or {name: inside[name] for name in claimed} != claimed:
            raise damaged()
        return Secret(box.name, box.purpose, from_base64url(box.public), from_base64url(str(inside["secret"])))
    except (nacl.exceptions.CryptoError, ValueError, KeyError):
        raise damaged() from None
