"""A signing key as it lies in a locked file: the private half with the public half that must fit it."""

from __future__ import annotations

from nacl.signing import SigningKey

from intake.errors import IntakeError
from intake.locked import Secret
from intake.marking import N_


def signing_secret(name: str, purpose: str, key: SigningKey) -> Secret:
    """An Ed25519 key, for the locked file."""
    return Secret(name, purpose, key.verify_key.encode(), key.encode())


def signing_key(secret: Secret, error: type[IntakeError]) -> SigningKey:
    """The Ed25519 key of a secret; raises ``error`` unless it is the one whose public half stands there."""
    if len(secret.secret) != 32:
        raise foreign(error)
    key = SigningKey(secret.secret)
    if key.verify_key.encode() != secret.public:
        raise foreign(error)
    return key


def foreign(error: type[IntakeError]) -> IntakeError:
    """What to raise where the two halves are of different keys."""
    return error(N_("a private half does not fit the public half beside it"), N_("Take the locked file from a backup."))
