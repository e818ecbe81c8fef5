"""A courier's request: one method, one path, one body, one moment, once."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nacl.signing import SigningKey

from intake.envelope.courier_request import WINDOW, authorization, verify_request
from intake.envelope.errors import SignatureError
from intake.envelope.signatures import fingerprint

COURIER = SigningKey(b"c" * 32)
NOW = 1_795_305_600
PATH = "/api/inboxes/ggd-demo/receipts"


def header(path: str = PATH, body: bytes = b"body", time: int = NOW) -> str:
    return authorization(COURIER, method="POST", path=path, body=body, time=time)


def test_a_request_says_whose_it_is() -> None:
    request = verify_request(header(), method="post", path=PATH, body=b"body", now=NOW)
    assert request.courier == fingerprint(COURIER.verify_key.encode())
    assert request.time == NOW
    assert len(request.nonce) == 16


def test_two_requests_have_two_nonces() -> None:
    assert header() != header()


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [("GET", PATH, b"body"), ("POST", PATH + "/", b"body"), ("POST", PATH, b"bodY"), ("POST", PATH + "\n", b"body"),
     ("POST", "\udcff", b"body"), ("POST", "", b"")],
)  # fmt: skip
def test_a_signature_is_for_one_request_only(method: str, path: str, body: bytes) -> None:
    with pytest.raises(SignatureError):
        verify_request(header(), method=method, path=path, body=body, now=NOW)


@pytest.mark.parametrize("apart", [WINDOW + 1, -WINDOW - 1, 10**9])
def test_clocks_may_differ_by_five_minutes_and_no_more(apart: int) -> None:
    assert verify_request(header(), method="POST", path=PATH, body=b"body", now=NOW + WINDOW).time == NOW
    with pytest.raises(SignatureError, match="five minutes"):
        verify_request(header(), method="POST", path=PATH, body=b"body", now=NOW + apart)


@given(place=st.integers(0, len(header()) - 1), letter=st.characters())
@settings(max_examples=300)
def test_a_changed_header_is_refused(place: int, letter: str) -> None:
    good = header()
    changed = good[:place] + letter + good[place + 1 :]
    if changed == good:
        return
    with pytest.raises(SignatureError):
        verify_request(changed, method="POST", path=PATH, body=b"body", now=NOW)


@given(st.text(max_size=60) | st.text(max_size=60).map("Courier ".__add__) | st.just(f"Courier a.{'9' * 5000}.b.c"))
def test_random_headers_are_refused(text: str) -> None:
    with pytest.raises(SignatureError):
        verify_request(text, method="POST", path=PATH, body=b"body", now=NOW)


def test_one_moment_has_one_spelling() -> None:
    with pytest.raises(SignatureError):
        verify_request(header().replace(f".{NOW}.", f".0{NOW}."), method="POST", path=PATH, body=b"body", now=NOW)
