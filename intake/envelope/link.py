"""Links and their codes: 80 random bits that open the form, and what may be derived from them.

The relay keeps `link_hash` only. `card` goes into the sealed envelope: only the desk sees that two came from one card.
"""

from __future__ import annotations

import hashlib
import os
from typing import NewType

from intake.envelope.encoding import base64url, crockford, from_crockford
from intake.envelope.errors import LinkError

Token = NewType("Token", str)
TOKEN_BYTES = 10


def new_token() -> Token:
    """16 characters of Crockford base32, from the system's random source."""
    return Token(crockford(os.urandom(TOKEN_BYTES)))


def typed_token(typed: str) -> Token:
    """The canonical token of what a person typed or a link carried; raises LinkError."""
    return Token(crockford(_token_bytes(typed)))


def _token_bytes(typed: str) -> bytes:
    try:
        return from_crockford(typed, TOKEN_BYTES)
    except ValueError:
        raise LinkError("this is not a link's code", "A code has 16 letters and digits, in groups of four.") from None


def link_hash(token: Token) -> bytes:
    """What the relay keeps of a link: SHA-256 of a label and its ten bytes."""
    return hashlib.sha256(b"envelop/1 link" + _token_bytes(token)).digest()


def card(token: Token) -> str:
    """What the envelope says of the link: the first 16 bytes of SHA-256 of a label and its ten bytes, base64url."""
    return base64url(hashlib.sha256(b"envelop/1 card" + _token_bytes(token)).digest()[:16])


def link_url(origin: str, token: Token, fingerprint: str, *, path: str = "/") -> str:
    """``ORIGIN/#TOKEN.FINGERPRINT``, or with another path; the fragment never reaches a server."""
    return f"{origin.rstrip('/')}{path}#{token}.{fingerprint}"


def token_of(url: str) -> Token:
    """The token in a link as `link_url` writes it; raises LinkError."""
    return typed_token(url.partition("#")[2].partition(".")[0])
