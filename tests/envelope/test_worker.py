"""The worker as it is built for browsers: small, and what it seals opens."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from intake.desk.opening import open_envelope
from intake.envelope.encoding import base64url
from intake.envelope.format import ENVELOPE_LENGTH
from tests.envelope.samples import CONTEXT, INBOX, KEYS, TODAY, key_sheet
from tests.envelope.twin import NODE

CHECK = {
    "keySheet": json.loads(key_sheet().raw),
    "fingerprint": key_sheet().fingerprint,
    "questionnaire": "ggd10",
    "version": "1",
    "inbox": INBOX,
    "context": base64url(CONTEXT.digest()),
    "today": TODAY.isoformat(),
    "serverDate": None,
}
CONTACT = dict.fromkeys(("reach", "address", "name", "line", "when", "professional", "ambassador", "age"))
SUBMISSION = {
    "v": 1, "id": "A" * 22, "sealed_at": TODAY.isoformat(), "questionnaire": "ggd10", "version": "1", "language": "ti",
    "answers": {"sleep": "often_bad", "dreams": None}, "contact": CONTACT | {"name": "ሰላም"}, "place": None, "via": None,
    "card": None, "code": "0123ABCD", "reply": None,
}  # fmt: skip
LONG = SUBMISSION | {"answers": {f"q{number}": "a" * 32 for number in range(250)}}
EXPIRED = CHECK | {"today": "2030-01-01"}


@pytest.fixture(scope="module")
def ran() -> Any:
    """What the worker answers, in order."""
    orders: list[dict[str, object]] = [
        {"kind": "seal", "submission": SUBMISSION},
        {"kind": "check", "check": CHECK},
        {"kind": "seal", "submission": SUBMISSION},
        {"kind": "seal", "submission": LONG},
        {"kind": "seal", "submission": SUBMISSION | {"answers": {"sleep": 0.5}}},
        {"kind": "check", "check": EXPIRED},
        {"kind": "seal", "submission": SUBMISSION},
    ]
    asked = json.dumps([order | {"number": number} for number, order in enumerate(orders)])
    program = Path(__file__).with_name("worker.mjs")
    done = subprocess.run([NODE, program], input=asked, capture_output=True, text=True, check=True, encoding="utf-8")
    return json.loads(done.stdout)


def test_the_worker_is_at_most_18_5_kb(ran: Any) -> None:
    assert ran["brotli"] < 18_500


def test_every_order_is_answered_under_its_number(ran: Any) -> None:
    assert [report["number"] for report in ran["reports"]] == list(range(7))


def test_before_a_sheet_was_accepted_nothing_is_sealed(ran: Any) -> None:
    assert ran["reports"][0] == {"number": 0, "failure": "failed"}


def test_what_the_built_worker_seals_the_desk_opens(ran: Any) -> None:
    _, accepted, sealed, *_ = ran["reports"]
    assert accepted["value"]["ok"]
    envelope = bytes.fromhex(sealed["value"])
    assert len(envelope) == ENVELOPE_LENGTH
    assert json.loads(open_envelope(envelope, KEYS, INBOX).submission.to_json()) == SUBMISSION


def test_what_does_not_fit_is_named_and_the_rest_is_not(ran: Any) -> None:
    assert ran["reports"][3]["failure"] == "too-long"
    assert ran["reports"][4]["failure"] == "failed"


def test_a_refused_sheet_ends_what_an_accepted_one_allowed(ran: Any) -> None:
    assert ran["reports"][5]["value"] == {"ok": False, "reason": "expired"}
    assert ran["reports"][6]["failure"] == "failed"
