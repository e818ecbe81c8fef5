"""The bunch of keys that the desk works with every day, and how it lies in its locked file.

The identity is not among them: it signs key sheets and role certificates, in ceremonies only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from nacl.signing import SigningKey

from intake.desk.errors import DeskError
from intake.desk.opening import OpeningKey
from intake.envelope.encoding import base64url
from intake.envelope.recipients import key_id
from intake.envelope.sheet import Purpose
from intake.local import signing
from intake.locked import Secret
from intake.marking import N_

SIGNING = "signing"
DATABASE = "database"
IDENTITY = "identity"
_OPENING = {f"{purpose.value} key" for purpose in Purpose}


@dataclass(frozen=True, slots=True, repr=False)
class Bunch:
    """``opening`` by key id; ``signing`` signs receipts; ``database`` is the raw key (32 bytes) of the database."""

    opening: Mapping[bytes, OpeningKey]
    signing: SigningKey
    database: bytes

    def secrets(self) -> list[Secret]:
        """What goes into the locked file."""
        own = signing.signing_secret(SIGNING, "desk signing key", self.signing)
        database = Secret(DATABASE, "key of the desk's database", b"", self.database)
        return [*(opening_secret(Purpose.DESK, key) for key in self.opening.values()), own, database]

    @classmethod
    def of(cls, secrets: Mapping[str, Secret]) -> Bunch:
        """Read what a locked file held; raises DeskError where it is another file's content."""
        if SIGNING not in secrets or DATABASE not in secrets:
            raise DeskError(N_("the locked file holds other keys than a desk's"), N_("Is it the right file?"))
        opening = _opening(secrets.values())
        return cls(opening, signing_key(secrets[SIGNING]), secrets[DATABASE].secret)


def opening_secret(purpose: Purpose, key: OpeningKey) -> Secret:
    """An opening key as it lies in a locked file."""
    return Secret(f"{purpose.value} {base64url(key.id)}", f"{purpose.value} key", key.public, key.seed)


def opening_id(secret: Secret) -> bytes | None:
    """The key id of a secret that is an opening key; None of any other."""
    return key_id(secret.public) if secret.purpose in _OPENING else None


def identity_secret(key: SigningKey) -> Secret:
    """The identity as it lies in a locked file."""
    return signing.signing_secret(IDENTITY, "identity key", key)


def signing_key(secret: Secret) -> SigningKey:
    """The Ed25519 key of a secret; raises DeskError unless it is the one whose public half stands there."""
    return signing.signing_key(secret, DeskError)


def _opening(secrets: Iterable[Secret]) -> dict[bytes, OpeningKey]:
    keys = [(OpeningKey.from_seed(secret.secret), secret) for secret in secrets if secret.purpose in _OPENING]
    if any(key.public != secret.public for key, secret in keys):
        raise signing.foreign(DeskError)
    return {key.id: key for key, _ in keys}
