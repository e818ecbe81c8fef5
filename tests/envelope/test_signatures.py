"""Signatures with their purpose inside, and certificates of roles."""

from __future__ import annotations

import hashlib
import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.signing import SigningKey

from intake.envelope.canonical import Json
from intake.envelope.encoding import base64url
from intake.envelope.errors import SignatureError
from intake.envelope.roles import certified_desk, certify_desk
from intake.envelope.signatures import Label, fingerprint, sign, verify
from intake.envelope.signed import read_document, sign_document, verify_document
from tests.envelope.samples import IDENTITY, INBOX

KEY = SigningKey(b"k" * 32)
PUBLIC = KEY.verify_key.encode()
IDENTITY_PUBLIC = IDENTITY.verify_key.encode()


def test_a_signature_covers_label_zero_byte_and_data() -> None:
    assert sign(KEY, Label.BUNDLE, b"data") == KEY.sign(b"envelop/1 bundle\0data").signature


@given(st.sampled_from(Label), st.sampled_from(Label), st.binary(max_size=40))
def test_one_made_for_one_purpose_never_passes_for_another(made: Label, asked: Label, data: bytes) -> None:
    signature = sign(KEY, made, data)
    if made is asked:
        verify(PUBLIC, asked, data, signature)
        return
    with pytest.raises(SignatureError):
        verify(PUBLIC, asked, data, signature)


@given(st.binary(max_size=80), st.binary(max_size=80), st.binary(max_size=80))
def test_random_keys_and_signatures_are_refused(public: bytes, data: bytes, signature: bytes) -> None:
    with pytest.raises(SignatureError):
        verify(public, Label.ROLE, data, signature)


def test_no_label_is_the_beginning_of_another_with_its_zero_byte() -> None:
    labels = [label.value.encode("ascii") + b"\0" for label in Label]
    assert not any(one != other and other.startswith(one) for one in labels for other in labels)


def test_a_fingerprint_is_half_a_digest() -> None:
    assert fingerprint(PUBLIC) == base64url(hashlib.sha256(PUBLIC).digest()[:16])
    assert len(fingerprint(PUBLIC)) == 22


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"null", b"{}", b'{"a":1}', b'{"a":1,"signature":"","x":1}', b"\xff", b"[" * 99]
)
def test_what_is_no_signed_document_is_refused(data: bytes) -> None:
    with pytest.raises(SignatureError):
        read_document(data, "a", "signature")


@pytest.mark.parametrize("signature", [None, 7, "", "A" * 86, "A" * 85, "=" * 86])
def test_a_bad_signature_is_refused(signature: Json) -> None:
    with pytest.raises(SignatureError):
        verify_document({"a": {}, "signature": signature}, "a", PUBLIC, Label.ROLE)


def certificate(**changed: Json) -> dict[str, Json]:
    made = certify_desk(IDENTITY, inbox=INBOX, public=PUBLIC, issued=date(2026, 11, 1))
    assert isinstance(made["role"], dict)
    role = {name: value for name, value in (made["role"] | changed).items() if value is not None}
    return sign_document(IDENTITY, Label.ROLE, "role", role)


def test_a_certificate_names_the_desks_key() -> None:
    assert certified_desk(certificate(), identity=IDENTITY_PUBLIC, inbox=INBOX) == PUBLIC


@pytest.mark.parametrize(
    "changed",
    [{"inbox": "ggd-other"}, {"role": "relay"}, {"public": "AAAA"}, {"public": 7}, {"issued": None}, {"issued": "soon"},
     {"more": "x"}, {"public": None}],
)  # fmt: skip
def test_a_certificate_of_another_role_is_refused(changed: dict[str, Json]) -> None:
    with pytest.raises(SignatureError):
        certified_desk(certificate(**changed), identity=IDENTITY_PUBLIC, inbox=INBOX)


def test_a_certificate_by_another_key_is_refused() -> None:
    made = certify_desk(KEY, inbox=INBOX, public=PUBLIC, issued=date(2026, 11, 1))
    with pytest.raises(SignatureError):
        certified_desk(made, identity=IDENTITY_PUBLIC, inbox=INBOX)


def test_nothing_unsigned_may_stand_in_a_certificate() -> None:
    with pytest.raises(SignatureError):
        certified_desk(certificate() | {"note": "x"}, identity=IDENTITY_PUBLIC, inbox=INBOX)


def test_a_signed_document_is_plain_json() -> None:
    assert json.loads(json.dumps(certificate())) == certificate()
