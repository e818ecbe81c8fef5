"""Public halves of X-Wing keys (MLKEM768-X25519): who an envelope is sealed to.

A public key is 1216 bytes: ML-KEM-768's 1184, then X25519's 32 (draft-connolly-cfrg-xwing-kem).
"""

from __future__ import annotations

import hashlib

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, MLKEM768X25519PublicKey, Suite

PUBLIC_KEY = 1216
SUITE = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


def key_id(public: bytes) -> bytes:
    """The first 8 bytes of SHA-256 of a public key."""
    return hashlib.sha256(public).digest()[:8]


def public_key(public: bytes) -> MLKEM768X25519PublicKey:
    """The key of ``public`` (1216 bytes); raises ValueError where it is none."""
    if len(public) != PUBLIC_KEY:
        raise ValueError("an X-Wing public key has 1216 bytes")
    try:
        return MLKEM768X25519PublicKey(
            MLKEM768PublicKey.from_public_bytes(public[:1184]),
            X25519PublicKey.from_public_bytes(public[1184:]),
        )
    except UnsupportedAlgorithm:
        raise ValueError("this build of the cryptography library has no ML-KEM") from None
