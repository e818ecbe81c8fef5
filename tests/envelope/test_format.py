"""The bytes of an envelope: exactly one shape, exactly one padding."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.envelope.errors import EnvelopeError, Reason, TooLongError
from intake.envelope.format import (
    ENVELOPE_LENGTH,
    LONGEST_PLAINTEXT,
    MAGIC,
    PADDED,
    SEALED_KEY,
    Stanza,
    envelope_head,
    pad,
    parse,
    unpad,
)

STANZAS = (Stanza(b"d" * 8, b"D" * SEALED_KEY), Stanza(b"r" * 8, b"R" * SEALED_KEY))
ENVELOPE = envelope_head(b"c" * 32, STANZAS, b"k" * 32) + b"b" * (PADDED + 16)


def test_the_parts_come_out_as_they_went_in() -> None:
    envelope = parse(ENVELOPE)
    assert (envelope.context, envelope.stanzas, envelope.commitment) == (b"c" * 32, STANZAS, b"k" * 32)
    assert envelope.head + envelope.body == ENVELOPE
    assert len(ENVELOPE) == ENVELOPE_LENGTH == 10_633


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", Reason.WRONG_LENGTH),
        (MAGIC[:7], Reason.WRONG_LENGTH),
        (MAGIC, Reason.WRONG_LENGTH),
        (b"ENVELOP2" + ENVELOPE[8:], Reason.WRONG_MAGIC),
        (b"notmagic", Reason.WRONG_MAGIC),
        (ENVELOPE[:-1], Reason.WRONG_LENGTH),
        (ENVELOPE + b"\0", Reason.WRONG_LENGTH),
        (ENVELOPE[:40] + b"\3" + ENVELOPE[41:], Reason.WRONG_LENGTH),
    ],
)
def test_anything_else_is_refused_by_name(data: bytes, reason: Reason) -> None:
    with pytest.raises(EnvelopeError) as refused:
        parse(data)
    assert refused.value.reason is reason


@given(st.binary(max_size=64) | st.binary(max_size=64).map(lambda data: MAGIC + data))
def test_random_bytes_are_refused_with_a_reason(data: bytes) -> None:
    with pytest.raises(EnvelopeError):
        parse(data)


@given(st.binary(max_size=200) | st.integers(0, LONGEST_PLAINTEXT).map(bytes))
def test_padding_comes_off_as_it_went_on(plaintext: bytes) -> None:
    padded = pad(plaintext)
    assert len(padded) == PADDED
    assert unpad(padded) == plaintext


@given(st.binary(min_size=4, max_size=40))
def test_what_unpads_is_padded_in_the_one_way(start: bytes) -> None:
    padded = start.ljust(PADDED, b"\0")
    with suppress(EnvelopeError):
        assert pad(unpad(padded)) == padded


@pytest.mark.parametrize("padded", [b"", bytes(PADDED - 1), bytes(PADDED + 1), b"\0\0\x1f\xfd" + bytes(PADDED - 4)])
def test_bad_padding_is_refused(padded: bytes) -> None:
    with pytest.raises(EnvelopeError, match="bad padding"):
        unpad(padded)


def test_too_much_is_refused_before_it_is_padded() -> None:
    assert len(pad(bytes(LONGEST_PLAINTEXT))) == PADDED
    with pytest.raises(TooLongError):
        pad(bytes(LONGEST_PLAINTEXT + 1))
