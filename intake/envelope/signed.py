"""Signed JSON documents: ``{"NAME": {...}, "signature": base64url}`` in RFC 8785 JSON.

The signature covers the RFC 8785 bytes of the inner document, so members a reader does not know stay signed.
"""

from __future__ import annotations

from collections.abc import Mapping

from nacl.signing import SigningKey

from intake.envelope.canonical import Json, canonical, strict
from intake.envelope.encoding import base64url, from_base64url
from intake.envelope.errors import Fault, SignatureError
from intake.envelope.kinds import Kind, kind_of
from intake.envelope.signatures import Label, sign, verify


def sign_document(key: SigningKey, label: Label, name: str, document: Mapping[str, Json]) -> dict[str, Json]:
    """``document`` under ``name`` with its signature beside it."""
    return {name: document, "signature": base64url(sign(key, label, canonical(document)))}


def read_document(data: bytes, *members: str, depth: int = 5) -> dict[str, Json]:
    """The JSON object in ``data`` with exactly ``members``; raises SignatureError where it is none."""
    try:
        value = strict(data, depth=depth)
    except ValueError:
        raise SignatureError("this is not a signed document") from None
    if not isinstance(value, dict) or value.keys() != set(members):
        raise SignatureError("this is not a signed document")
    return value


def fault_of(data: bytes, name: str) -> Fault:
    """Why `read_document` refused ``data``: half a document, a document of another form, or none at all."""
    if kind_of(data) is Kind.DOCUMENT:
        try:
            value = strict(data, depth=5)
        except ValueError:
            return Fault.DAMAGED
        if isinstance(value, dict) and name in value:
            return Fault.OTHER_FORM
    return Fault.OTHER_KIND


def verify_document(signed: Mapping[str, Json], name: str, public: bytes, label: Label) -> dict[str, Json]:
    """The inner document of ``signed``; raises SignatureError unless ``public`` signed it for ``label``."""
    document, signature = signed.get(name), signed.get("signature")
    if not isinstance(document, dict) or not isinstance(signature, str):
        raise SignatureError("this is not a signed document")
    verify(public, label, canonical(document), _bytes(signature, 64))
    return document


def _bytes(text: str, length: int) -> bytes:
    try:
        return from_base64url(text, length)
    except ValueError:
        raise SignatureError("a key or signature is malformed") from None
