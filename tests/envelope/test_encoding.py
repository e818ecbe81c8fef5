"""The two text forms of bytes: canonical, and forgiving only where a person types."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.envelope.encoding import CROCKFORD, base64url, crockford, from_base64url, from_crockford
from tests.envelope.twin import Twin

TOKENS = st.binary(min_size=10, max_size=10).map(crockford)


@given(st.binary(max_size=80))
def test_base64url_comes_back(data: bytes) -> None:
    assert from_base64url(base64url(data)) == data
    assert from_base64url(base64url(data), len(data)) == data


@given(st.text(st.sampled_from("AQgw_-+/= \n\u0660é\ud800"), max_size=12))
def test_a_text_is_canonical_or_refused(text: str) -> None:
    try:
        data = from_base64url(text)
    except ValueError:
        return
    assert base64url(data) == text


@pytest.mark.parametrize(
    "text", ["A", "AB", "AA==", "AA=", "A A", "AA\n", "++++", "////", "é", "\ud800", "\u0661\u0661"]
)
def test_what_is_not_canonical_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        from_base64url(text)


def test_another_length_is_refused() -> None:
    with pytest.raises(ValueError):
        from_base64url(base64url(b"abc"), 4)


@given(st.binary(min_size=5, max_size=20).filter(lambda data: len(data) % 5 == 0))
def test_crockford_comes_back(data: bytes) -> None:
    assert from_crockford(crockford(data), len(data)) == data


def test_only_whole_letters_are_written() -> None:
    with pytest.raises(ValueError):
        crockford(b"abc")


@pytest.mark.parametrize(
    "typed",
    [
        "01234567 89ABCDEF",
        "0123-4567-89ab-cdef",
        "o l23\t4567\n89ab\u00a0cdef",
        "OI23 4567 89AB CDEF",
        "٠١٢٣-٤٥٦٧-٨٩ab-cdef",
        "۰۱۲۳ ۴۵۶۷ ۸۹AB CDEF",
        "\u2068\u200e0123\u2011\u20114567\u2013\u201489AB\u200fCDEF\u2069\u00ad",
    ],
)
def test_a_typed_code_is_forgiven_what_people_do(twin: Twin, typed: str) -> None:
    assert crockford(from_crockford(typed, 10)) == "0123456789ABCDEF"
    assert twin.ask("token", text=typed) == "0123456789ABCDEF"


@pytest.mark.parametrize("typed", ["", "0123456789ABCDE", "0123456789ABCDEFG", "U123456789ABCDEF", "０" * 16, "²" * 16])
def test_what_is_no_code_is_refused(twin: Twin, typed: str) -> None:
    with pytest.raises(ValueError):
        from_crockford(typed, 10)
    assert twin.ask("token", text=typed) is None


def _assigned(letter: str) -> bool:
    return unicodedata.category(letter) != "Cn"


@given(
    TOKENS, st.text(st.characters(exclude_categories=("Cs", "Cn")).filter(_assigned), max_size=2), st.integers(0, 16)
)
@settings(max_examples=150)
def test_both_languages_forgive_the_same(twin: Twin, token: str, inserted: str, place: int) -> None:
    typed = token[:place].lower() + inserted + token[place:]
    try:
        expected = crockford(from_crockford(typed, 10))
    except ValueError:
        expected = None
    assert twin.ask("token", text=typed) == expected


def test_crockfords_alphabet_leaves_out_what_is_confused() -> None:
    assert not set("ILOU") & set(CROCKFORD)
