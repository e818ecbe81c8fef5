"""Every vector, opened in Python; the same again in the browser's language; and all made again, byte for byte."""

from __future__ import annotations

import filecmp
import subprocess
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from intake.desk.opening import Opened, OpeningKey, open_envelope
from intake.envelope.context import Context
from intake.envelope.errors import EnvelopeError, SheetError, SubmissionError, TooLongError
from intake.envelope.format import ENVELOPE_LENGTH
from intake.envelope.recipients import key_id
from intake.envelope.sealing import seal
from intake.envelope.sheet import KeySheet, Purpose, read_sheet
from intake.envelope.signatures import fingerprint
from intake.envelope.submission import Submission
from intake.questionnaire import AnswersError, check_answers, load, shipped_questionnaire
from tests.vectors.vector import FOLDER, Vector, vectors

ROOT = FOLDER.parents[1]
NODE = ROOT / ".venv" / "bin" / "node"
ENVELOPES = {vector.name: vector for vector in vectors()}
PLAINTEXTS = vectors("plaintexts")
SHEETS = vectors("sheets")
GGD10 = load(shipped_questionnaire("ggd10"))

KEYS: dict[str, OpeningKey] = {}


def key(seed: str) -> OpeningKey:
    """Keys are few and making one takes a while."""
    return KEYS.setdefault(seed, OpeningKey.from_seed(bytes.fromhex(seed)))


def held(headers: Mapping[str, str]) -> dict[bytes, OpeningKey]:
    keys = [key(headers[purpose]) for purpose in ("desk", "recovery") if purpose in headers]
    return {key_id(each.public): each for each in keys}


def opened(vector: Vector) -> Opened:
    return open_envelope(vector.body, held(vector.headers), vector.headers["inbox"])


def outcome(vector: Vector) -> str:
    """What the desk says of an envelope, in the words of the vectors."""
    try:
        submission = opened(vector).submission
        if submission.questionnaire == GGD10.id:
            check_answers(GGD10, submission.answers)
    except EnvelopeError as error:
        return error.reason.value
    except AnswersError:
        return "does not fit the questionnaire"
    return "success"


def of(expect: str) -> list[Vector]:
    return [vector for vector in ENVELOPES.values() if vector.expect == expect]


REFUSED = [v for v in ENVELOPES.values() if v.expect not in ("success", "second id", "too long")]


@pytest.mark.parametrize("vector", REFUSED, ids=lambda vector: vector.name)
def test_an_envelope_is_refused_for_the_reason_its_vector_names(vector: Vector) -> None:
    assert outcome(vector) == vector.expect


@pytest.mark.parametrize("vector", of("success"), ids=lambda vector: vector.name)
def test_an_honest_envelope_opens_to_its_plaintext(vector: Vector) -> None:
    assert len(vector.body) == ENVELOPE_LENGTH
    assert outcome(vector) == "success"
    submission = opened(vector).submission
    assert submission.to_json() == vector.headers["plaintext"].encode("utf-8")
    assert Submission.from_json(submission.to_json()) == submission


@pytest.mark.parametrize("vector", of("second id"), ids=lambda vector: vector.name)
def test_the_same_inner_id_comes_in_another_envelope(vector: Vector) -> None:
    first, again = opened(ENVELOPES[vector.headers["first"]]), opened(vector)
    assert first.submission.id == again.submission.id
    assert first.digest != again.digest


@pytest.mark.parametrize("vector", of("too long"), ids=lambda vector: vector.name)
def test_what_does_not_fit_is_refused_before_sealing(vector: Vector) -> None:
    desk, recovery = (key(vector.headers[purpose]).public for purpose in ("desk", "recovery"))
    context = Context(vector.headers["inbox"], "long", "1")
    plaintext = vector.headers["plaintext"].encode("utf-8")
    with pytest.raises(TooLongError):
        seal(plaintext, context=context, desk=desk, recovery=recovery)
    assert len(seal(plaintext[:-1], context=context, desk=desk, recovery=recovery)) == ENVELOPE_LENGTH


