"""The words of the staff's pages: each has its Dutch, with the same things to fill in."""

from __future__ import annotations

import re

import pytest

from scripts.words import ALL, Pages, collected, kept

FILLED_IN = re.compile(r"%\((\w+)\)[sd]")
EACH = pytest.mark.parametrize("pages", ALL, ids=[pages.name for pages in ALL])


def in_code(pages: Pages) -> set[str | tuple[str, ...]]:
    """Every text that templates and code ask for; of a number of things, both forms."""
    return {tuple(each.id) if isinstance(each.id, tuple | list) else each.id for each in collected(pages) if each.id}


@EACH
@pytest.mark.parametrize("dutch", [False, True], ids=["template", "Dutch"])
def test_the_files_hold_the_texts_of_the_pages_and_no_others(pages: Pages, dutch: bool) -> None:
    catalog = kept(pages, pages.dutch if dutch else pages.template, "nl")
    held = {tuple(each.id) if isinstance(each.id, tuple | list) else each.id for each in catalog if each.id}
    assert held == in_code(pages), "run scripts/words.py"


@EACH
def test_each_text_has_its_dutch_with_the_same_things_to_fill_in(pages: Pages) -> None:
    for message in kept(pages, pages.dutch, "nl"):
        if message.id:
            asked, said = forms(message.id), forms(message.string)
            assert all(said), message.id
            assert {name for each in said for name in FILLED_IN.findall(each)} == {
                name for each in asked for name in FILLED_IN.findall(each)
            }, message.id


def forms(text: str | list[str] | tuple[str, ...] | None) -> list[str]:
    """One, or one for each number."""
    return [text] if isinstance(text, str) else list(text or ())
