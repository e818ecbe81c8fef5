"""How a courier's HTTP request is signed: method, path, digest of the body, time, nonce.

``Authorization: Courier PUBLIC.TIME.NONCE.SIGNATURE``; PUBLIC, NONCE and SIGNATURE are base64url, TIME is seconds of
Unix time. The signature covers the label ``envelop/1 courier``, a zero byte, and the five parts joined by newlines.
The path stands alone: a courier's requests have no query.
"""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass

from nacl.signing import SigningKey

from intake.envelope.encoding import base64url, from_base64url
from intake.envelope.errors import SignatureError
from intake.envelope.signatures import Label, fingerprint, sign, verify

SCHEME = "Courier"
# How far a courier's clock and the relay's may differ, in seconds. A nonce is remembered until its request's time is
# further away than this: a clock that runs ahead must not give it a second life.
WINDOW = 300
_TIME = re.compile(r"[1-9][0-9]{0,11}")


@dataclass(frozen=True, slots=True)
class CourierRequest:
    """A verified request: whose key it was (fingerprint), when it says it was made, and its nonce (16 bytes)."""

    courier: str
    time: int
    nonce: bytes


def _signed_bytes(method: str, path: str, body: bytes, time: int, nonce: bytes) -> bytes:
    parts = (method.upper(), path, hashlib.sha256(body).hexdigest(), str(time), base64url(nonce))
    # A path that is no text signs differently, and so never verifies.
    return "\n".join(parts).encode("utf-8", "backslashreplace")


def authorization(key: SigningKey, *, method: str, path: str, body: bytes, time: int) -> str:
    """The value of the Authorization header for one request."""
    nonce = os.urandom(16)
    signature = sign(key, Label.COURIER, _signed_bytes(method, path, body, time, nonce))
    return f"{SCHEME} {base64url(key.verify_key.encode())}.{time}.{base64url(nonce)}.{base64url(signature)}"


def verify_request(header: str, *, method: str, path: str, body: bytes, now: int) -> CourierRequest:
    """Who signed this request; raises SignatureError. The caller knows which couriers it has, and which nonces came."""
    scheme, _, value = header.partition(" ")
    parts = value.split(".")
    if scheme != SCHEME or len(parts) != 4 or not _TIME.fullmatch(parts[1]):
        raise SignatureError("the request is not signed by a courier")
    try:
        public, nonce, signature = (
            from_base64url(parts[0], 32),
            from_base64url(parts[2], 16),
            from_base64url(parts[3], 64),
        )
    except ValueError:
        raise SignatureError("the request is not signed by a courier") from None
    time = int(parts[1])
    if abs(time - now) > WINDOW:
        raise SignatureError("the courier's clock and the relay's differ by more than five minutes")
    verify(public, Label.COURIER, _signed_bytes(method, path, body, time, nonce), signature)
    return CourierRequest(fingerprint(public), time, nonce)
