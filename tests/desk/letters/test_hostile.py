"""Hostile text, from an envelope or pasted by hand, does no harm in a letter: it is words, and stays in place."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from intake.desk.letters.field import as_typed, read
from intake.desk.letters.frame import content
from intake.desk.letters.gp import GpFields
from intake.desk.letters.invitation import Invitation
from tests.desk.letters.samples import GP, INVITATION, OFFICE, PHONE, Drawn, gp_letter

HTML = '<img src="file:///etc/passwd"><b>fat</b><!-- {{ 7 * 7 }} &amp; {phone} </td></table>'
TURNED = "\u202e\u2067\u200fDrow \u2066abc"
LONG = "Supercalifragilistic" * 5
PILED = "Z" + "\u0335\u0321\u0489" * 60 + "algo"
LINE = 18
"""Points: a line of text, with its rule."""
FORMULA = "=cmd|' /C calc'!A0"


def typed(**changes: str) -> GpFields:
    """As it comes through the page."""
    return read(GpFields, dict(as_typed(GP)) | changes)


@pytest.fixture(scope="module")
def drawn() -> Drawn:
    """A letter full of it."""
    fields = typed(person=HTML, complaints=f"{TURNED}\n{PILED}\n{FORMULA}\n{HTML}", when=LONG, agreed=LONG * 4)
    return Drawn.of(gp_letter(fields))


def test_html_is_shown_as_words_and_fetches_nothing(drawn: Drawn) -> None:
    said = drawn.text.replace(" ", "")
    assert said.count(HTML.replace(" ", "")) == 2
    assert "root:" not in drawn.text
    assert "{{ 7" in content(gp_letter(typed(person=HTML)))
    assert "<b>" not in content(gp_letter(typed(person=HTML)))


def test_what_turns_the_direction_is_gone_and_a_formula_is_words(drawn: Drawn) -> None:
    assert "Drow abc" in drawn.text
    assert FORMULA in drawn.text
    assert not {sign for sign in content(gp_letter(typed(complaints=TURNED))) if sign in "\u202e\u2066\u2067\u200f"}


def test_a_word_without_end_is_broken_and_nothing_leaves_the_page(drawn: Drawn) -> None:
    width, height = drawn.document[0].get_size()
    assert LONG in drawn.text.replace(" ", "")
    for left, bottom, right, top in drawn.boxes():
        assert left > 0
        assert right < width
        assert bottom > 0
        assert top < height


def test_marks_piled_on_a_letter_do_not_reach_the_other_lines() -> None:
    """Without them the page is the same, row by row, but for the line in which they stand."""
    plain, piled = (_rows(Drawn.of(gp_letter(typed(complaints=f"{each}algo")))) for each in ("Z", PILED[:-4]))
    different = [number for number, (one, other) in enumerate(zip(plain, piled, strict=True)) if one != other]
    assert different
    assert different[-1] - different[0] < LINE


def _rows(drawn: Drawn) -> list[bytes]:
    """The first page as rows of pixels, one for each point."""
    image: Any = drawn.document[0].render(scale=1).to_pil().convert("L")
    return [image.crop((0, row, image.width, row + 1)).tobytes() for row in range(image.height)]


def test_in_a_letter_from_right_to_left_it_turns_nothing_either() -> None:
    fields = read(type(INVITATION), dict(as_typed(INVITATION)) | {"language": "ar", "name": TURNED, "place": "أ 12, x"})
    drawn = Drawn.of(Invitation.of(replace(fields, ask="Anna <b>"), OFFICE))
    assert len(drawn.pages) == 1
    for each in (PHONE, "09:30", "8913 HR Leeuwarden", "Drow abc", "Anna <b>"):
        assert each in drawn.lines()
