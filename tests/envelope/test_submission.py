"""A submission: exactly the members of version 1, and an error that quotes nothing."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given, settings

from intake.envelope.canonical import canonical
from intake.envelope.errors import SubmissionError
from intake.envelope.submission import CONTACT, Contact, Submission
from tests.envelope.samples import STEADY, SUBMISSIONS
from tests.envelope.twin import Twin

PLAIN = Submission(
    id="A" * 22,
    sealed_at=date(2026, 11, 22),
    questionnaire="ggd10",
    version="1",
    language="ti",
    answers={"sleep": "good", "dreams": None},
    code="0123ABCD",
    contact=Contact(name="ሰላም"),
)


@given(SUBMISSIONS)
@STEADY
def test_a_submission_reads_back_as_it_was(submission: Submission) -> None:
    assert Submission.from_json(submission.to_json()) == submission


@given(SUBMISSIONS)
@settings(STEADY, max_examples=40)
def test_the_other_language_reads_the_same(twin: Twin, submission: Submission) -> None:
    written = submission.to_json()
    assert twin.ask("submission", hex=written.hex()).encode("utf-8") == written


def test_every_member_is_always_there() -> None:
    members = json.loads(PLAIN.to_json())
    assert set(members) == {
        "v", "id", "sealed_at", "questionnaire", "version", "language", "answers", "contact", "place", "via", "card",
        "code", "reply",
    }  # fmt: skip
    assert members["v"] == 1
    assert members["reply"] is None
    assert set(members["contact"]) == set(CONTACT)
    assert members["contact"]["name"] == "ሰላም"


def test_what_python_writes_is_in_canonical_form() -> None:
    assert PLAIN.to_json() == canonical(json.loads(PLAIN.to_json()))


def test_a_refusal_names_the_member_and_never_its_content() -> None:
    members = json.loads(PLAIN.to_json())
    members["contact"]["name"] = "Secret\u202eName"
    with pytest.raises(SubmissionError) as refused:
        Submission.from_json(canonical(members))
    assert "contact" in refused.value.message
    assert "Secret" not in f"{refused.value.message} {refused.value.hint} {refused.value!r}"


def test_nothing_shows_an_answer_or_a_name_by_accident() -> None:
    assert "good" not in repr(PLAIN)
    assert "ሰላም" not in repr(PLAIN.contact)


@pytest.mark.parametrize("member", sorted(json.loads(PLAIN.to_json())))
@pytest.mark.parametrize("value", [[], {}, "", "x" * 9000, 0, 2, -1, True, False, [None], [[]], {"a": {"b": 1}}])
def test_a_member_of_another_kind_is_refused(member: str, value: object) -> None:
    if (member, value) in [("answers", {})]:
        return
    members = json.loads(PLAIN.to_json()) | {member: value}
    with pytest.raises(SubmissionError):
        Submission.from_json(json.dumps(members).encode())


@pytest.mark.parametrize("member", CONTACT)
@pytest.mark.parametrize("value", [{}, 0, True, False, [[]], ["a"], [None], "no-such\nthing"])
def test_a_contact_member_of_another_kind_is_refused(member: str, value: object) -> None:
    members = json.loads(PLAIN.to_json())
    members["contact"][member] = value
    with pytest.raises(SubmissionError):
        Submission.from_json(json.dumps(members).encode())
