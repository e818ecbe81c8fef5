"""The receipt: signed by the desk that the identity certified, for one inbox."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nacl.signing import SigningKey

from intake.envelope.canonical import Json, canonical
from intake.envelope.encoding import base64url
from intake.envelope.errors import ReceiptError
from intake.envelope.receipt import Receipt, read_receipt, sign_receipt
from intake.envelope.roles import certify_desk
from intake.envelope.signatures import Label
from intake.envelope.signed import sign_document
from tests.envelope.samples import IDENTITY, IDS, INBOX

DESK = SigningKey(b"s" * 32)
OTHER = SigningKey(b"o" * 32)
PUBLIC = IDENTITY.verify_key.encode()
CERTIFICATE = certify_desk(IDENTITY, inbox=INBOX, public=DESK.verify_key.encode(), issued=date(2026, 11, 1))
DIGESTS = st.binary(min_size=32, max_size=32)
RECEIPT = Receipt(INBOX, "A" * 22, 1, 7, b"p" * 32, frozenset({b"a" * 32, b"b" * 32}), b"h" * 32)
RECEIPTS = st.builds(
    Receipt,
    inbox=st.just(INBOX),
    desk=IDS,
    epoch=st.integers(0, 2**53 - 1),
    sequence=st.integers(0, 2**53 - 1),
    previous=st.none() | DIGESTS,
    have=st.frozensets(DIGESTS, max_size=5),
    audit_head=DIGESTS,
)


@given(RECEIPTS)
def test_a_receipt_reads_back_as_it_was_signed(receipt: Receipt) -> None:
    read = read_receipt(sign_receipt(DESK, CERTIFICATE, receipt), identity=PUBLIC, inbox=INBOX)
    assert read == receipt
    assert read.digest() == receipt.digest()


def test_a_receipt_by_a_key_that_nobody_certified_is_refused() -> None:
    with pytest.raises(ReceiptError, match="damaged or changed"):
        read_receipt(sign_receipt(OTHER, CERTIFICATE, RECEIPT), identity=PUBLIC, inbox=INBOX)


def test_a_receipt_under_another_identity_is_refused() -> None:
    with pytest.raises(ReceiptError, match="not signed"):
        read_receipt(sign_receipt(DESK, CERTIFICATE, RECEIPT), identity=OTHER.verify_key.encode(), inbox=INBOX)


def test_a_receipt_for_another_inbox_is_refused() -> None:
    with pytest.raises(ReceiptError):
        read_receipt(sign_receipt(DESK, CERTIFICATE, RECEIPT), identity=PUBLIC, inbox="ggd-other")
    certificate = certify_desk(IDENTITY, inbox="ggd-other", public=DESK.verify_key.encode(), issued=date(2026, 11, 1))
    with pytest.raises(ReceiptError):
        read_receipt(sign_receipt(DESK, certificate, RECEIPT), identity=PUBLIC, inbox="ggd-other")


D = base64url(b"d" * 32)


@pytest.mark.parametrize(
    "changed",
    [
        {"have": [D, D]},
        {"have": [base64url(b"z" * 32), D]},
        {"have": ["short"]},
        {"have": None},
        {"have": [7]},
        {"previous": "short"},
        {"audit_head": None},
        {"epoch": -1},
        {"epoch": True},
        {"sequence": "1"},
        {"more": 1},
    ],
)
def test_a_signed_receipt_must_still_be_a_receipt(changed: dict[str, Json]) -> None:
    signed = sign_document(DESK, Label.RECEIPT, "receipt", RECEIPT.members() | changed)
    with pytest.raises(ReceiptError):
        read_receipt(canonical(signed | {"certificate": CERTIFICATE}), identity=PUBLIC, inbox=INBOX)


@pytest.mark.parametrize("certificate", [None, {}, [], "x", {"role": None, "signature": None}])
def test_a_receipt_without_a_certificate_is_refused(certificate: Json) -> None:
    signed = sign_document(DESK, Label.RECEIPT, "receipt", RECEIPT.members())
    with pytest.raises(ReceiptError):
        read_receipt(canonical(signed | {"certificate": certificate}), identity=PUBLIC, inbox=INBOX)


SIGNED = sign_receipt(DESK, CERTIFICATE, RECEIPT)


@given(place=st.integers(0, len(SIGNED) - 1), byte=st.integers(0, 255))
@settings(max_examples=200)
def test_a_changed_receipt_is_refused_or_means_the_same(place: int, byte: int) -> None:
    changed = bytearray(SIGNED)
    changed[place] = byte
    try:
        read = read_receipt(bytes(changed), identity=PUBLIC, inbox=INBOX)
    except ReceiptError:
        return
    assert read == RECEIPT
    assert json.loads(bytes(changed)) == json.loads(SIGNED)
