"""Sealing: always the same size, for both keys, and in either language for the other."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.desk.opening import OpeningKey, open_envelope
from intake.envelope.context import Context
from intake.envelope.encoding import base64url
from intake.envelope.errors import EnvelopeError, TooLongError
from intake.envelope.format import ENVELOPE_LENGTH, LONGEST_PLAINTEXT, parse
from intake.envelope.sealing import seal
from intake.envelope.submission import Submission
from tests.envelope.samples import CONTEXT, DESK, INBOX, KEYS, RECOVERY, STEADY, SUBMISSIONS, TODAY, key_sheet
from tests.envelope.twin import Twin


def sealed(submission: Submission) -> bytes:
    return seal(submission.to_json(), context=CONTEXT, desk=DESK.public, recovery=RECOVERY.public)


@given(SUBMISSIONS)
@STEADY
def test_every_submission_seals_to_10633_bytes_and_opens_with_either_key(submission: Submission) -> None:
    envelope = sealed(submission)
    assert len(envelope) == ENVELOPE_LENGTH == 10_633
    for key in (DESK, RECOVERY):
        assert open_envelope(envelope, {key.id: key}, INBOX).submission == submission


@given(st.binary(max_size=LONGEST_PLAINTEXT))
def test_whatever_the_plaintext_the_envelope_has_one_length(plaintext: bytes) -> None:
    assert len(seal(plaintext, context=CONTEXT, desk=DESK.public, recovery=RECOVERY.public)) == ENVELOPE_LENGTH


def test_two_envelopes_of_one_plaintext_share_only_context_and_key_ids() -> None:
    one, other = (parse(seal(b"{}", context=CONTEXT, desk=DESK.public, recovery=RECOVERY.public)) for _ in range(2))
    assert one.context == other.context == CONTEXT.digest()
    assert [stanza.key_id for stanza in one.stanzas] == [DESK.id, RECOVERY.id]
    assert one.commitment != other.commitment
    assert one.body != other.body
    assert one.stanzas[0].sealed_key != other.stanzas[0].sealed_key


def test_one_byte_too_many_is_refused() -> None:
    with pytest.raises(TooLongError):
        seal(bytes(LONGEST_PLAINTEXT + 1), context=CONTEXT, desk=DESK.public, recovery=RECOVERY.public)


@pytest.mark.parametrize("public", [b"", DESK.public[:-1], DESK.public + b"\0", b"\xff" * 1216])
def test_what_is_no_key_is_refused(public: bytes) -> None:
    with pytest.raises(ValueError):
        seal(b"{}", context=CONTEXT, desk=public, recovery=RECOVERY.public)


@given(place=st.integers(0, ENVELOPE_LENGTH - 1), bit=st.integers(0, 7), key=st.sampled_from((DESK, RECOVERY)))
@settings(max_examples=200)
def test_whichever_bit_is_turned_the_envelope_does_not_open(place: int, bit: int, key: OpeningKey) -> None:
    changed = bytearray(ENVELOPE)
    changed[place] ^= 1 << bit
    with pytest.raises(EnvelopeError):
        open_envelope(bytes(changed), {key.id: key}, INBOX)


ENVELOPE = seal(
    Submission(
        id=base64url(bytes(16)),
        sealed_at=TODAY,
        questionnaire="ggd10",
        version="1",
        language="en",
        answers={},
        code="0" * 8,
    ).to_json(),
    context=CONTEXT,
    desk=DESK.public,
    recovery=RECOVERY.public,
)


@given(SUBMISSIONS)
@settings(STEADY, max_examples=25)
def test_what_python_seals_the_other_language_opens(twin: Twin, submission: Submission) -> None:
    seeds = [DESK.seed.hex(), RECOVERY.seed.hex()]
    plaintext = twin.ask("open", hex=sealed(submission).hex(), seeds=seeds, inbox=INBOX)
    assert plaintext == submission.to_json().decode("utf-8")


def asked(**changed: object) -> dict[str, Any]:
    """What the form asks its worker when a link was opened."""
    sheet = key_sheet()
    return {
        "keySheet": sheet.raw.decode("utf-8"),
        "fingerprint": sheet.fingerprint,
        "questionnaire": "ggd10",
        "version": "1",
        "inbox": INBOX,
        "context": base64url(CONTEXT.digest()),
        "today": TODAY.isoformat(),
        "serverDate": None,
    } | changed


def filled(submission: Submission) -> dict[str, Any]:
    """What the form knows when it is sent; skipped contact members are left out."""
    contact = {name: getattr(submission.contact, name) for name in submission.contact.__slots__}
    return {
        "questionnaire": submission.questionnaire,
        "version": submission.version,
        "language": submission.language,
        "answers": dict(submission.answers),
        "contact": {name: value for name, value in contact.items() if value is not None},
        "place": submission.place,
        "via": submission.via,
        "card": submission.card,
        "sealedAt": submission.sealed_at.isoformat(),
    }


@given(SUBMISSIONS)
@settings(STEADY, max_examples=25)
def test_what_the_browser_seals_the_desk_opens(twin: Twin, submission: Submission) -> None:
    made = twin.ask("seal", check=asked(), filled=filled(submission))
    envelope = bytes.fromhex(made["envelope"])
    assert len(envelope) == ENVELOPE_LENGTH
    opened = open_envelope(envelope, KEYS, INBOX).submission
    assert opened.to_json().decode("utf-8") == made["plaintext"]
    contact = submission.contact
    name, address = cleaned(twin, contact.name, 60), cleaned(twin, contact.address, 120)
    assert opened.contact == replace(contact, name=name, address=address)
    assert opened.answers == submission.answers


def cleaned(twin: Twin, typed: str | None, longest: int) -> str | None:
    """As the form sends it: text that the desk takes, or nothing."""
    return None if typed is None else twin.ask("clean", text=typed, longest=longest) or None


@given(st.text(max_size=130), st.text(max_size=130))
@settings(max_examples=40)
def test_whatever_is_typed_the_desk_takes_it(twin: Twin, name: str, address: str) -> None:
    typed = {**filled(TYPED), "contact": {"name": name, "address": address}}
    made = twin.ask("seal", check=asked(), filled=typed)
    assert open_envelope(bytes.fromhex(made["envelope"]), KEYS, INBOX).submission.code


TYPED = Submission("", TODAY, "ggd10", "1", "en", {}, "")


def test_the_browser_refuses_what_does_not_fit(twin: Twin) -> None:
    answers = {f"q{number}": "a" * 32 for number in range(250)}
    submission = Submission("", TODAY, "ggd10", "1", "en", answers, "")
    assert twin.refuses("seal", check=asked(), filled=filled(submission))


def test_the_browser_seals_nothing_for_another_questionnaire(twin: Twin) -> None:
    submission = Submission("", TODAY, "ggd11", "1", "en", {}, "")
    assert twin.refuses("seal", check=asked(), filled=filled(submission))


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"context": base64url(Context(INBOX, "ggd10", "2").digest())}, "context"),
        ({"context": "nonsense"}, "context"),
        ({"inbox": "ggd-other"}, "context"),
        ({"version": "2"}, "context"),
        ({"questionnaire": "GGD10"}, "context"),
        ({"fingerprint": base64url(bytes(16))}, "fingerprint"),
        ({"keySheet": "{"}, "malformed"),
        ({"keySheet": None}, "malformed"),
        ({"today": "2020-01-01"}, "expired"),
        ({"today": "nonsense"}, "expired"),
        ({"today": "2020-01-01", "serverDate": "Fri, 01 Jan 2021 00:00:00 GMT"}, "expired"),
    ],
)
def test_the_browser_says_why_it_will_not_seal(twin: Twin, changed: dict[str, object], reason: str) -> None:
    assert twin.ask("check", check=asked(**changed)) == {"ok": False, "reason": reason}


@pytest.mark.parametrize(
    ("today", "server", "day"),
    [
        ("2026-11-22", None, "2026-11-22"),
        ("2020-01-01", "Sun, 22 Nov 2026 23:59:59 GMT", "2026-11-22"),
        ("2026-12-24", "Sun, 22 Nov 2026 00:00:00 GMT", "2026-11-22"),
        ("2026-11-22", "Fri, 01 Jan 2021 00:00:00 GMT", "2026-11-22"),
        ("2026-11-22", "nonsense", "2026-11-22"),
    ],
)
def test_the_servers_day_counts_where_it_lies_in_the_sheets_window(
    twin: Twin, today: str, server: str | None, day: str
) -> None:
    result = twin.ask("check", check=asked(today=today, serverDate=server))
    assert result == {"ok": True, "ggd": "GGD Fryslân", "inbox": INBOX, "expires": "2027-01-30", "day": day}


def test_a_code_typed_by_hand_has_no_fingerprint_to_compare(twin: Twin) -> None:
    assert twin.ask("check", check=asked(fingerprint=None))["ok"]
