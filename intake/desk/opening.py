"""Opening envelopes: the only module that holds the private half of HPKE.

A private key is a seed of 32 bytes. SHAKE-256 stretches it to 96: 64 for ML-KEM-768, 32 for X25519
(draft-connolly-cfrg-xwing-kem). Whatever the bytes of an envelope, `open_envelope` gives an Opened or raises
EnvelopeError with one of the fixed reasons; it never quotes what was inside, and nothing here has a repr that shows
a key or an answer.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import MLKEM768X25519PrivateKey  # noqa: TID251 - the one place

from intake.desk.errors import DeskError
from intake.envelope.context import Context
from intake.envelope.errors import EnvelopeError, Reason, SubmissionError
from intake.envelope.format import Envelope, Stanza, digest, parse, unpad
from intake.envelope.recipients import SUITE, key_id
from intake.envelope.sealing import CONTENT_KEY_INFO, NONCE, BodyKeys
from intake.envelope.submission import Submission

SEED = 32


class OpeningKey:
    """An X-Wing key that opens. ``public`` is 1216 bytes, ``id`` the first 8 of their SHA-256."""

    __slots__ = ("_private", "id", "public", "seed")

    def __init__(self, seed: bytes) -> None:
        if len(seed) != SEED:
            raise DeskError("an opening key is a seed of 32 bytes", "Take the locked file from a backup.")
        stretched = hashlib.shake_256(seed).digest(96)
        lattice = MLKEM768PrivateKey.from_seed_bytes(stretched[:64])
        curve = X25519PrivateKey.from_private_bytes(stretched[64:])
        self._private = MLKEM768X25519PrivateKey(lattice, curve)
        self.seed = seed
        self.public = lattice.public_key().public_bytes_raw() + curve.public_key().public_bytes_raw()
        self.id = key_id(self.public)

    @classmethod
    def from_seed(cls, seed: bytes) -> OpeningKey:
        """The key of a seed; raises DeskError unless it has 32 bytes."""
        return cls(seed)

    @classmethod
    def generate(cls) -> OpeningKey:
        """A new key, from the system's random source."""
        return cls(os.urandom(SEED))

    def content_key(self, sealed_key: bytes, info: bytes) -> bytes:
        """What was sealed to this key; raises EnvelopeError (authentication failed)."""
        try:
            return SUITE.decrypt(sealed_key, self._private, info)
        except (InvalidTag, ValueError):
            raise EnvelopeError(Reason.AUTHENTICATION_FAILED) from None


OpeningKeys = Mapping[bytes, OpeningKey]
"""Opening keys by key id."""


@dataclass(frozen=True, slots=True, repr=False)
class Opened:
    """What was in an envelope. ``digest`` (32 bytes) names it outside the desk; ``key_id`` says what opened it."""

    submission: Submission
    digest: bytes
    key_id: bytes


def open_envelope(data: bytes, keys: OpeningKeys, inbox: str, *, carried_as: bytes | None = None) -> Opened:
    """Open one envelope that was sent to ``inbox``.

    ``carried_as`` is its digest, where the caller has just checked it. Raises EnvelopeError; the first that applies of:
    wrong magic, wrong length, unknown key, authentication failed, wrong commitment, authentication failed (the body),
    bad padding, bad json, wrong context. Whether the answers fit their questionnaire is for the caller to see.
    """
    envelope = parse(data)
    stanza = _stanza(envelope, keys)
    content_key = keys[stanza.key_id].content_key(stanza.sealed_key, CONTENT_KEY_INFO + envelope.context)
    submission = _read(unpad(_body(envelope, data, content_key)))
    if envelope.context != _context(inbox, submission.questionnaire, submission.version):
        raise EnvelopeError(Reason.WRONG_CONTEXT)
    return Opened(submission, carried_as or digest(data), stanza.key_id)


def _stanza(envelope: Envelope, keys: OpeningKeys) -> Stanza:
    for stanza in envelope.stanzas:
        if stanza.key_id in keys:
            return stanza
    raise EnvelopeError(Reason.UNKNOWN_KEY)


def _body(envelope: Envelope, data: bytes, content_key: bytes) -> bytes:
    derived = BodyKeys.of(content_key)
    # Before the body is touched: else one body could be made to open differently for two recipients.
    if not hmac.compare_digest(derived.commitment, envelope.commitment):
        raise EnvelopeError(Reason.WRONG_COMMITMENT)
    head = data[: len(data) - len(envelope.body)]
    try:
        return AESGCM(derived.body).decrypt(NONCE, envelope.body, head)
    except InvalidTag:
        raise EnvelopeError(Reason.AUTHENTICATION_FAILED) from None


def _read(plaintext: bytes) -> Submission:
    try:
        return Submission.from_json(plaintext)
    except SubmissionError:
        raise EnvelopeError(Reason.BAD_JSON) from None


@lru_cache(maxsize=64)
def _context(inbox: str, questionnaire: str, version: str) -> bytes:
    return Context(inbox, questionnaire, version).digest()
