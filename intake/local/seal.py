"""A program's own seal on a file that it will read again itself: keyed BLAKE2b (RFC 7693) with its database's key.

That key lies in its locked file, so only somebody with a slot can make such a file, or change one.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from enum import Enum

from intake.envelope.canonical import Json, canonical
from intake.envelope.encoding import base64url


class Kind(Enum):
    """What is sealed; one kind never passes for another. BLAKE2b takes 16 bytes for it."""

    BACKUP = b"envelop/1 backup"
    ERASED = b"envelop/1 erased"
    NETWORK_BACKUP = b"envelop/1 netbak"


def seal(kind: Kind, members: Mapping[str, Json], key: bytes) -> str:
    """The seal on ``members``, as base64url; ``key`` is the database's (32 bytes)."""
    made = hashlib.blake2b(canonical(members), digest_size=32, key=key, person=kind.value)
    return base64url(made.digest())


def fits(kind: Kind, members: Mapping[str, Json], key: bytes, given: str) -> bool:
    """Is ``given`` the seal on ``members``?"""
    return hmac.compare_digest(seal(kind, members, key).encode(), given.encode("utf-8", "replace"))
