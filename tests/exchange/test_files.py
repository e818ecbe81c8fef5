"""The signed files between desk, network book and relay: believed from whom they should be, and not otherwise."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nacl.signing import SigningKey

from intake.demo.network_people import sample_book
from intake.envelope.canonical import canonical
from intake.envelope.encoding import base64url
from intake.envelope.roles import certify_desk
from intake.envelope.signatures import Label
from intake.envelope.signed import sign_document
from intake.exchange.book import Book
from intake.exchange.errors import ExchangeError
from intake.exchange.files import (
    LARGEST,
    Slips,
    certified_by,
    read_certified,
    read_own,
    sign_certified,
    sign_own,
    signed_by,
)
from intake.exchange.published import Published, Speaking
from intake.exchange.slip import Came, Outcomes, Slip

TODAY = date(2026, 11, 23)
INBOX = "ggd-demo"
NETWORK, IDENTITY, DESK, STRANGER = (SigningKey(bytes([number]) * 32) for number in range(1, 5))
CERTIFICATE = certify_desk(IDENTITY, inbox=INBOX, public=DESK.verify_key.encode(), issued=TODAY)
BOOK = msgspec.structs.replace(sample_book(TODAY), ambassadors=sample_book(TODAY).ambassadors[:3])
SLIP = Slip(1, "S-7K2M9QRT", "A-7K2M9Q", TODAY, "Sam", "ti", ("along",), TODAY, "10:30", "Library", None)
SLIPS = Slips(1, INBOX, (SLIP,), base64url(IDENTITY.verify_key.encode()))
OUTCOMES = Outcomes(1, BOOK.book, 1, TODAY, (Came("S-7K2M9QRT", "done", TODAY, 90),))
PUBLISHED = Published(1, INBOX, 1, TODAY, None, (Speaking("GGD Amsterdam", "ti", 3),), (), ())


def own(content: Book | Outcomes, key: SigningKey = NETWORK) -> bytes:
    return sign_own(key, content)


def certified(content: Slips | Published) -> bytes:
    return sign_certified(DESK, CERTIFICATE, content)


def read_of(data: bytes, kind: type[Any], inbox: str = INBOX, identity: SigningKey = IDENTITY) -> Any:
    return read_certified(data, kind, identity=identity.verify_key.encode(), inbox=inbox)


def read_network(data: bytes, kind: type[Any], key: SigningKey = NETWORK) -> Any:
    return read_own(data, kind, public=key.verify_key.encode())


@pytest.mark.parametrize(
    ("data", "read", "content"),
    [
        (own(BOOK), read_network, BOOK),
        (own(OUTCOMES), read_network, OUTCOMES),
        (certified(SLIPS), read_of, SLIPS),
        (certified(PUBLISHED), read_of, PUBLISHED),
    ],
    ids=["book", "outcomes", "slips", "published"],
)
def test_what_was_signed_is_read_as_it_was(data: bytes, read: Callable[[bytes, type], object], content: object) -> None:
    assert read(data, type(content)) == content


def test_the_key_that_people_compare_is_the_one_that_signed() -> None:
    assert signed_by(own(BOOK), Book) == NETWORK.verify_key.encode()
    claimed = json.loads(own(BOOK)) | {"public": json.loads(own(BOOK, STRANGER))["public"]}
    with pytest.raises(ExchangeError, match="damaged or changed"):
        signed_by(json.dumps(claimed).encode(), Book)


def test_slips_name_the_identity_that_people_compare_and_no_other() -> None:
    assert certified_by(certified(SLIPS)) == (IDENTITY.verify_key.encode(), INBOX)
    foreign = msgspec.structs.replace(SLIPS, identity=base64url(STRANGER.verify_key.encode()))
    with pytest.raises(ExchangeError, match="not signed by whom"):
        certified_by(certified(foreign))
    with pytest.raises(ExchangeError, match="another inbox's"):
        certified_by(certified(msgspec.structs.replace(SLIPS, inbox="ggd-other")))
    with pytest.raises(ExchangeError, match="not the file that is asked for"):
        certified_by(certified(PUBLISHED))


def test_a_book_of_another_key_than_the_pinned_one_is_refused() -> None:
    with pytest.raises(ExchangeError, match="not signed by whom"):
        read_network(own(BOOK, STRANGER), Book)


def test_a_desk_that_another_identity_certified_is_refused() -> None:
    with pytest.raises(ExchangeError, match="not signed by whom"):
        read_of(certified(SLIPS), Slips, identity=STRANGER)


def test_a_file_of_another_inbox_is_refused() -> None:
    with pytest.raises(ExchangeError, match="another inbox's"):
        read_of(certified(PUBLISHED), Published, inbox="ggd-other")


def test_a_signature_for_one_purpose_never_passes_for_another() -> None:
    """The content of the outcomes under the name of a book: the label inside the signature tells."""
    signed = json.loads(own(OUTCOMES))
    disguised = {"network": signed["outcomes"], "signature": signed["signature"], "public": signed["public"]}
    with pytest.raises(ExchangeError, match="damaged or changed"):
        read_network(json.dumps(disguised).encode(), Book)


def test_a_file_of_another_kind_is_named_as_such() -> None:
    with pytest.raises(ExchangeError, match="not the file that is asked for"):
        read_network(own(OUTCOMES), Book)
    with pytest.raises(ExchangeError, match="not the file that is asked for"):
        read_network(b"ENVBNDL1" + bytes(100), Book)


def test_a_file_that_is_too_large_is_not_even_read() -> None:
    with pytest.raises(ExchangeError):
        read_network(b"{" + b" " * LARGEST, Book)


@pytest.mark.parametrize("member", ["diagnosis", "case"])
def test_a_member_that_is_not_in_the_form_is_refused_also_when_it_is_signed(member: str) -> None:
    more = {**msgspec.to_builtins(SLIPS), member: "x"}
    data = canonical(sign_document(DESK, Label.SLIPS, "slips", more) | {"certificate": CERTIFICATE})
    with pytest.raises(ExchangeError, match="a form that is not known"):
        read_of(data, Slips)


@pytest.mark.parametrize("change", [{"count": 2}, {"language": "x" * 30}, {"region": 7}])
def test_a_small_count_cannot_be_published_even_by_the_desk(change: dict[str, object]) -> None:
    members = msgspec.to_builtins(PUBLISHED)
    members["ambassadors"] = [members["ambassadors"][0] | change]
    data = canonical(sign_document(DESK, Label.PUBLISHED, "published", members) | {"certificate": CERTIFICATE})
    with pytest.raises(ExchangeError, match="a form that is not known"):
        read_of(data, Published)


@settings(max_examples=150, deadline=None)
@given(place=st.integers(0, 10_000), bit=st.integers(0, 7))
def test_no_changed_bit_is_ever_believed(place: int, bit: int) -> None:
    data = bytearray(certified(SLIPS))
    data[place % len(data)] ^= 1 << bit
    with pytest.raises(ExchangeError):
        read_of(bytes(data), Slips)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_at_all_do_more_than_be_refused(data: bytes) -> None:
    for kind in (Book, Outcomes):
        with pytest.raises(ExchangeError):
            read_network(data, kind)
