"""What text a submission may hold, and how the form makes it so."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.envelope.text import acceptable
from tests.envelope.twin import Twin

GOOD = ["", "Sam", "هدى", "می\u200cخواهم", "ሰላም", "René", "🙂" * 60, "a" * 60, "O'Neill <b>&amp;\"\\", "한국"]
BAD = [
    "a" * 61, "🙂" * 61, "Rene\u0301", "\u0000", "a\nb", "\t", "\x7f", "\x85", "\u061c", "\u200e", "\u200f", "\u202a",
    "\u202e",
    "\u2066", "\u2069", "\u2028", "\u2029", "\ud800", "\ufdd0", "\uffff", "\U0010fffe", "\u1112\u1161\u11ab", "\u212b",
]  # fmt: skip


@pytest.mark.parametrize("text", GOOD)
def test_names_of_many_scripts_are_acceptable(twin: Twin, text: str) -> None:
    assert acceptable(text, 60)
    assert twin.ask("acceptable", text=text, longest=60)
    assert twin.ask("clean", text=text, longest=60) == text


@pytest.mark.parametrize("text", BAD)
def test_what_hides_or_turns_text_is_not(twin: Twin, text: str) -> None:
    assert not acceptable(text, 60)
    assert not twin.ask("acceptable", text=text, longest=60)
    cleaned = twin.ask("clean", text=text, longest=60)
    assert acceptable(cleaned, 60)


def known_to_both(letter: str) -> bool:
    """Assigned in this Python's Unicode, or never to be."""
    point = ord(letter)
    return unicodedata.category(letter) != "Cn" or 0xFDD0 <= point <= 0xFDEF or point & 0xFFFE == 0xFFFE


TEXTS = st.text(st.characters().filter(known_to_both) | st.sampled_from("".join(BAD)), max_size=8)


@given(TEXTS)
@settings(max_examples=200)
def test_both_languages_accept_the_same_text(twin: Twin, text: str) -> None:
    assert twin.ask("acceptable", text=text, longest=60) == acceptable(text, 60)


@given(st.text(max_size=12), st.integers(0, 8))
@settings(max_examples=200)
def test_whatever_is_typed_becomes_acceptable_and_stays_so(twin: Twin, text: str, longest: int) -> None:
    cleaned = twin.ask("clean", text=text, longest=longest)
    assert acceptable(cleaned, longest)
    assert twin.ask("clean", text=cleaned, longest=longest) == cleaned


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("  Sam \t de\nVries ", "Sam de Vries"),
        ("Rene\u0301", "René"),
        ("\u202eSam\u202c", "Sam"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("+31 6 1234\u00a05678", "+31 6 1234 5678"),
        ("\ufeffSam\x00", "Sam"),
        ("Sam \u200e de \u200f Vries", "Sam de Vries"),
    ],
)
def test_typed_text_keeps_its_letters(twin: Twin, typed: str, cleaned: str) -> None:
    assert twin.ask("clean", text=typed, longest=60) == cleaned
