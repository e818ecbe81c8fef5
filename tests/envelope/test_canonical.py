"""JSON with one meaning: the two languages write the same bytes and read nothing looser."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.envelope.canonical import Json, canonical, strict
from tests.envelope.twin import Twin

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
SCALARS = st.none() | TEXTS | st.integers(-(2**53) + 1, 2**53 - 1)
VALUES: st.SearchStrategy[Json] = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4), max_leaves=8
)


@given(VALUES)
def test_what_was_written_reads_back_and_is_written_the_same(value: Json) -> None:
    written = canonical(value)
    assert json.loads(written) == value
    try:
        read = strict(written, depth=100)
    except ValueError:
        assert any(0xFDD0 <= ord(c) <= 0xFDEF or ord(c) & 0xFFFE == 0xFFFE for c in written.decode("utf-8"))
    else:
        assert canonical(read) == written


@given(VALUES)
@settings(max_examples=60)
def test_both_languages_write_the_same_bytes(twin: Twin, value: Json) -> None:
    assert twin.ask("canonical", value=value).encode("utf-8") == canonical(value)


def test_names_are_ordered_by_utf_16() -> None:
    value = {"\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\U0001f600": 5, "\x80": 6, "ö": 7}
    assert list(json.loads(canonical(value))) == ["\r", "1", "\x80", "ö", "€", "\U0001f600", "\ufb33"]


def test_a_name_in_frisian_is_written_as_utf_8() -> None:
    assert canonical({"ggd": "GGD Fryslân"}) == '{"ggd":"GGD Fryslân"}'.encode()


HOSTILE = [
    b"", b" ", b"nul", b"1.0", b"1e2", b"-", b"01", b"NaN", b"Infinity", b"9007199254740992", b"-9007199254740992",
    b"9" * 8000, b'{"a":1,"a":2}', b'{"a":1,"\\u0061":2}', b'"\\ud800"', b'"\\udc00\\ud800"', b'"\\uffff"',
    b'"\\ufdd0"',
    b'"\xed\xa0\x80"', b'"\xc0\x80"', b'"\xff"', b'"\n"', b"\xef\xbb\xbf{}", "{}".encode("utf-16"), b"{}\0", b"{} {}",
    b"[" * 8000, b"[" * 8000 + b"]" * 8000, b'{"a":' * 2000, b"]" * 20 + b"[" * 8000, b'"' + b"[" * 8000, b'"\\',
]  # fmt: skip


@pytest.mark.parametrize("data", HOSTILE)
def test_hostile_json_is_a_value_error_and_nothing_else(twin: Twin, data: bytes) -> None:
    with pytest.raises(ValueError, match=r"not the JSON|surrogate or noncharacter"):
        strict(data, depth=4)
    assert twin.refuses("strict", hex=data.hex())


def test_nesting_is_counted_outside_strings_only() -> None:
    assert strict(b'["[[[[[[","{{{{\\"[["]', depth=1) == ["[[[[[[", '{{{{"[[']
    assert strict(b"[[[[]],[[]]]]", depth=4) == [[[[]], [[]]]]
    with pytest.raises(ValueError):
        strict(b"[[[[]],[[[]]]]]", depth=4)


FRAGMENTS = st.sampled_from(
    ["{", "}", "[", "]", ",", ":", '"', '"a"', '"b"', "\\", "\\u00", "61", "\\ud83d", "\\ude42", "0", "-", "1", ".",
     "e", "true", "null", " ", "\n", "\u2028", "\ufeff", "\x00", "é", "🙂", "\ufffe"]
)  # fmt: skip


@given(st.lists(FRAGMENTS, max_size=12).map("".join))
@settings(max_examples=300)
def test_both_languages_read_and_refuse_the_same_text(twin: Twin, text: str) -> None:
    data = text.encode("utf-8")
    try:
        value = strict(data, depth=4)
    except ValueError:
        assert twin.refuses("strict", hex=data.hex())
        return
    if "true" not in text:  # the browser's canonical form knows no booleans: no document has one
        assert twin.ask("strict", hex=data.hex()).encode("utf-8") == canonical(value)


@pytest.mark.parametrize("value", [2**53, float("nan"), "\ud800", {"\ud800": 1}, {1: 2}])
def test_what_has_no_canonical_form_is_a_value_error(value: Json) -> None:
    with pytest.raises(ValueError):
        canonical(value)
