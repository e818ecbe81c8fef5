"""Whatever is sealed, the desk opens it or says why not, in one of the fixed words."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from intake.desk.opening import open_envelope
from intake.envelope.errors import EnvelopeError, Reason
from intake.envelope.format import ENVELOPE_LENGTH, LONGEST_PLAINTEXT, MAGIC
from intake.envelope.sealing import seal
from tests.envelope.samples import CONTEXT, DESK, INBOX, KEYS, RECOVERY
from tests.fuzz.mutations import spoiled
from tests.fuzz.test_differential import GOOD


def opens(envelope: bytes) -> Reason | None:
    try:
        open_envelope(envelope, KEYS, INBOX)
    except EnvelopeError as refused:
        return refused.reason
    return None


@given(spoiled(GOOD.decode()))
def test_a_spoiled_plaintext_is_bad_json_or_good(plaintext: bytes) -> None:
    envelope = seal(plaintext[:LONGEST_PLAINTEXT], context=CONTEXT, desk=DESK.public, recovery=RECOVERY.public)
    assert opens(envelope) in (None, Reason.BAD_JSON, Reason.WRONG_CONTEXT)


@given(st.binary(max_size=200))
def test_random_bytes_in_an_envelope_are_bad_json(plaintext: bytes) -> None:
    envelope = seal(plaintext, context=CONTEXT, desk=DESK.public, recovery=RECOVERY.public)
    assert opens(envelope) is Reason.BAD_JSON


@given(st.integers())
@settings(max_examples=50)
def test_random_bytes_of_the_right_length_are_for_an_unknown_key(seed: int) -> None:
    data = Random(seed).randbytes(ENVELOPE_LENGTH)
    framed = MAGIC + data[8:40] + b"\2" + data[41:]
    assert opens(data) is Reason.WRONG_MAGIC
    assert opens(framed) is Reason.UNKNOWN_KEY
    named = framed[:41] + DESK.id + framed[49:]
    assert opens(named) is Reason.AUTHENTICATION_FAILED
