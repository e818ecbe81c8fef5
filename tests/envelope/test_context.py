"""The context: one inbox, one questionnaire, one version."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given, settings

from intake.envelope.context import Context
from tests.envelope.samples import IDENTIFIERS
from tests.envelope.twin import RefusedError, Twin


def test_the_digest_is_of_the_canonical_json() -> None:
    written = b'{"inbox":"ggd-demo","questionnaire":"ggd10","version":"1"}'
    assert Context("ggd-demo", "ggd10", "1").digest() == hashlib.sha256(written).digest()


@given(IDENTIFIERS, IDENTIFIERS, IDENTIFIERS)
@settings(max_examples=30)
def test_both_languages_bind_to_the_same_bytes(twin: Twin, inbox: str, questionnaire: str, version: str) -> None:
    members = {"inbox": inbox, "questionnaire": questionnaire, "version": version}
    assert twin.ask("context", value=members) == Context(**members).digest().hex()


@pytest.mark.parametrize("part", ["", "A", "-a", ".a", "a/b", "a b", "a\n", "é", "٣", "a" * 33, "a\0"])
def test_what_is_no_identifier_is_refused(twin: Twin, part: str) -> None:
    with pytest.raises(ValueError):
        Context("ggd-demo", part, "1")
    with pytest.raises(RefusedError):
        twin.ask("context", value={"inbox": "ggd-demo", "questionnaire": part, "version": "1"})
