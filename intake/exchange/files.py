"""The signed files: RFC 8785 JSON, ``{NAME: {...}, "signature"}``, a certificate beside it where the desk signs.

| file      | signed by                                             | label               |
|-----------|-------------------------------------------------------|---------------------|
| book      | the network book's own key, which the desk pins       | envelop/1 network   |
| outcomes  | the same                                              | envelop/1 outcomes  |
| slips     | the desk's signing key, certified by the GGD's identity | envelop/1 slips   |
| published | the same                                              | envelop/1 published |
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal, TypeVar

import msgspec
from nacl.signing import SigningKey

from intake.envelope.canonical import Json, canonical
from intake.envelope.encoding import base64url, from_base64url
from intake.envelope.errors import Fault, SignatureError
from intake.envelope.roles import certified_desk
from intake.envelope.signatures import Label
from intake.envelope.signed import fault_of, read_document, sign_document, verify_document
from intake.exchange.book import Book
from intake.exchange.errors import ExchangeError
from intake.exchange.published import Published
from intake.exchange.slip import Outcomes, Slip
from intake.marking import N_

LARGEST = 16 << 20
"""Bytes of a file that is read."""
Content = TypeVar("Content", bound=msgspec.Struct)


class Slips(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One or more slips of one desk, for one network book's coordinator.

    ``identity`` is the GGD's key (Ed25519, base64url), which the book pins once people compared its fingerprint.
    """

    v: Literal[1]
    inbox: Annotated[str, msgspec.Meta(min_length=1, max_length=100)]
    slips: tuple[Slip, ...]
    identity: Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9_-]{43}$")]


_KINDS: Mapping[type, tuple[str, Label]] = {
    Book: ("network", Label.NETWORK),
    Outcomes: ("outcomes", Label.OUTCOMES),
    Slips: ("slips", Label.SLIPS),
    Published: ("published", Label.PUBLISHED),
}


def sign_own(key: SigningKey, content: Book | Outcomes) -> bytes:
    """A file of the network book; it carries the public key (32 bytes), which the reader compares with what it pins."""
    name, label = _KINDS[type(content)]
    return canonical({**sign_document(key, label, name, _members(content)), "public": _public(key)})


def sign_certified(key: SigningKey, certificate: Mapping[str, Json], content: Slips | Published) -> bytes:
    """A file of the desk, with the identity's word for its key beside it."""
    name, label = _KINDS[type(content)]
    return canonical(sign_document(key, label, name, _members(content)) | {"certificate": certificate})


def signed_by(data: bytes, kind: type[Book] | type[Outcomes]) -> bytes:
    """The key (32 bytes) that a file says it is signed with: to be compared by people, before it is pinned.

    Raises ExchangeError where the file is damaged, or not of ``kind``.
    """
    signed = _document(data, kind, "public")
    public = _said(signed)
    _content(signed, kind, public)
    return public


def certified_by(data: bytes) -> tuple[bytes, str]:
    """The GGD's identity (32 bytes) and the inbox that a file of slips says it is of: to be compared by people.

    Raises ExchangeError where the file is damaged, not of slips, or not certified by the identity that it names.
    """
    document = _document(data, Slips, "certificate")
    said = document["slips"]
    if not isinstance(said, dict):
        raise _refusal(Fault.OTHER_FORM)
    try:
        identity = from_base64url(str(said.get("identity")), 32)
    except ValueError:
        raise _refusal(Fault.OTHER_FORM) from None
    return identity, read_certified(data, Slips, identity=identity, inbox=str(said.get("inbox"))).inbox


def read_own(data: bytes, kind: type[Content], *, public: bytes) -> Content:
    """Verify and read a file of the network book whose key (32 bytes) is ``public``; raises ExchangeError."""
    signed = _document(data, kind, "public")
    if _said(signed) != public:
        raise _refusal(Fault.OTHER_GGD)
    return _content(signed, kind, public)


def read_certified(data: bytes, kind: type[Content], *, identity: bytes, inbox: str) -> Content:
    """Verify and read a file of the desk of ``inbox``; ``identity`` is the GGD's (32 bytes). Raises ExchangeError."""
    signed = _document(data, kind, "certificate")
    certificate = signed["certificate"]
    if not isinstance(certificate, dict):
        raise _refusal(Fault.OTHER_FORM)
    try:
        public = certified_desk(certificate, identity=identity, inbox=inbox)
    except SignatureError:
        raise _refusal(_why_not_certified(certificate, identity)) from None
    content = _content(signed, kind, public)
    if getattr(content, "inbox", inbox) != inbox:
        raise _refusal(Fault.OTHER_INBOX)
    return content


def _why_not_certified(certificate: Mapping[str, Json], identity: bytes) -> Fault:
    """A certificate that is the identity's, for whatever inbox, is another inbox's; else it is another GGD's."""
    role = certificate.get("role")
    claimed = role.get("inbox") if isinstance(role, dict) else None
    try:
        certified_desk(certificate, identity=identity, inbox=str(claimed))
    except SignatureError:
        return Fault.OTHER_GGD
    return Fault.OTHER_INBOX


def _said(signed: Mapping[str, Json]) -> bytes:
    try:
        return from_base64url(str(signed["public"]), 32)
    except ValueError:
        raise _refusal(Fault.OTHER_FORM) from None


_OTHER = N_("this is not the file that is asked for")
_REFUSALS = {
    Fault.OTHER_KIND: (_OTHER, N_("Take the file that the other program wrote for this.")),
    Fault.DAMAGED: (
        N_("the file was damaged or changed on its way"),
        N_("Copy it again from where it was made; nothing is lost."),
    ),
    Fault.OTHER_GGD: (
        N_("the file is not signed by whom it should be"),
        N_("Ask by telephone who made it, and compare the fingerprints."),
    ),
    Fault.OTHER_INBOX: (
        N_("the file is another inbox's"),
        N_("Take it to whom it is for."),
    ),
    Fault.OTHER_FORM: (
        N_("the file is in a form that is not known here"),
        N_("Is the other program newer? Update this one; nothing is lost."),
    ),
}


def _refusal(fault: Fault) -> ExchangeError:
    return ExchangeError(*_REFUSALS.get(fault, _REFUSALS[Fault.OTHER_FORM]), fault=fault)


def _document(data: bytes, kind: type, beside: str) -> dict[str, Json]:
    name, _label = _KINDS[kind]
    if len(data) > LARGEST:
        raise _refusal(Fault.OTHER_KIND)
    try:
        return read_document(data, name, "signature", beside, depth=DEPTH)
    except SignatureError:
        raise _refusal(fault_of(data, name)) from None


def _content(signed: Mapping[str, Json], kind: type[Content], public: bytes) -> Content:
    name, label = _KINDS[kind]
    try:
        members = verify_document(signed, name, public, label)
    except SignatureError:
        raise _refusal(Fault.DAMAGED) from None
    try:
        return msgspec.convert(members, kind)
    except msgspec.ValidationError:
        raise _refusal(Fault.OTHER_FORM) from None


DEPTH = 7
"""A book, its list, an ambassador, its list, a conflict; and the document around."""


def _members(content: msgspec.Struct) -> dict[str, Json]:
    members: dict[str, Json] = msgspec.to_builtins(content)
    return members


def _public(key: SigningKey) -> str:
    return base64url(key.verify_key.encode())
