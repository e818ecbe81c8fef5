"""What is typed into a letter: read strictly, made fit for paper; what does not fit is named, never quoted."""

from __future__ import annotations

import unicodedata
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.desk.letters.errors import Fault, UnfitError
from intake.desk.letters.field import as_typed, lacking, read
from intake.desk.letters.gp import GpFields
from intake.desk.letters.kinds import KINDS
from intake.desk.letters.slip import SlipFields
from intake.typed import MARKS, lines, one_line
from tests.desk.letters.samples import GP, INVITATION, NOTE, SLIP


def test_a_form_and_a_file_are_read_to_the_same() -> None:
    form = read(SlipFields, {"language": "ti", "day": "2026-12-01", "time": "09:30", "place": " Plein  1 "})
    file = read(SlipFields, {"language": "ti", "day": date(2026, 12, 1), "time": time(9, 30), "place": "Plein 1"})
    assert form == file
    assert read(GpFields, {"post": "on"}) == read(GpFields, {"post": True})
    assert read(GpFields, {"post": "off", "born": ""}) == GpFields()


@pytest.mark.parametrize("filled", [GP, INVITATION, SLIP, NOTE], ids=KINDS)
def test_what_a_page_keeps_reads_back_as_it_was(filled: object) -> None:
    assert read(type(filled), dict(as_typed(filled))) == filled
    assert lacking(filled) == ()


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ({"surname": "Secret"}, {"surname": Fault.UNKNOWN}),
        ({"place": "Secret" * 30}, {"place": Fault.LONG}),
        ({"day": "Secret"}, {"day": Fault.DAY}),
        ({"day": 7}, {"day": Fault.KIND}),
        ({"time": "9 o'clock Secret"}, {"time": Fault.TIME}),
        ({"time": "24:00"}, {"time": Fault.TIME}),
        ({"language": "Secret"}, {"language": Fault.CHOICE}),
        ({"ask": ["Secret"]}, {"ask": Fault.KIND}),
    ],
)
def test_what_does_not_fit_is_named_and_never_quoted(typed: dict[str, object], fault: dict[str, Fault]) -> None:
    with pytest.raises(UnfitError) as refused:
        read(SlipFields, typed)
    assert refused.value.faults == fault
    assert "Secret" not in f"{refused.value} {refused.value.hint}"


def test_what_cannot_be_seen_or_turns_the_direction_goes_and_lines_stay() -> None:
    assert one_line(" a\u202eb\x00c\n\td\ufeff ") == "abc d"
    assert lines("one\r\n\r\n\r\ntwo\u2028three\n") == "one\n\ntwo\nthree"
    assert lines("می\u200cروم") == "می\u200cروم"
    assert one_line("a" + "\u0301" * 200) == "á" + "\u0301" * MARKS
    assert one_line("\ud800\ue000\U0010ffff") == ""


@given(st.text())
def test_whatever_is_typed_comes_out_printable_and_comes_out_the_same_again(text: str) -> None:
    fit = lines(text)
    assert all(sign.isprintable() or sign in "\n\u200c\u200d" for sign in fit)
    assert lines(fit) == fit
    assert one_line(one_line(text)) == one_line(text)
    assert not any(unicodedata.bidirectional(sign) in ("RLO", "LRO", "RLE", "LRE", "RLI", "LRI", "FSI") for sign in fit)


def test_nothing_of_a_letter_stands_in_its_repr() -> None:
    for filled in (GP, INVITATION, SLIP, NOTE):
        assert "Selam" not in repr(filled)
        assert "Harlingertrekweg" not in repr(filled)
