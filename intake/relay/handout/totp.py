"""Codes of an authenticator app: six digits that change every thirty seconds (TOTP, RFC 6238, with SHA-1).

SHA-1 because every app knows it and many know nothing else; what is said against it does not touch HMAC.
A telephone's clock may be one step off, before or behind. Whether a code was used before is for `ways` to say.
"""

from __future__ import annotations

import base64
import os
from datetime import datetime
from typing import NewType

import segno
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor import InvalidToken
from cryptography.hazmat.primitives.twofactor.totp import TOTP

SECONDS, DIGITS, SKEW = 30, 6, 1
SECRET_BYTES = 20
"""As RFC 4226 advises (section 4, R6)."""
ISSUER = "Envelop"

Secret = NewType("Secret", bytes)
Counter = NewType("Counter", int)
"""The number of a step of thirty seconds since 1970."""


def new_secret() -> Secret:
    """What app and server share."""
    return Secret(os.urandom(SECRET_BYTES))


def fitting(secret: Secret, typed: str, now: datetime) -> Counter | None:
    """The step whose code was typed, of now or one beside it; None where the code is not right."""
    code = "".join(typed.split())
    if len(code) != DIGITS or not (code.isascii() and code.isdigit()):
        return None
    here = int(now.timestamp()) // SECONDS
    fits = [step for step in range(here - SKEW, here + SKEW + 1) if _is_code(secret, code, step)]
    return Counter(fits[-1]) if fits else None


def code_at(secret: Secret, now: datetime) -> str:
    """What an app shows at this moment."""
    return _totp(secret).generate(int(now.timestamp())).decode("ascii")


def app_address(secret: Secret, account: str) -> str:
    """``otpauth://``: what an app on the same device opens. ``account`` names the entry in the app."""
    return _totp(secret).get_provisioning_uri(account, ISSUER)


def picture(secret: Secret, account: str) -> str:
    """The same as a QR code: a data: URI of an SVG."""
    return segno.make(app_address(secret, account), error="m", micro=False).svg_data_uri(
        border=4, scale=5, light="#fff"
    )


def for_app(secret: Secret, account: str) -> dict[str, object]:
    """What the page that adds an app shows."""
    return {
        "picture": picture(secret, account),
        "groups": in_groups(secret),
        "app_address": app_address(secret, account),
    }


def in_groups(secret: Secret) -> str:
    """The secret for whoever cannot scan: capitals and digits in groups of four."""
    text = base64.b32encode(secret).decode("ascii")
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def _is_code(secret: Secret, code: str, step: int) -> bool:
    try:
        _totp(secret).verify(code.encode("ascii"), step * SECONDS)
    except InvalidToken:
        return False
    return True


def _totp(secret: Secret) -> TOTP:
    return TOTP(secret, DIGITS, SHA1(), SECONDS)  # noqa: S303 - see above
