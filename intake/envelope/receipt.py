"""The receipt: the desk's word which envelopes it has. Carried back; what is in it leaves the next bundle.

    {"certificate": {...}, "signature",
     "receipt": {"inbox", "desk", "epoch", "sequence", "previous", "have", "audit_head"}}

in RFC 8785 JSON. ``have`` lists digests, sorted; ``previous`` is the digest of the receipt before (or null).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated

import msgspec
from nacl.signing import SigningKey

from intake.envelope.canonical import Json, canonical
from intake.envelope.digests import Digests
from intake.envelope.encoding import base64url, from_base64url
from intake.envelope.errors import Fault, ReceiptError, SignatureError
from intake.envelope.roles import certified_desk
from intake.envelope.signatures import Label
from intake.envelope.signed import fault_of, read_document, sign_document, verify_document


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
    """What a desk says it has. ``have``: 32-byte digests; ``desk``: its random instance id (22 characters).

    It has 46 bytes for each envelope, and is held in memory whole: a million are 46 MB.
    """

    inbox: str
    desk: str
    epoch: int
    sequence: int
    previous: bytes | None
    have: Set[bytes]
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
    signed = _document(data)
    try:
        public = certified_desk(_certificate(signed), identity=identity, inbox=inbox)
    except SignatureError:
        raise _refusal(_why_not_certified(signed, identity, inbox)) from None
    try:
        members = msgspec.convert(verify_document(signed, "receipt", public, Label.RECEIPT), _Members)
        receipt = _receipt(members)
    except SignatureError:
        raise _refusal(Fault.DAMAGED) from None
    except (ValueError, msgspec.ValidationError):
        raise _refusal(Fault.OTHER_FORM) from None
    if receipt.inbox != inbox:
        raise _refusal(Fault.OTHER_INBOX)
    return receipt


_REFUSALS = {
    Fault.OTHER_KIND: ("this is not a receipt", "Take the file that the desk wrote as its receipt."),
    Fault.DAMAGED: ("the receipt was damaged or changed on its way", "Copy it again from the desk; nothing is lost."),
    Fault.OTHER_GGD: (
        "the receipt is not signed by a desk of this GGD",
        "Is it another GGD's? If not, copy it again from the desk; nothing is lost.",
    ),
    Fault.OTHER_INBOX: ("the receipt is another inbox's", "Take it to the relay of that inbox."),
    Fault.OTHER_FORM: (
        "the receipt is in a form that is not known here",
        "Is the desk newer than the relay? Update the relay; nothing is lost.",
    ),
}


def _refusal(fault: Fault) -> ReceiptError:
    return ReceiptError(*_REFUSALS[fault], fault=fault)


def _document(data: bytes) -> dict[str, Json]:
    try:
        return read_document(data, "receipt", "certificate", "signature")
    except SignatureError:
        raise _refusal(fault_of(data, "receipt")) from None


def _certificate(signed: Mapping[str, Json]) -> Mapping[str, Json]:
    certificate = signed["certificate"]
    if not isinstance(certificate, dict):
        raise SignatureError("no certificate")
    return certificate


def _why_not_certified(signed: Mapping[str, Json], identity: bytes, inbox: str) -> Fault:
    """A receipt that fits its own certificate is whole: then it is another inbox's, or another GGD's."""
    try:
        certificate = _certificate(signed)
        claimed = _claimed(certificate)
        verify_document(signed, "receipt", from_base64url(str(claimed["public"]), 32), Label.RECEIPT)
    except (KeyError, ValueError, SignatureError):
        return Fault.DAMAGED
    try:
        verify_document(certificate, "role", identity, Label.ROLE)
    except SignatureError:
        return Fault.OTHER_GGD
    return Fault.OTHER_FORM if claimed.get("inbox") == inbox else Fault.OTHER_INBOX


def _claimed(certificate: Mapping[str, Json]) -> Mapping[str, Json]:
    """What a certificate says, whoever signed it."""
    role = certificate.get("role")
    if not isinstance(role, dict):
        raise ValueError("no role")
    return role


def _receipt(members: _Members) -> Receipt:
    """One receipt has one form: every text is canonical, and the list is sorted with nothing twice."""
    return Receipt(
        inbox=members.inbox,
        desk=members.desk,
        epoch=members.epoch,
        sequence=members.sequence,
        previous=None if members.previous is None else from_base64url(members.previous, 32),
        have=_have(members.have),
        audit_head=from_base64url(members.audit_head, 32),
    )


def _have(listed: Sequence[str]) -> Digests:
    if not all(one < next_one for one, next_one in pairwise(listed)):
        raise ValueError("not sorted")
    return Digests(from_base64url(text, 32) for text in listed)
