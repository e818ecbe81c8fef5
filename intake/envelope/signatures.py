"""Ed25519 signatures (RFC 8032) with their purpose inside: an ASCII label, a zero byte, then the bytes."""

from __future__ import annotations

import hashlib
from enum import StrEnum

import nacl.exceptions
from nacl.signing import SigningKey, VerifyKey

from intake.envelope.encoding import base64url
from intake.envelope.errors import SignatureError


class Label(StrEnum):
    """What a signature is for; one made for one purpose never passes for another."""

    KEY_SHEET = "envelop/1 key-sheet"
    ROLE = "envelop/1 role"
    BUNDLE = "envelop/1 bundle"
    RECEIPT = "envelop/1 receipt"
    PUBLISHED = "envelop/1 published"
    COURIER = "envelop/1 courier"
    NETWORK = "envelop/1 network"
    OUTCOMES = "envelop/1 outcomes"
    SLIPS = "envelop/1 slips"


def _labelled(label: Label, data: bytes) -> bytes:
    return label.value.encode("ascii") + b"\0" + data


def sign(key: SigningKey, label: Label, data: bytes) -> bytes:
    """64 bytes over ``label`` and ``data``."""
    return key.sign(_labelled(label, data)).signature


def verify(public: bytes, label: Label, data: bytes, signature: bytes) -> None:
    """Raise SignatureError unless ``signature`` (64 bytes) is ``public``'s (32 bytes) over ``label`` and ``data``."""
    try:
        VerifyKey(public).verify(_labelled(label, data), signature)
    except (nacl.exceptions.CryptoError, ValueError, TypeError):
        raise SignatureError("the signature does not fit") from None


def fingerprint(public: bytes) -> str:
    """The first 16 bytes of SHA-256 of a public signing key, base64url: on cards, in links and configurations."""
    return base64url(hashlib.sha256(public).digest()[:16])
