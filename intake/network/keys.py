"""The keys of a network book: one signs what leaves it, one is its database's. It has none that opens an envelope."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import nacl.utils
from nacl.signing import SigningKey

from intake.local.signing import signing_key, signing_secret
from intake.locked import Secret
from intake.marking import N_
from intake.network.errors import NetworkError
from intake.sqlcipher import KEY_BYTES

SIGNING, DATABASE = "signing", "database"


@dataclass(frozen=True, slots=True, repr=False)
class Keys:
    """``signing`` (Ed25519) signs books and outcomes; ``database`` is the raw key (32 bytes) of the database."""

    signing: SigningKey
    database: bytes

    @property
    def public(self) -> bytes:
        """The signing key's public half (32 bytes): what a desk compares and pins."""
        return self.signing.verify_key.encode()

    @classmethod
    def new(cls) -> Keys:
        """Of a new book."""
        return cls(SigningKey.generate(), nacl.utils.random(KEY_BYTES))

    def secrets(self) -> list[Secret]:
        """What goes into the locked file."""
        own = signing_secret(SIGNING, "network book's signing key", self.signing)
        return [own, Secret(DATABASE, "key of the network book's database", b"", self.database)]

    @classmethod
    def of(cls, secrets: Mapping[str, Secret]) -> Keys:
        """Read what a locked file held; raises NetworkError where it is another file's content."""
        if set(secrets) != {SIGNING, DATABASE}:
            raise NetworkError(
                N_("the locked file holds other keys than a network book's"), N_("Is it the right file?")
            )
        return cls(signing_key(secrets[SIGNING], NetworkError), secrets[DATABASE].secret)
