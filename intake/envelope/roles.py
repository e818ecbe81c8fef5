"""Role certificates: the identity key says which signing key acts for the desk of an inbox.

``{"role": {"inbox", "public", "role", "issued"}, "signature"}``, RFC 8785 JSON.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from nacl.signing import SigningKey

from intake.envelope.canonical import Json
from intake.envelope.day import read_day
from intake.envelope.encoding import base64url, from_base64url
from intake.envelope.errors import SignatureError
from intake.envelope.signatures import Label
from intake.envelope.signed import sign_document, verify_document

DESK = "desk"
_ROLE = ("inbox", "public", "role", "issued")


def certify_desk(identity: SigningKey, *, inbox: str, public: bytes, issued: date) -> dict[str, Json]:
    """The identity's word that ``public`` (Ed25519, 32 bytes) signs receipts and published files of ``inbox``."""
    role: dict[str, Json] = {
        "inbox": inbox,
        "issued": issued.isoformat(),
        "public": base64url(public),
        "role": DESK,
    }
    return sign_document(identity, Label.ROLE, "role", role)


def certified_desk(certificate: Mapping[str, Json], *, identity: bytes, inbox: str) -> bytes:
    """The desk signing key (32 bytes) that ``certificate`` names; raises SignatureError."""
    role = verify_document(certificate, "role", identity, Label.ROLE)
    if certificate.keys() != {"role", "signature"} or role.keys() != set(_ROLE):
        raise SignatureError("the certificate has other members than version 1 says")
    if role["role"] != DESK or role["inbox"] != inbox:
        raise SignatureError("the certificate is for another role or inbox")
    try:
        read_day(role["issued"])
        return from_base64url(str(role["public"]), 32)
    except ValueError:
        raise SignatureError("the certificate names no key or no day") from None