@pytest.mark.parametrize("vector", PLAINTEXTS, ids=lambda vector: vector.name)
def test_a_plaintext_is_read_or_refused(vector: Vector) -> None:
    if vector.expect == "success":
        assert Submission.from_json(vector.body).questionnaire == "ggd10"
    else:
        with pytest.raises(SubmissionError):
            Submission.from_json(vector.body)


@pytest.mark.parametrize("vector", SHEETS, ids=lambda vector: vector.name)
def test_a_key_sheet_is_taken_or_refused(vector: Vector) -> None:
    assert sheet_outcome(vector) == vector.expect


def sheet_outcome(vector: Vector) -> str:
    """What becomes of a key sheet on the day of the vector, in its words."""
    try:
        sheet = read_sheet(vector.body, identity=vector.headers["fingerprint"])
    except SheetError as error:
        words = {
            "the key sheet is another identity's": "fingerprint",
            "the key sheet's signature does not fit": "signature",
        }
        return words.get(error.message, "malformed")
    return use_of(sheet, date.fromisoformat(vector.headers["day"]), vector.headers["inbox"])


def use_of(sheet: KeySheet, day: date, inbox: str) -> str:
    if not sheet.valid(day):
        return "expired"
    if sheet.inbox != inbox:
        return "context"
    try:
        sheet.recipient(Purpose.DESK, day)
        sheet.recipient(Purpose.RECOVERY, day)
    except SheetError:
        return "no-key"
    return "success"


def test_a_sheet_comes_out_as_it_was_signed() -> None:
    by_name = {vector.name: vector for vector in SHEETS}
    spaced, plain = by_name["success-spaced"], by_name["success"]
    sheet = read_sheet(spaced.body)
    assert sheet.raw == plain.body
    assert sheet.ggd == "GGD Fryslân"
    assert sheet.fingerprint == fingerprint(sheet.identity) == plain.headers["fingerprint"]


def test_every_reason_has_a_vector() -> None:
    assert {vector.expect for vector in ENVELOPES.values()} == {
        "success", "too long", "second id", "wrong magic", "wrong length", "wrong context", "unknown key",
        "authentication failed", "wrong commitment", "bad padding", "bad json", "does not fit the questionnaire",
    }  # fmt: skip


def test_the_vectors_are_small_enough_for_a_repository() -> None:
    assert sum(path.stat().st_size for path in FOLDER.rglob("*.txt")) < 1_500_000


def test_the_browsers_language_agrees_on_every_vector() -> None:
    ran = subprocess.run(
        [NODE, "--test", "--test-reporter=tap", FOLDER / "vectors.test.ts"], capture_output=True, text=True, check=False
    )
    failed = [line for line in ran.stdout.splitlines() if line.startswith("not ok")]
    assert ran.returncode == 0, failed or ran.stderr
    assert f"# pass {len(ENVELOPES) + len(PLAINTEXTS) + len(SHEETS)}" in ran.stdout


def test_made_again_the_vectors_are_the_same_byte_for_byte(tmp_path: Path) -> None:
    subprocess.run([ROOT / "scripts" / "make-vectors", tmp_path], check=True)
    for folder in (".", "plaintexts", "sheets"):
        made = sorted(path.name for path in (tmp_path / folder).glob("*.txt"))
        kept = sorted(path.name for path in (FOLDER / folder).glob("*.txt"))
        assert made == kept
        _, different, missing = filecmp.cmpfiles(FOLDER / folder, tmp_path / folder, made, shallow=False)
        assert not different
        assert not missing


def test_the_programs_around_the_vectors_are_well_typed() -> None:
    compiler = ROOT / "node_modules" / "typescript" / "lib" / "tsc.js"
    checked = subprocess.run(
        [NODE, compiler, "--project", FOLDER], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert not [line for line in checked.stdout.splitlines() if line.startswith("tests/")]
