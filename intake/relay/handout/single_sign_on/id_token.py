"""The ID token: what the issuer signed about a person (OpenID Connect Core 1.0, 3.1.3.7).

Nothing of it is believed before its signature, issuer, audience, time and nonce are as they must be. The ways of
signing are a fixed list of three: never "none", never one with a shared secret.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from joserfc import jwt
from joserfc.errors import InvalidClaimError
from joserfc.jwk import KeySet

ALGORITHMS = ("RS256", "PS256", "ES256")
LEEWAY = 120
"""Seconds by which two clocks may differ."""
Claims = dict[str, Any]
"""Signed, but of any shape: whoever reads a member looks at its type."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What the token must say; ``nonce`` was drawn for this one sign-in."""

    issuer: str
    client: str
    nonce: str
    now: datetime


def check_token(token: str, keys: KeySet, expected: Expected) -> Claims:
    """What the token says. Raises JoseError or ValueError; InvalidKeyIdError where ``keys`` have not its key."""
    found = jwt.decode(token, keys, algorithms=ALGORITHMS).claims
    jwt.JWTClaimsRegistry(
        now=int(expected.now.timestamp()),
        leeway=LEEWAY,
        iss={"essential": True, "value": expected.issuer},
        sub={"essential": True},
        aud={"essential": True, "value": expected.client},
        exp={"essential": True},
        iat={"essential": True},
        nonce={"essential": True, "value": expected.nonce},
    ).validate(found)
    _check_party(found, expected)
    return found


def _check_party(claims: Claims, expected: Expected) -> None:
    """A token for several parties names the one it was issued to: us. So does one that names a party at all."""
    several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
    if (several or "azp" in claims) and claims.get("azp") != expected.client:
        raise InvalidClaimError("azp")
    if not isinstance(claims["nonce"], str):
        raise InvalidClaimError("nonce")
