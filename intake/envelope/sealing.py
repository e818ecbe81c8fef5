"""Seal a submission for the desk key and the recovery key. Public keys only: nothing here can open.

Suite: HPKE (RFC 9180), base mode, MLKEM768-X25519 (0x647a), HKDF-SHA256, AES-256-GCM.
The browser's twin of this module is relay/newcomer/browser/envelope/seal.ts.
"""

from __future__ import annotations

import os
from dataclasses import dataclass

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from intake.envelope.context import Context
from intake.envelope.format import Stanza, envelope_head, pad
from intake.envelope.recipients import SUITE, key_id, public_key

CONTENT_KEY_INFO = b"envelop/1 content-key"
# The body key encrypts one message in its life, so one fixed nonce is safe.
NONCE = bytes(12)


@dataclass(frozen=True, slots=True)
class BodyKeys:
    """What the content key gives: the key of the body and the commitment to the content key (32 bytes each)."""

    body: bytes
    commitment: bytes

    @classmethod
    def of(cls, content_key: bytes) -> BodyKeys:
        """Derive both by HKDF-SHA256 (RFC 5869) without salt."""
        return cls(_derive(content_key, b"envelop/1 body"), _derive(content_key, b"envelop/1 commitment"))


def _derive(content_key: bytes, info: bytes) -> bytes:
    return HKDF(hashes.SHA256(), length=32, salt=None, info=info).derive(content_key)


def seal(plaintext: bytes, *, context: Context, desk: bytes, recovery: bytes) -> bytes:
    """An envelope (10,633 bytes) around ``plaintext`` for two public keys of 1216 bytes.

    Raises TooLongError where the plaintext exceeds 8188 bytes, ValueError where a key is no X-Wing key.
    """
    padded = pad(plaintext)
    bound = context.digest()
    content_key = os.urandom(32)
    keys = BodyKeys.of(content_key)
    stanzas = (_stanza(content_key, bound, desk), _stanza(content_key, bound, recovery))
    head = envelope_head(bound, stanzas, keys.commitment)
    return head + AESGCM(keys.body).encrypt(NONCE, padded, head)


def _stanza(content_key: bytes, bound: bytes, recipient: bytes) -> Stanza:
    sealed = SUITE.encrypt(content_key, public_key(recipient), CONTENT_KEY_INFO + bound)
    return Stanza(key_id(recipient), sealed)
