"""The receipt: the desk's word which envelopes it has. Carried back; what is in it leaves the next bundle.

    {"certificate": {...}, "signature",
     "receipt": {"inbox", "desk", "epoch", "sequence", "previous", "have", "audit_head"}}

in RFC 8785 JSON. ``have`` lists digests, sorted; ``previous`` is the digest of the receipt before (or null).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

import msgspec
from nacl.signing import SigningKey

from intake.envelope.canonical import Json, canonical
from intake.envelope.encoding import base64url, from_base64url
from intake.envelope.errors import ReceiptError, SignatureError
from intake.envelope.roles import certified_desk
from intake.envelope.signatures import Label
from intake.envelope.signed import read_document, sign_document, verify_document


class _Members(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    inbox: str
    desk: str
    epoch: Annotated[int, msgspec.Meta(ge=0)]
    sequence: Annotated[int, msgspec.Meta(ge=0)]
    previous: str | None
    have: list[str]
    audit_head: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a desk says it has. ``have``: 32-byte digests; ``desk``: its random instance id (22 characters)."""

    inbox: str
    desk: str
    epoch: int
    sequence: int
    previous: bytes | None
    have: frozenset[bytes]
    audit_head: bytes

    def members(self) -> dict[str, Json]:
        """The receipt as it is signed."""
        return {
            "inbox": self.inbox,
            "desk": self.desk,
            "epoch": self.epoch,
            "sequence": self.sequence,
            "previous": None if self.previous is None else base64url(self.previous),
            "have": sorted(map(base64url, self.have)),
            "audit_head": base64url(self.audit_head),
        }

    def digest(self) -> bytes:
        """SHA-256 of the signed bytes: what the next receipt names as ``previous``."""
        return hashlib.sha256(canonical(self.members())).digest()


def sign_receipt(key: SigningKey, certificate: Mapping[str, Json], receipt: Receipt) -> bytes:
    """The receipt's file."""
    return canonical(sign_document(key, Label.RECEIPT, "receipt", receipt.members()) | {"certificate": certificate})


def read_receipt(data: bytes, *, identity: bytes, inbox: str) -> Receipt:
    """Verify and read a receipt of ``inbox`` through its certificate; raises ReceiptError."""
    try:
        signed = read_document(data, "receipt", "certificate", "signature")
        certificate = signed["certificate"]
        if not isinstance(certificate, dict):
            raise SignatureError("no certificate")
        public = certified_desk(certificate, identity=identity, inbox=inbox)
        members = msgspec.convert(verify_document(signed, "receipt", public, Label.RECEIPT), _Members)
        receipt = _receipt(members)
    except SignatureError:
        raise ReceiptError(
            "the receipt is not signed by this inbox's desk", "Is it the receipt of another GGD?"
        ) from None
    except (ValueError, msgspec.ValidationError):
        raise ReceiptError("the receipt is malformed", "Export it again at the desk.") from None
    if receipt.inbox != inbox or receipt.members() != signed["receipt"]:
        raise ReceiptError("the receipt is another inbox's or not in canonical form", "Export it again at the desk.")
    return receipt


def _receipt(members: _Members) -> Receipt:
    return Receipt(
        inbox=members.inbox,
        desk=members.desk,
        epoch=members.epoch,
        sequence=members.sequence,
        previous=None if members.previous is None else from_base64url(members.previous, 32),
        have=frozenset(from_base64url(text, 32) for text in members.have),
        audit_head=from_base64url(members.audit_head, 32),
    )
