"""What somebody typed into an envelope works nothing out in a spreadsheet, and stays in its cell."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.local.csv_cells import MARK, cell, csv_lines, text_of


@pytest.mark.parametrize(
    "hostile",
    [
        "=1+1",
        "+31612345678",
        "-2",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        " =1",
        "\u00a0=1",
        "＝1",
        "＋1",
        "－1",
        "＠a",
        "\0=1",
    ],
)
def test_what_begins_a_formula_is_text(hostile: str) -> None:
    assert cell(hostile).startswith("'")


@pytest.mark.parametrize("plain", ["", "anna", "a=1", "1-2", "'quoted", "سارة", "2026-11-23T10:00:00Z"])
def test_what_does_not_is_left_alone(plain: str) -> None:
    assert cell(plain) == plain


def test_numbers_stay_numbers_and_nothing_stays_empty() -> None:
    assert (cell(-7), cell(None)) == ("-7", "")


@given(st.text(alphabet=st.sampled_from("'=+ -a1\u00a0\t") | st.characters(exclude_characters="\0")))
def test_what_was_written_is_read_back_as_it_was(text: str) -> None:
    assert text_of(cell(text)) == text


@pytest.mark.parametrize("own", ["'s-Hertogenbosch", "'=1", "''=1", "' =1"])
def test_an_apostrophe_of_its_own_stays(own: str) -> None:
    assert text_of(cell(own)) == own


def test_no_text_opens_another_cell_or_row() -> None:
    rows = [("name", "note"), ('a",=1,"b', "one\r\n=2;=3"), ("x", "\u202e=1")]
    text = "".join(csv_lines(rows))
    assert text.startswith(MARK)
    assert list(csv.reader(io.StringIO(text[1:], newline=""))) == [list(row) for row in rows]
