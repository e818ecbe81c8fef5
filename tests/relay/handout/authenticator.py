"""A device with passkeys, made of keys and bytes: it answers what a page asks, truly or as a thief would.

The whole way in a real browser is tested in tests/browser/handout/test_passkeys.py.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

from intake.envelope.encoding import base64url, from_base64url

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40
Asked = dict[str, Any]


@dataclass
class Authenticator:
    """One passkey. ``count`` is what it says next; ``origin`` what its browser says of where it is."""

    origin: str
    count: int = 1
    checks: bool = True
    id: bytes = field(default_factory=lambda: os.urandom(16))
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    owner: bytes = b""

    def make(self, asked: Asked) -> Asked:
        """What `navigator.credentials.create` gives."""
        self.owner = from_base64url(asked["user"]["id"])
        attested = bytes(16) + len(self.id).to_bytes(2, "big") + self.id + self._public()
        data = self._data(asked["rp"]["id"], ATTESTED) + attested
        attestation = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        client = self._client("webauthn.create", asked["challenge"])
        return self._credential({"clientDataJSON": base64url(client), "attestationObject": base64url(attestation)})

    def use(self, asked: Asked) -> Asked:
        """What `navigator.credentials.get` gives."""
        data = self._data(asked["rpId"], 0)
        client = self._client("webauthn.get", asked["challenge"])
        signature = self.key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(SHA256()))
        parts = {"clientDataJSON": client, "authenticatorData": data, "signature": signature, "userHandle": self.owner}
        return self._credential({name: base64url(value) for name, value in parts.items()})

    def _credential(self, response: Asked) -> Asked:
        number = base64url(self.id)
        return {"id": number, "rawId": number, "type": "public-key", "response": response}

    def _client(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin}).encode()

    def _data(self, host: str, flags: int) -> bytes:
        flags |= PRESENT | (VERIFIED if self.checks else 0)
        return hashlib.sha256(host.encode()).digest() + bytes([flags]) + self.count.to_bytes(4, "big")

    def _public(self) -> bytes:
        point = self.key.public_key().public_numbers()
        x, y = point.x.to_bytes(32, "big"), point.y.to_bytes(32, "big")
        return cbor2.dumps({1: 2, 3: -7, -1: 1, -2: x, -3: y})
