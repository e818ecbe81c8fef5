"""Two parsers of one format must agree on every byte string: what one reads and the other refuses is a way in."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from intake.envelope.canonical import canonical
from intake.envelope.encoding import base64url
from intake.envelope.errors import SheetError, SubmissionError
from intake.envelope.sheet import read_sheet
from intake.envelope.signatures import Label
from intake.envelope.signed import sign_document
from intake.envelope.submission import Submission
from tests.envelope.samples import CONTEXT, DESK, IDENTITY, INBOX, NEXT, RECOVERY, TODAY, key_sheet
from tests.envelope.twin import Twin
from tests.fuzz.mutations import revalued, spoiled

GOOD = Submission(
    id="A" * 22,
    sealed_at=TODAY,
    questionnaire="ggd10",
    version="1",
    language="ti",
    answers={"sleep": "good", "dreams": None, "joy": 3},
    code="0123ABCD",
    place="GM0363",
    via="demo",
    card="B" * 21 + "A",
).to_json()


def agree(twin: Twin, data: bytes) -> None:
    try:
        read = Submission.from_json(data).to_json()
    except SubmissionError:
        assert twin.refuses("submission", hex=data.hex())
    else:
        assert twin.ask("submission", hex=data.hex()).encode("utf-8") == read


@given(spoiled(GOOD.decode()))
@settings(max_examples=200)
def test_both_languages_judge_a_spoiled_submission_alike(twin: Twin, data: bytes) -> None:
    agree(twin, data)


@given(revalued(GOOD.decode()))
@settings(max_examples=200)
def test_both_languages_judge_other_values_alike(twin: Twin, members: dict[str, Any]) -> None:
    agree(twin, json.dumps(members).encode())


SHEET = json.loads(key_sheet().raw)


def outcome(data: bytes) -> str:
    """In the words of the browser."""
    try:
        read_sheet(data)
    except SheetError as error:
        return "signature" if "signature" in error.message else "malformed"
    return "ok"


def asked_of(twin: Twin, data: bytes) -> str:
    check = {
        "keySheet": data.decode("utf-8", "replace"),
        "fingerprint": None,
        "questionnaire": "ggd10",
        "version": "1",
        "inbox": INBOX,
        "context": base64url(CONTEXT.digest()),
        "today": TODAY.isoformat(),
        "serverDate": None,
    }
    result = twin.ask("check", check=check)
    return "ok" if result["ok"] or result["reason"] in ("expired", "no-key", "context") else result["reason"]


@given(revalued(json.dumps(SHEET["sheet"])))
@settings(max_examples=150)
def test_both_languages_judge_a_signed_sheet_alike(twin: Twin, sheet: dict[str, Any]) -> None:
    try:
        data = canonical(sign_document(IDENTITY, Label.KEY_SHEET, "sheet", sheet))
    except ValueError:
        return
    assert asked_of(twin, data) == outcome(data)


PERIODS = st.sampled_from(("2026-11-01", "2026-11-22", "2027-01-01", "2027-11-01", "9999-12-31", "0001-01-01"))


@given(st.lists(st.tuples(st.sampled_from((DESK, RECOVERY, NEXT)), st.booleans(), PERIODS, PERIODS), max_size=4))
@settings(max_examples=120)
def test_both_languages_judge_periods_and_order_alike(twin: Twin, drawn: list[tuple[Any, bool, str, str]]) -> None:
    keys = [
        {
            "id": base64url(key.id),
            "purpose": "desk" if desk else "recovery",
            "public": base64url(key.public),
            "from": start,
            "until": end,
        }
        for key, desk, start, end in drawn
    ]
    data = canonical(sign_document(IDENTITY, Label.KEY_SHEET, "sheet", SHEET["sheet"] | {"keys": keys}))
    assert asked_of(twin, data) == outcome(data)
