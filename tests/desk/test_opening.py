"""Opening: one of the fixed reasons or a submission, whatever the bytes. Reasons one by one are in tests/vectors."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.desk.errors import DeskError
from intake.desk.opening import Opened, OpeningKey, open_envelope
from intake.envelope.context import Context
from intake.envelope.errors import EnvelopeError, Reason
from intake.envelope.format import ENVELOPE_LENGTH, HEAD, MAGIC, STANZA, digest
from intake.envelope.recipients import key_id, public_key
from intake.envelope.sealing import CONTENT_KEY_INFO, NONCE, BodyKeys, seal
from intake.envelope.submission import Submission
from tests.desk.world import DESK_KEY, INBOX, RECOVERY_KEY, sealed, submission

KEYS = {DESK_KEY.id: DESK_KEY}
PERSON = submission()
GOOD = sealed(PERSON)


def opened(data: bytes, inbox: str = INBOX) -> Opened:
    return open_envelope(data, KEYS, inbox)


def reason(data: bytes, inbox: str = INBOX) -> Reason:
    with pytest.raises(EnvelopeError) as refused:
        opened(data, inbox)
    return refused.value.reason


def test_what_was_sealed_is_what_is_opened() -> None:
    result = opened(GOOD)
    assert result.submission == PERSON
    assert (result.digest, result.key_id) == (digest(GOOD), DESK_KEY.id)


def test_the_recovery_key_opens_the_same() -> None:
    result = open_envelope(GOOD, {RECOVERY_KEY.id: RECOVERY_KEY}, INBOX)
    assert (result.submission, result.key_id) == (PERSON, RECOVERY_KEY.id)


def test_a_digest_that_was_just_checked_is_not_computed_again() -> None:
    assert open_envelope(GOOD, KEYS, INBOX, carried_as=b"x" * 32).digest == b"x" * 32


@given(st.binary(max_size=200) | st.binary(max_size=60).map(lambda data: MAGIC + data))
def test_any_bytes_are_refused_with_a_reason(data: bytes) -> None:
    assert reason(data) in (Reason.WRONG_MAGIC, Reason.WRONG_LENGTH)


@settings(max_examples=200)
@given(st.integers(0, ENVELOPE_LENGTH - 1), st.binary(min_size=1, max_size=64))
def test_any_changed_bytes_are_refused_with_a_reason(place: int, other: bytes) -> None:
    changed = (GOOD[:place] + other + GOOD[place + len(other) :])[:ENVELOPE_LENGTH]
    if changed != GOOD:
        assert isinstance(reason(changed), Reason)


@settings(max_examples=150)
@given(st.binary(max_size=400) | st.text(max_size=400).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_plaintext_is_refused_as_bad_json(plaintext: bytes) -> None:
    assert reason(sealed(plaintext)) is Reason.BAD_JSON


@settings(max_examples=60)
@given(st.binary(max_size=8188), st.integers(0, 2**32 - 1))
def test_any_padding_is_refused_with_a_reason(inside: bytes, length: int) -> None:
    padded = (length.to_bytes(4) + inside).ljust(8192, b"\0")[:8192]
    assert reason(_with_body(padded)) in (Reason.BAD_PADDING, Reason.BAD_JSON)


def _with_body(padded: bytes) -> bytes:
    """An envelope whose body is authentic, around bytes that no honest form pads so."""
    context = GOOD[8:40]
    content_key = DESK_KEY.content_key(GOOD[49 : 41 + STANZA], CONTENT_KEY_INFO + context)
    return GOOD[:HEAD] + AESGCM(BodyKeys.of(content_key).body).encrypt(NONCE, padded, GOOD[:HEAD])


def test_the_commitment_is_checked_before_the_body_is_touched() -> None:
    both = bytearray(GOOD)
    both[HEAD - 1] ^= 1
    both[-1] ^= 1
    assert reason(bytes(both)) is Reason.WRONG_COMMITMENT


def test_an_unknown_key_is_named_before_anything_is_decrypted() -> None:
    with pytest.raises(EnvelopeError) as refused:
        open_envelope(GOOD[:-1] + b"x", {}, INBOX)
    assert refused.value.reason is Reason.UNKNOWN_KEY


def test_the_context_is_recomputed_from_the_desks_own_inbox() -> None:
    assert reason(GOOD, "ggd-other") is Reason.WRONG_CONTEXT


def test_a_refusal_quotes_nothing_and_hides_what_raised_it() -> None:
    secret = "geheim-0612345678"
    data = seal(
        f'{{"v":1,"{secret}":2}}'.encode(),
        context=Context(INBOX, "ggd10", "1"),
        desk=DESK_KEY.public,
        recovery=RECOVERY_KEY.public,
    )
    with pytest.raises(EnvelopeError) as refused:
        opened(data)
    error: BaseException | None = refused.value
    assert error is not None
    assert secret not in str(error) + repr(error)
    assert error.__suppress_context__


def test_a_key_is_its_seed() -> None:
    key = OpeningKey.generate()
    assert OpeningKey.from_seed(key.seed).public == key.public
    assert (len(key.seed), len(key.public), key.id) == (32, 1216, key_id(key.public))
    public_key(key.public)


def test_a_seed_is_stretched_as_the_draft_says() -> None:
    # The first test vector of draft-connolly-cfrg-xwing-kem-08: a seed, and how the public key that it gives begins.
    key = OpeningKey.from_seed(bytes.fromhex("7f9c2ba4e88f827d616045507605853ed73b8093f6efbc88eb1a6eacfa66ef26"))
    assert key.public[:32].hex() == "e2236b35a8c24b39b10aa1323a96a919a2ced88400633a7b07131713fc14b2b5"


@pytest.mark.parametrize("length", [0, 31, 33])
def test_a_seed_of_another_length_is_refused(length: int) -> None:
    with pytest.raises(DeskError):
        OpeningKey.from_seed(bytes(length))


def test_neither_keys_nor_what_was_opened_show_themselves() -> None:
    key = OpeningKey.from_seed(b"\xab" * 32)
    assert "ab" * 8 not in repr(key)
    assert "\\xab" not in repr(key)
    assert PERSON.code not in repr(opened(GOOD))
    assert PERSON.code not in repr(PERSON)
    with pytest.raises(TypeError):
        pickle.dumps(key)


def test_what_was_opened_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        opened(GOOD).digest = b""  # type: ignore[misc]


QUESTIONS = st.from_regex(r"[a-z0-9][a-z0-9_]{0,19}", fullmatch=True)


@settings(max_examples=60)
@given(st.dictionaries(QUESTIONS, st.none() | st.integers(-99, 99), max_size=40))
def test_whatever_the_answers_an_envelope_has_one_size_and_opens_to_them(answers: dict[str, int | None]) -> None:
    person = Submission(
        id=PERSON.id,
        sealed_at=PERSON.sealed_at,
        questionnaire="own",
        version="7",
        language="ar",
        answers=answers,
        code=PERSON.code,
    )
    data = sealed(person)
    assert len(data) == ENVELOPE_LENGTH
    assert opened(data).submission.answers == answers
